"""A session at an endpoint: first contact, trials in turn, one submission."""

import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from lynxrunner.child import ask
from lynxrunner.publish import publish, require_writable
from lynxrunner.served.contact import Contact, contact
from lynxrunner.served.executor import captured, missing
from lynxrunner.served.incomplete import publish_incomplete
from lynxrunner.served.point import Asked, Measured
from lynxrunner.served.request import Request
from lynxrunner.served.statement import TEMPLATE, stated
from lynxrunner.served.submission import Known, evidence, in_common, submission
from lynxrunner.session import Session
from lynxrunner.state import Record
from lynxrunner.submitters import submitter
from lynxschema.samples import STORED_STEADY, Samples

PATIENCE = 10


def measure(request: Request) -> tuple[Path, list[str]]:
    """The submission's directory, and pointers of what nobody disclosed. Raises RunError where nothing was measured."""
    out = request.given["out"] or Path("drafts", submitter(request.given["submitter"])["id"])
    require_writable(out)
    found = contact(request.endpoint, request.ignore_eos, int(request.points[0].outputs.mean))
    known, session, lacking = _known(request, found)
    for line in _announced(request, found, lacking):
        _say(line)
    with TemporaryDirectory(prefix="lynx-run-") as home:
        trials = in_common(_trials(request, found, Path(home)))
    profile = "draft" if lacking else request.profile
    pair = submission(session, profile, known, trials), evidence(trials)
    return (publish_incomplete(*pair, out) if lacking else publish([pair], out)[0]), lacking


def _known(request: Request, found: Contact) -> tuple[Known, Session, list[str]]:
    seen = captured(request.workload, found, request.device)
    statement = stated(seen, request.given["disclose"])
    hardware = statement.members["executor"].get("hardware", {})
    session = Session(submitter(request.given["submitter"]), request.command, hardware)
    told = [f"/executor/runtime/{name}" for name in found.runtime]
    return Known(statement, found.endpoint, told), session, missing(statement.members)


def _announced(request: Request, found: Contact, lacking: list[str]) -> list[str]:
    eos = "past" if found.endpoint.ignore_eos else "to"
    told = [f"{len(request.points)} operating points, {request.trials} trials each; answers go on {eos} the end of "
            f"sequence; one takes {found.typical_s:.2g} s"]
    if lacking:
        told += [f"undisclosed, so that this will be a draft: {', '.join(lacking)}",
                 f"state them with --disclose FILE.toml; a template: {TEMPLATE.name}, printed at the end"]
    return told


def _trials(request: Request, found: Contact, workspace: Path) -> Mapping[Asked, list[Measured]]:
    """Trials in turn over the operating points, so that a disturbance meets all alike."""
    done: dict[Asked, list[Measured]] = {asked: [] for asked in request.points}
    for number in range(request.trials):
        for asked, trials in done.items():
            trials.append(_trial(request, found, asked, number, workspace))
            _say(f"{asked.id}, trial {number + 1} of {request.trials}: {_figures(trials[-1])}")
    return done


def _trial(request: Request, found: Contact, asked: Asked, number: int, workspace: Path) -> Measured:
    files = {name: workspace / f"{name}.npz" for name in ("samples", "chunks")}
    most = max(STORED_STEADY, request.policy.steady_requests)
    spec: Record = {
        "protocol": request.given["runtime"], "endpoint": {**asdict(found.endpoint), "extra": {}},
        "load": asked.load.record(), "policy": asdict(request.policy), "trial": number, "seed": request.seed,
        "scale": list(found.scale), "shared": asked.shared, "spread_s": found.typical_s,
        "inputs": asked.inputs.drawn(), "outputs": asked.outputs.drawn(),
        "stored": most, "judged": most,
        **{name: str(path) for name, path in files.items()},
    }
    result = ask("lynxrunner.served.trial", spec, workspace, f"{asked.id}, trial {number}", _limit_s(request, found))
    return Measured(result, *(Samples(_columns(path)) for path in files.values()))


def _columns(path: Path) -> dict[str, Any]:
    with np.load(path, allow_pickle=False) as found:
        return {name: found[name] for name in found.files}


def _limit_s(request: Request, found: Contact) -> float:
    """When a trial is taken for hung."""
    requests = 2 * request.policy.steady_requests * (found.typical_s + 0.01)
    return request.timeout_s or 60 + request.endpoint.request_s + PATIENCE * requests


def _figures(trial: Measured) -> str:
    counts = trial.result["counts"]
    failed = sum(counts.values()) - counts["ok"]
    rate = counts["ok"] / trial.result["duration_s"]
    why = f"; {failed} failed: {next(iter(trial.result['failures']), '')}" if failed else ""
    return f"{counts['ok']} answered, {rate:.3g} requests/s{why}"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)

