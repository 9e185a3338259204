"""The operating points that a request names."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from lynxrunner.arguments import amounts, count, counts, names
from lynxrunner.errors import RunError
from lynxrunner.load.phase import SCHEDULES
from lynxrunner.names import require
from lynxrunner.offered import Load
from lynxrunner.plan import Point
from lynxrunner.state import Record

if TYPE_CHECKING:
    from lynxrunner.request import Request

FASTEST, MOST_CALLERS, MOST_SEED = 50_000.0, 1_024, 2**32 - 1
ARRIVALS = ("poisson", "constant")
SEED = 1
BELONGS = {"batch": "offline", "concurrency": "concurrent", "rate": "server", "bound": "server",
           "max_batch": "server", "queue_delay": "server"}
"""Options that only one scenario reads."""


def points(request: "Request", entry: Record) -> tuple[Point, ...]:
    """Fixed points in the order of the scenarios; a search for a rate adds its own while it runs."""
    scenarios = _scenarios(request, entry)
    _require_used(request, scenarios)
    found = [point for scenario in scenarios for point in POINTS[scenario](request, entry)]
    if request.max_batch and set(scenarios) != {"server"}:
        raise RunError("--max-batch: a dynamic batcher serves --scenario server alone; name no other beside it")
    return tuple(found)


def arrivals(request: "Request") -> tuple[str, int]:
    """Process and seed of an open load's schedule."""
    process = require("arrival process", request.arrival, ARRIVALS)
    return process, count("seed", request.seed, 0, MOST_SEED, SEED)


def _scenarios(request: "Request", entry: Record) -> list[str]:
    if request.scenario:
        return [require("scenario", name, SCHEDULES) for name in names(request.scenario)]
    return [each["scenario"] for each in entry["scenarios"] if each["scenario"] in ("single_stream", "offline")]


def _require_used(request: "Request", scenarios: list[str]) -> None:
    for name, scenario in BELONGS.items():
        if getattr(request, name) is not None and scenario not in scenarios:
            option = name.replace("_", "-")
            raise RunError(f"--{option}: only the scenario {scenario} has one; add --scenario {scenario}")


def _single_stream(request: "Request", entry: Record) -> Iterator[Point]:
    yield Point("single_stream", 1)


def _concurrent(request: "Request", entry: Record) -> Iterator[Point]:
    if request.concurrency is None:
        raise RunError("--scenario concurrent: say how many are in flight with --concurrency N[,N]")
    for number in counts("concurrency", request.concurrency, MOST_CALLERS):
        yield Point("concurrent", 1, Load(number))


def _server(request: "Request", entry: Record) -> Iterator[Point]:
    if request.rate is None and request.bound is None:
        raise RunError("--scenario server: give its load with --rate R[,R], or let --bound p99=2ms look for it")
    process, seed = arrivals(request)
    for rate in amounts("rate", request.rate, "requests per second", FASTEST) if request.rate is not None else ():
        yield Point("server", 1, Load(1, rate, process, seed))


def _offline(request: "Request", entry: Record) -> Iterator[Point]:
    catalogued = {each["scenario"]: each["batches"] for each in entry["scenarios"]}
    for size in counts("batch", request.batch) if request.batch is not None else catalogued.get("offline", [1]):
        yield Point("offline", size)


POINTS: dict[str, Callable[["Request", Record], Iterator[Point]]] = {
    "single_stream": _single_stream, "concurrent": _concurrent, "server": _server, "offline": _offline,
}
