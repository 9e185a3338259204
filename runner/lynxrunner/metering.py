"""The meter of a run: which one, and trials that are long enough for it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lynxrunner.capture.tree import Tree
from lynxrunner.energy.find import Found, find
from lynxrunner.plan import Plan
from lynxrunner.session import Session
from lynxrunner.state import Record, not_measured

LONGER = 1.1
"""A window begins after the first request and ends before the last one."""


def metering(plan: Plan, session: Session, kind: str, log: Path | None, quick: bool) -> tuple[Plan, Session]:
    """Plan and session with the meter, or with the reason for which there is none.

    Raises RunError where a meter that was named cannot be had.
    """
    found = _found(session.hardware["devices"], kind, log, quick, plan.device)
    if isinstance(found, dict):
        return plan, replace(session, energy=found)
    steady_s = max(plan.policy.steady_s, LONGER * found.terms.least_window_s)
    return replace(plan, meter=found, policy=replace(plan.policy, steady_s=steady_s)), session


def _found(devices: Sequence[Record], kind: str, log: Path | None, quick: bool, computing: str) -> Found:
    if quick and kind == "auto" and log is None:
        return not_measured("not_requested", "a quick run is too short for a meter; --energy names one to wait for")
    return find(kind, devices, Tree(), log, computing)
