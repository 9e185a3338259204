"""What a record says beyond its figures: bounds that were held, rooflines, arithmetic, which points are no results."""

from collections.abc import Iterator

from lynxrunner.bounded import bounds
from lynxrunner.state import Record
from lynxschema.roofline import roofline
from lynxschema.roofline_sentence import sentence

HALVES = ("fp16", "bf16")


def told(record: Record) -> list[str]:
    """Sentences for the end of a run."""
    results = [point for point in record["operating_points"] if point["purpose"] == "result"]
    return [*bounds(results), *_rooflines(record, results), *_computed(record), *invalid(results)]


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


def invalid(results: list[Record]) -> Iterator[str]:
    """Which points are no results, and why."""
    for point in results:
        if not point["validity"]["valid"]:
            yield f"{point['id']} is no result: {'; '.join(point['validity']['reasons'])}."
