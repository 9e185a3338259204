"""What a run is to find out: which percentile, within which bound, at which rate, in how much time."""

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from lynxrunner.arguments import percentile
from lynxrunner.bound import Bound, parse
from lynxrunner.errors import RunError
from lynxrunner.points import arrivals, inputs
from lynxrunner.search import Search
from lynxrunner.served.bounds import bounds
from lynxrunner.state import Record
from lynxschema.order_statistics import PERCENTILES

if TYPE_CHECKING:
    from lynxrunner.request import Request

DEFAULT, OF_ANSWERS = "p99", "p90"
LONGEST_S = 86_400


@dataclass(frozen=True)
class Goal:
    """Members of a plan."""

    percentile: str
    bound: Bound | None
    search: Search | None
    timeout_s: float | None
    limits: tuple[Record, ...] = ()


def goal(request: "Request", entry: Record) -> Goal:
    """A bound without a rate is searched for, with rates it is judged at each. Raises RunError."""
    if entry["decoding"] == "autoregressive":
        return _generating(request)
    bound = parse(request.bound) if request.bound is not None else None
    asked = percentile(request.percentile) if request.percentile is not None else DEFAULT
    highest = max([asked, *([bound.percentile] if bound else [])], key=lambda name: PERCENTILES[name])
    search = _search(request, entry, bound) if bound and request.rate is None else None
    return Goal(highest, bound, search, _timeout(request.timeout))


def _generating(request: "Request") -> Goal:
    """Answers take seconds: a higher percentile than the default is asked for by who can wait for it."""
    limits = tuple(bounds(request.bound))
    asked = percentile(request.percentile) if request.percentile is not None else OF_ANSWERS
    highest = max([asked, *(limit["percentile"] for limit in limits)], key=lambda name: PERCENTILES[name])
    return Goal(highest, None, None, _timeout(request.timeout), limits)


def _search(request: "Request", entry: Record, bound: Bound) -> Search:
    found = inputs(request, entry)
    if len(found) > 1:
        raise RunError(f"--bound {request.bound}: the highest rate is searched for one --input-length; name one")
    return Search(bound, *arrivals(request), *found)


def _timeout(value: float | None) -> float | None:
    if value is not None and not (isfinite(value) and 0 < value <= LONGEST_S):
        raise RunError(f"--timeout {value:g}: give seconds above 0 and at most {LONGEST_S}")
    return value
