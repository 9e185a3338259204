"""What the caller asked for -> a plan, or one sentence that says what cannot be."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from lynxrunner.arguments import names
from lynxrunner.capture.metadata import asked
from lynxrunner.capture.tree import Tree
from lynxrunner.custom.asked import Custom
from lynxrunner.disclose import disclosed
from lynxrunner.errors import RunError
from lynxrunner.estimate import needed
from lynxrunner.goal import goal
from lynxrunner.metering import metering
from lynxrunner.names import require
from lynxrunner.plan import Plan, Point, ProfileName
from lynxrunner.points import points
from lynxrunner.policy import QUICK, Policy
from lynxrunner.profiles import without_paths
from lynxrunner.runtimes.find import find as find_runtime
from lynxrunner.serving import serving
from lynxrunner.session import Session
from lynxrunner.state import Record
from lynxrunner.submitters import submitter
from lynxrunner.variants import options, variants
from lynxrunner.workloads.find import find as find_workload
from lynxrunner.workloads.workload import Workload

TRIALS = 5
"""Default, and the fewest that make a result: fewer make a draft."""


@dataclass(frozen=True)
class Request:
    """The options of `lynx run` as they were given."""

    workload: str
    runtime: str = "onnxruntime"
    device: str = "cpu"
    precision: str = "fp32"
    scenario: str | None = None
    batch: str | None = None
    concurrency: str | None = None
    rate: str | None = None
    arrival: str = "poisson"
    seed: int | None = None
    bound: str | None = None
    input_length: str | None = None
    output_length: str | None = None
    max_batch: int | None = None
    queue_delay: str | None = None
    instances: int | None = None
    streams: int | None = None
    percentile: str | None = None
    timeout: float | None = None
    energy: str = "auto"
    wall_meter: Path | None = None
    trials: int | None = None
    threads: str | None = None
    options: Sequence[str] = ()
    quick: bool = False
    ask_cloud: bool = False
    disclose: Path | None = None
    model: Path | None = None
    bind: Sequence[str] = ()
    describe: Path | None = None
    submitter: str | None = None
    out: Path | None = None


def resolve(request: Request) -> tuple[Plan, Session, Path]:
    """Plan, session and directory. Raises RunError for the first thing that is unknown or makes no sense."""
    runtimes = {name: find_runtime(name) for name in names(request.runtime)}
    abouts = {name: runtime.about() for name, runtime in runtimes.items()}
    workload = find_workload(request.workload, Custom(request.model, tuple(request.bind), request.describe))
    trials, found = trial_count(request.trials, request.quick), points(request, workload.entry)
    _require_batches(workload, found)
    asked = goal(request, workload.entry)
    plan = Plan(
        workload=workload, runtimes=runtimes, points=found, trials=trials,
        versions={name: str(about["version"]) for name, about in abouts.items()},
        variants=variants(request.precision, request.threads, abouts),
        policy=replace(QUICK if request.quick else Policy(), steady_requests=needed(asked.percentile)),
        options=options(request.options, runtimes),
        profile=profile_of(request.quick, trials), serving=serving(request, found),
        percentile=asked.percentile, bound=asked.bound, search=asked.search, timeout_s=asked.timeout_s,
        device=_device(request, abouts), limits=asked.limits,
    )
    who = submitter(request.submitter)
    session = disclosed(_begun(request, plan, who), request.disclose)
    plan, session = metering(plan, session, request.energy, request.wall_meter, request.quick)
    return plan, session, request.out or Path("drafts", who["id"])


def _begun(request: Request, plan: Plan, who: Record) -> Session:
    session = Session.begin(who, command(request), plan.device)
    if not request.ask_cloud:
        return session
    return replace(session, hardware={**session.hardware, "cloud": asked(Tree())})


NOT_REPEATED = (
    "workload", "input_length", "output_length", "options", "quick", "ask_cloud", "wall_meter", "disclose", "submitter",
    "out", "model", "bind", "describe",
)
ALWAYS = ("runtime", "precision")


def command(request: Request) -> str:
    """The command line again, of files only their names, without where the result was written to."""
    words = ["lynx", "run", request.workload]
    for option in fields(Request):
        value = getattr(request, option.name)
        if option.name not in NOT_REPEATED and (option.name in ALWAYS or value != option.default):
            words += [f"--{option.name.replace('_', '-')}", str(value)]
    for name, profile in (("--input-length", request.input_length), ("--output-length", request.output_length)):
        words += [name, without_paths(profile)] if profile else []
    words += ["--model", request.model.name] if request.model else []
    for text in request.bind:
        words += ["--bind", text]
    words += ["--describe", request.describe.name] if request.describe else []
    for text in request.options:
        words += ["--option", text]
    words += ["--quick"] if request.quick else []
    words += ["--ask-cloud"] if request.ask_cloud else []
    words += ["--wall-meter", request.wall_meter.name] if request.wall_meter else []
    words += ["--disclose", request.disclose.name] if request.disclose else []
    words += ["--submitter", Path(request.submitter).name] if request.submitter else []
    return shlex.join(words)


def _device(request: Request, abouts: Mapping[str, Record]) -> str:
    """As every runtime names it; one that is not installed names none, and says so when it is to prepare."""
    for about in abouts.values():
        if known := about["devices"]:
            require("device", request.device, known)
    return request.device


def _require_batches(workload: Workload, found: Sequence[Point]) -> None:
    most = workload.most_batch
    widest = max((point.batch for point in found), default=1)
    if most is not None and widest > most:
        raise RunError(f"--batch {widest}: the first axis of the model's inputs is fixed at {most}; export it with a "
                       "free first axis")


def trial_count(asked: int | None, quick: bool) -> int:
    """Fresh processes per operating point. Raises RunError for none."""
    trials = asked if asked is not None else 1 if quick else TRIALS
    if trials < 1:
        raise RunError(f"--trials {trials}: give a whole number of at least 1")
    return trials


def profile_of(quick: bool, trials: int) -> ProfileName:
    """A quick run makes a draft."""
    return "draft" if quick or trials < TRIALS else "registry"
