"""The trials of a session at an endpoint, in turn over the operating points, so that a disturbance meets all alike."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np

from lynxrunner.child import ask
from lynxrunner.errors import RunError
from lynxrunner.policy import Policy
from lynxrunner.served.contact import Contact
from lynxrunner.served.course import SPANS
from lynxrunner.served.point import Asked, Measured
from lynxrunner.served.request import Request
from lynxrunner.served.telling import say, shown
from lynxrunner.state import Record
from lynxschema.samples import STORED_STEADY, Samples

PATIENCE = 10
QUICK_SPANS = 5


class Named(Hashable, Protocol):
    """An operating point, as far as trials in turn need it."""

    @property
    def id(self) -> str:
        """Anchor of the result."""
        ...


P = TypeVar("P", bound=Named)
Done = tuple[dict[P, list[Measured]], dict[str, str]]
"""Every trial of each point, and by its id why a point was given up."""


def trials(request: Request, found: Contact, session: str, workspace: Path) -> Done[Asked]:
    """Raises RunError where all points were given up."""
    return in_turn(request.points, request.trials,
                   lambda asked, number: _trial(request, found, asked, number, session, workspace))


def in_turn(points: Sequence[P], count: int, trial: Callable[[P, int], Measured]) -> Done[P]:
    """So many trials of each point. Raises RunError where all points were given up."""
    done: dict[P, list[Measured]] = {asked: [] for asked in points}
    lost: dict[str, str] = {}
    for number in range(count):
        for asked in list(done):
            try:
                done[asked].append(trial(asked, number))
                say(f"{asked.id}, trial {number + 1} of {count}: {_figures(done[asked][-1])}")
            except RunError as error:
                lost[asked.id] = str(error)
                del done[asked]
                say(f"given up: {error}")
    if not done:
        raise RunError(next(iter(lost.values())))
    return done, lost


def _trial(request: Request, found: Contact, asked: Asked, number: int, session: str, workspace: Path) -> Measured:
    files = {name: workspace / f"{name}.npz" for name in ("samples", "chunks")}
    spec = {**_spec(request, found, asked), "trial": number, "drawn_from": f"{session}/{asked.id}/{number}",
            **{name: str(path) for name, path in files.items()}}
    what = f"{asked.id}, trial {number + 1}"
    limit_s = request.timeout_s or patience_s(request.policy, found.typical_s, request.endpoint.request_s)
    result = ask("lynxrunner.served.trial", spec, workspace, what, limit_s, shown(what))
    return Measured(result, *(Samples(stored(path)) for path in files.values()))


def _spec(request: Request, found: Contact, asked: Asked) -> Record:
    most = max(STORED_STEADY, request.policy.steady_requests)
    return {
        "protocol": request.given["runtime"], "endpoint": {**asdict(found.endpoint), "extra": {}},
        "load": asked.load.record(), "policy": asdict(request.policy),
        "scale": list(found.scale), "shared": asked.shared,
        "spread_s": found.typical_s, "spans": QUICK_SPANS if request.given["quick"] else SPANS,
        "inputs": asked.inputs.drawn(), "outputs": asked.outputs.drawn(), "stored": most, "judged": most,
    }


def stored(path: Path) -> dict[str, Any]:
    """Columns that a trial's process left behind."""
    with np.load(path, allow_pickle=False) as found:
        return {name: found[name] for name in found.files}


def patience_s(policy: Policy, typical_s: float, request_s: float) -> float:
    """After which a trial is taken for hung, where the caller gives no limit."""
    return 60 + request_s + PATIENCE * 2 * policy.steady_requests * (typical_s + 0.01)


def _figures(trial: Measured) -> str:
    counts = trial.result["counts"]
    failed = sum(counts.values()) - counts["ok"]
    rate = counts["ok"] / trial.result["duration_s"]
    why = f"; {failed} failed: {next(iter(trial.result['failures']), '')}" if failed else ""
    return f"{counts['ok']} answered, {rate:.3g} requests/s{why}"
