"""What a record says beyond its figures: bounds that were held, rooflines, arithmetic, which points are no results."""

from collections.abc import Iterator

from lynxrunner.state import Record
from lynxschema.leaves import state_of
from lynxschema.roofline import roofline
from lynxschema.roofline_sentence import sentence

HALVES = ("fp16", "bf16")


def told(record: Record) -> list[str]:
    """Sentences for the end of a run."""
    results = [point for point in record["operating_points"] if point["purpose"] == "result"]
    return [*_bounds(results), *_rooflines(record, results), *_computed(record), *_invalid(results)]


def _rooflines(record: Record, results: list[Record]) -> Iterator[str]:
    for point in results:
        found = roofline(record, point)
        if found and found.verdict:
            yield f"{point['id']} is {sentence(found)}."


def _computed(record: Record) -> Iterator[str]:
    """A recipe that asks for arithmetic which the kernels do not have is no result in that arithmetic."""
    precision = record["executor"]["precision"]
    if precision["recipe"].startswith(HALVES) and not precision["compute"].startswith(HALVES):
        yield f"{precision['recipe']} weights, computed in {precision['compute']}: there are no other kernels for them."


def _bounds(results: list[Record]) -> Iterator[str]:
    bounded = [point for point in results if not state_of(point["bounds"])]
    if not bounded:
        return
    held = [point for point in bounded if point["bounds"][0]["held"]]
    what = _bound(bounded[0])
    if held:
        best = max(held, key=_rate)
        yield f"{what} is held at {_rate(best):,.10g} requests/s, by every trial's upper bound."
    else:
        least = min(bounded, key=_rate)
        yield f"{what} was not held: {_worst(least)} at {_rate(least):,.10g} requests/s, the lowest rate measured."


def _invalid(results: list[Record]) -> Iterator[str]:
    for point in results:
        if not point["validity"]["valid"]:
            yield f"{point['id']} is no result: {'; '.join(point['validity']['reasons'])}."


def _bound(point: Record) -> str:
    bound = point["bounds"][0]
    return f"{_name(bound['percentile'])} <= {bound['limit_ms']:g} ms"


def _worst(point: Record) -> str:
    name = point["bounds"][0]["percentile"]
    uppers = [trial["latency_ms"][name]["upper"] for trial in point["trials"] if name in trial["latency_ms"]]
    return f"{_name(name)} is at most {max(uppers):.4g} ms" if uppers else f"{_name(name)} has no bound"


def _rate(point: Record) -> float:
    return float(point["load"]["rate_per_s"])


def _name(percentile: str) -> str:
    return percentile.replace("_", ".")
