"""A run about to begin or to go on: its plan, session, directory and journal."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lynxrunner.errors import RunError
from lynxrunner.journal import ROOT, Journal, find
from lynxrunner.plan import Plan
from lynxrunner.request import Request, resolve
from lynxrunner.resume import begun, resumed
from lynxrunner.session import Session

PATHS = ("model", "describe", "wall_meter", "disclose", "out")


@dataclass(frozen=True)
class Run:
    """What `measure` needs."""

    plan: Plan
    session: Session
    out: Path
    journal: Journal


def begin(workload: str | None, resume: str | None, given: dict[str, Any]) -> Run:
    """A new run, or the interrupted one named by `resume`; without a workload that one's own request is taken.

    Raises RunError for what makes no sense, and where the interrupted run was another one.
    """
    if resume is None:
        if workload is None:
            raise RunError("name a workload (see: lynx list workloads), or go on with an interrupted run: --resume")
        request = Request(workload=workload, **given)
        plan, session, out = resolve(request)
        return Run(plan, session, out, begun(plan, session, request, ROOT))
    journal = find(resume)
    request = Request(workload=workload, **given) if workload else _request(journal.head["request"])
    plan, session, out = resolve(request)
    return Run(plan, resumed(journal, plan, session), out, journal)


def _request(stored: dict[str, Any]) -> Request:
    paths = {name: Path(stored[name]) for name in PATHS if stored.get(name) is not None}
    return Request(**{**stored, **paths})
