"""The session's hardware with what its processor sustains, measured once before anything else runs."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lynxrunner.child import ask
from lynxrunner.session import Session
from lynxrunner.state import Record

LIMIT_S = 120


def with_ceilings(session: Session, threads: Sequence[int], workspace: Path) -> Session:
    """Raises RunError where the micro-benchmark fails. A resumed session keeps what it has."""
    devices = session.hardware["devices"]
    if not wanted(devices):
        return session
    spec = {"threads": sorted(set(threads))}
    found = ask("lynxrunner.ceilings.child", spec, workspace, "the micro-benchmark of the machine", LIMIT_S)
    first = {**devices[0], "ceilings": found["ceilings"]}
    return replace(session, hardware={**session.hardware, "devices": [first, *devices[1:]]})


def wanted(devices: Sequence[Record]) -> bool:
    """Whether there is a processor that computes, and that was not measured yet."""
    return devices[0]["kind"] == "cpu" and "ceilings" not in devices[0]
