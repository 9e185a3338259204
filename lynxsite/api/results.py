"""Every submission: where its page and record are, who, when, and what it says."""

from typing import Any

from lynxsite.older import shard_of
from lynxsite.registry import Registry
from lynxsite.submission import Submission


def results(registry: Registry) -> dict[str, Any]:
    """All submissions, newest first."""
    return {"format": 1, "results": [_one(registry, each) for each in registry.submissions]}


def _one(registry: Registry, submission: Submission) -> dict[str, Any]:
    told = submission.facts
    return {
        "key": submission.key, "page": submission.path,
        "record": f"{submission.path}submission.json" if submission.paged
        else shard_of(registry, submission.key).path,
        "executor_id": told.executor_id, "workload": told.workload,
        "precision": submission.precision, "device": submission.device, "runtime": submission.runtime,
        "submitter": told.organisation, "started_at": submission.started_at,
        "standing": submission.standing, "operating_points": told.results, "claim": told.claim,
    }
