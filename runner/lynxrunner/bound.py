"""A latency bound: the percentile that is to hold it, and the limit."""

import re
from dataclasses import dataclass

from lynxrunner.arguments import percentile
from lynxrunner.errors import RunError

UNITS_MS = {"us": 1e-3, "ms": 1.0, "s": 1e3}
LONGEST_MS = 600_000
FORM = re.compile(r"(p[0-9._]+)=([0-9.]+(?:e[+-]?[0-9]+)?)(us|ms|s)")


@dataclass(frozen=True)
class Bound:
    """Every trial's upper bound of `percentile` is to be at most `limit_ms`."""

    percentile: str
    limit_ms: float

    def __str__(self) -> str:
        return f"{self.percentile.replace('_', '.')} <= {self.limit_ms:g} ms"


def parse(text: str) -> Bound:
    """`p99=2ms`, in us, ms or s. Raises RunError."""
    found = FORM.fullmatch(text.strip())
    if found is None:
        raise RunError(f"--bound {text}: give a percentile and a time with its unit, as in p99=2ms or p99.9=500us")
    name, number, unit = found.groups()
    try:
        limit = float(number) * UNITS_MS[unit]
    except ValueError:
        raise RunError(f"--bound {text}: {number!r} is no number") from None
    if not 0 < limit <= LONGEST_MS:
        raise RunError(f"--bound {text}: give a time above 0 and at most {LONGEST_MS / 1e3:g} s")
    return Bound(percentile(name), limit)
