"""Every submission: where its page and record are, who, when, and what it says."""

from typing import Any

from lynxsite.registry import Registry
from lynxsite.submission import Submission


def results(registry: Registry) -> dict[str, Any]:
    """All submissions, newest first."""
    return {"format": 1, "results": [_one(each) for each in registry.submissions]}


def _one(submission: Submission) -> dict[str, Any]:
    record = submission.record
    return {
        "key": submission.key, "page": submission.path, "record": f"{submission.path}submission.json",
        "executor_id": record["executor_id"], "workload": record["workload"]["id"],
        "precision": submission.precision, "device": submission.device, "runtime": submission.runtime,
        "submitter": record["submitter"]["organisation"], "started_at": submission.started_at,
        "standing": submission.standing, "operating_points": [point["id"] for point in submission.points],
        "claim": submission.claim(submission.points[0]),
    }
