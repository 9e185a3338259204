"""The operating points that a request names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from lynxrunner.arguments import amounts, count, counts, names
from lynxrunner.errors import RunError
from lynxrunner.lengths import Profile
from lynxrunner.load.phase import SCHEDULES
from lynxrunner.names import require
from lynxrunner.offered import Load
from lynxrunner.plan import Point
from lynxrunner.profiles import profiles
from lynxrunner.state import Record

if TYPE_CHECKING:
    from lynxrunner.request import Request

FASTEST, MOST_CALLERS, MOST_SEED = 50_000.0, 1_024, 2**32 - 1
ARRIVALS = ("poisson", "constant")
SEED = 1
BELONGS = {"batch": "offline", "concurrency": "concurrent", "rate": "server", "bound": "server",
           "max_batch": "server", "queue_delay": "server"}
"""Options that only one scenario reads."""
ANSWERED = ("single_stream", "concurrent")
"""Scenarios of generation in process."""


def points(request: "Request", entry: Record) -> tuple[Point, ...]:
    """Fixed points in the order of the scenarios; a search for a rate adds its own while it runs."""
    scenarios = _scenarios(request, entry)
    answers = outputs(request, entry)
    (_require_answerable if answers else _require_used)(request, scenarios)
    sizes = inputs(request, entry)
    found = [point for scenario in scenarios for point in POINTS[scenario](request, entry)]
    if answers:
        return _answers(found, sizes, answers, entry["lengths"]["maximum"])
    if request.max_batch and set(scenarios) != {"server"}:
        raise RunError("--max-batch: a dynamic batcher serves --scenario server alone; name no other beside it")
    _require_one_length(request, [*found, *([Point("server", 1)] if request.bound else [])], sizes)
    return tuple(replace(point, inputs=size) for point in found for size in sizes) if sizes else tuple(found)


def inputs(request: "Request", entry: Record) -> list[Profile]:
    """Profiles of the inputs' lengths, the catalogue's where none is asked for; empty where inputs have one size."""
    declared = entry.get("lengths")
    if declared is None:
        if request.input_length is not None:
            raise RunError(f"--input-length: the inputs of {entry['id']} have one size")
        return []
    asked = request.input_length if request.input_length is not None else ",".join(declared["inputs"])
    seed = count("seed", request.seed, 0, MOST_SEED, SEED)
    return profiles("input-length", asked, seed, declared["maximum"])


def outputs(request: "Request", entry: Record) -> list[Profile]:
    """Profiles of the answers' lengths; empty where nothing is generated."""
    if entry["decoding"] != "autoregressive":
        if request.output_length is not None:
            raise RunError(f"--output-length: {entry['id']} generates nothing")
        return []
    declared = entry["lengths"]
    asked = request.output_length if request.output_length is not None else ",".join(declared["outputs"])
    return profiles("output-length", asked, count("seed", request.seed, 0, MOST_SEED, SEED) + 1, declared["maximum"])


def _require_answerable(request: "Request", scenarios: Sequence[str]) -> None:
    """In process one answer is generated after the other, or several are handed to a runtime that batches them."""
    asked = [f"--scenario {scenario}" for scenario in scenarios if scenario not in ANSWERED]
    asked += [f"--{name.replace('_', '-')}" for name in (*BELONGS, "instances", "streams")
              if name not in ("bound", "concurrency") and getattr(request, name) is not None]
    if asked:
        raise RunError(f"{asked[0]}: in process, answers are generated as {' or '.join(ANSWERED)}; for another load "
                       "measure a server, with --runtime openai --url URL")
    if request.concurrency is not None and "concurrent" not in scenarios:
        raise RunError("--concurrency: only the scenario concurrent has one; add --scenario concurrent")


def _answers(
    found: Sequence[Point], prompts: Sequence[Profile], answers: Sequence[Profile], most: int
) -> tuple[Point, ...]:
    varied = next((prompt.maximum for prompt in prompts if prompt.distribution != "fixed"), None)
    if varied and any(point.load.concurrency > 1 for point in found):
        raise RunError("--input-length: prompts that are computed together are padded to no common length here; give "
                       f"a fixed length such as {varied}, or one request at a time")
    pairs = list(product(prompts, answers))
    for prompt, answer in pairs:
        if prompt.maximum + answer.maximum > most:
            raise RunError(f"--output-length: prompt and answer may have {most} tokens together, and {prompt.maximum} "
                           f"and {answer.maximum} are more; ask for less")
    return tuple(replace(point, inputs=prompt, outputs=answer) for point in found for prompt, answer in pairs)


def _require_one_length(request: "Request", points: Sequence[Point], sizes: Sequence[Profile]) -> None:
    """What is computed together must be equally long: padding would compute what nobody asked for."""
    batched = next((point for point in points if point.batch > 1 or request.max_batch), None)
    varied = next((size for size in sizes if size.distribution != "fixed"), None)
    if batched and varied:
        raise RunError(
            f"--input-length: {batched.scenario} computes several items at once, and these are padded to no common "
            f"length here; give a fixed length such as {varied.maximum}, or batches of one"
        )


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
