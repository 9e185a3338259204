"""What the caller asked for -> a plan, or one sentence that says what cannot be."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from lynxrunner.capture.tree import Tree
from lynxrunner.disclose import disclosed
from lynxrunner.errors import RunError
from lynxrunner.load.phase import SCHEDULES
from lynxrunner.names import require
from lynxrunner.plan import Plan, Point, Variant
from lynxrunner.policy import QUICK, Policy
from lynxrunner.runtimes.find import find as find_runtime
from lynxrunner.runtimes.protocol import Runtime
from lynxrunner.session import Session
from lynxrunner.state import Record
from lynxrunner.submitters import submitter
from lynxrunner.workloads.find import find as find_workload

TRIALS = 5
"""Default, and the fewest that make a result: fewer make a draft."""


@dataclass(frozen=True)
class Request:
    """The options of `lynx run` as they were given."""

    workload: str
    runtime: str = "onnxruntime"
    precision: str = "fp32"
    scenario: str | None = None
    batch: str | None = None
    trials: int | None = None
    threads: str | None = None
    options: Sequence[str] = ()
    quick: bool = False
    disclose: Path | None = None
    submitter: str | None = None
    out: Path | None = None


def resolve(request: Request) -> tuple[Plan, Session, Path]:
    """Plan, session and directory. Raises RunError for the first thing that is unknown or makes no sense."""
    workload, runtime = find_workload(request.workload), find_runtime(request.runtime)
    trials = _trials(request)
    plan = Plan(
        workload=workload, runtime=runtime, variants=_variants(request, runtime),
        points=_points(request, workload.entry), trials=trials, policy=QUICK if request.quick else Policy(),
        options=dict(map(_option, request.options)),
        profile="draft" if request.quick or trials < TRIALS else "registry",
    )
    who = submitter(request.submitter)
    session = disclosed(Session.begin(who, command(request)), request.disclose)
    return plan, session, request.out or Path("drafts", who["id"])


def command(request: Request) -> str:
    """The command line again, of files only their names, without where the result was written to."""
    words = ["lynx", "run", request.workload, "--runtime", request.runtime, "--precision", request.precision]
    for name in ("scenario", "batch", "trials", "threads"):
        value = getattr(request, name)
        words += [f"--{name}", str(value)] if value is not None else []
    for option in request.options:
        words += ["--option", option]
    words += ["--quick"] if request.quick else []
    words += ["--disclose", request.disclose.name] if request.disclose else []
    words += ["--submitter", Path(request.submitter).name] if request.submitter else []
    return shlex.join(words)


def _variants(request: Request, runtime: Runtime) -> tuple[Variant, ...]:
    recipes = [require("precision", name, runtime.about()["recipes"]) for name in _names(request.precision)]
    cpus = Tree().cpus()
    threads = _counts("threads", request.threads) if request.threads else [cpus]
    if max(threads) > cpus:
        raise RunError(f"--threads {max(threads)}: this process may run on {cpus} CPUs; ask for at most as many")
    return tuple(Variant(recipe, count) for recipe, count in product(recipes, threads))


def _points(request: Request, entry: Record) -> tuple[Point, ...]:
    batches = {each["scenario"]: each["batches"] for each in entry["scenarios"] if each["scenario"] in SCHEDULES}
    names = _names(request.scenario) if request.scenario else list(batches)
    asked = _counts("batch", request.batch) if request.batch else None
    scenarios = [require("scenario", name, SCHEDULES) for name in names]
    if asked and asked != [1] and "offline" not in scenarios:
        raise RunError("--batch: single_stream is measured at batch 1; larger batches need --scenario offline")
    found = [Point("single_stream", 1)] if "single_stream" in scenarios else []
    found += [Point("offline", size) for size in asked or batches["offline"]] if "offline" in scenarios else []
    return tuple(found)


def _trials(request: Request) -> int:
    trials = request.trials if request.trials is not None else 1 if request.quick else TRIALS
    if trials < 1:
        raise RunError(f"--trials {trials}: give a whole number of at least 1")
    return trials


def _option(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not (key and equals and value):
        raise RunError(f"--option {text}: give it as KEY=VALUE")
    return key, value


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(filter(None, (part.strip() for part in text.split(","))))) or [""]


def _counts(name: str, text: str) -> list[int]:
    parts = _names(text)
    wrong = next((part for part in parts if not (part.isdecimal() and 1 <= int(part) <= 1_000_000)), None)
    if wrong is not None:
        raise RunError(f"--{name} {text}: {wrong!r} is no whole number of at least 1")
    return [int(part) for part in parts]
