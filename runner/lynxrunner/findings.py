"""What a record says beyond its figures: which bound was held at which rate, which points are no results."""

from collections.abc import Iterator

from lynxrunner.state import Record
from lynxschema.leaves import state_of


def told(record: Record) -> list[str]:
    """Sentences for the end of a run."""
    results = [point for point in record["operating_points"] if point["purpose"] == "result"]
    return [*_bounds(results), *_invalid(results)]


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
