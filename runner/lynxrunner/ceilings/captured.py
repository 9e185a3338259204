"""The session's hardware with what its processor sustains, measured once before anything else runs."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lynxrunner.capture.tree import Tree
from lynxrunner.child import ask
from lynxrunner.plan import Plan
from lynxrunner.reporting import Progress
from lynxrunner.session import Session
from lynxrunner.state import Record

LIMIT_S = 300
NO_ROOF = frozenset({"stub"})
"""Runtimes that compute nothing."""


def with_ceilings(plan: Plan, session: Session, workspace: Path, progress: Progress) -> Session:
    """Raises RunError where the micro-benchmark fails. Drafts do without; a resumed session keeps what it has."""
    devices = session.hardware["devices"]
    if plan.profile == "draft" or set(plan.runtimes) <= NO_ROOF or not wanted(devices):
        return session
    progress.preparing("the machine's roofline: bytes and operations per second")
    found = ask("lynxrunner.ceilings.child", {"threads": threads(plan)}, workspace, "the micro-benchmark", LIMIT_S)
    first = {**devices[0], "ceilings": found["ceilings"]}
    return replace(session, hardware={**session.hardware, "devices": [first, *devices[1:]]})


def threads(plan: Plan) -> list[int]:
    """Threads that the variants keep busy, each number once, ascending."""
    cpus = Tree().cpus()
    return sorted({min(variant.threads * plan.serving.instances, cpus) for variant in plan.variants})


def wanted(devices: Sequence[Record]) -> bool:
    """Whether a processor computes, and was not measured yet."""
    return devices[0]["kind"] == "cpu" and "ceilings" not in devices[0]
