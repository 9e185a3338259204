"""Every submission: where its page and record are, who, when, and what it says."""

from typing import Any

from lynxsite.older import shards
from lynxsite.registry import Registry
from lynxsite.submission import Submission


def results(registry: Registry) -> dict[str, Any]:
    """All submissions, newest first."""
    records = {each.key: shard.path for shard in shards(registry) for each in shard.submissions}
    return {"format": 1, "results": [_one(each, records) for each in registry.submissions]}


def _one(submission: Submission, records: dict[str, str]) -> dict[str, Any]:
    told = submission.facts
    return {
        "key": submission.key, "page": submission.path,
        "record": f"{submission.path}submission.json" if submission.paged else records[submission.key],
        "executor_id": told.executor_id, "workload": told.workload,
        "precision": submission.precision, "device": submission.device, "runtime": submission.runtime,
        "submitter": told.organisation, "started_at": submission.started_at,
        "standing": submission.standing, "operating_points": told.results, "claim": told.claim,
    }
