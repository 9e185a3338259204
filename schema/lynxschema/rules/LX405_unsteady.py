"""A trial that was not steady.

## What it checks

Drift beyond 5 % and lag-1 autocorrelation beyond 0.2, in either direction and beyond what chance gives so few requests,
are warned of; not under an open load, whose arrivals and queue bring both.

## Why it matters

Both make every interval from one process too narrow. The figures stand, and readers are told.

## Rejected

```json
{"drift": -0.21, "autocorrelation_lag1": 0.64}
```

## Mended

```json
{"drift": 0.004, "autocorrelation_lag1": 0.07}
```
"""

from collections.abc import Iterator
from math import sqrt
from typing import Any

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission

SEVERITY = "warning"
READS = ("/operating_points",)
MEND = "look for heat, neighbours and background work"


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        # Arrivals of an open load are drawn, and its queue ties successive latencies together.
        for position, trial in enumerate(point.record["trials"] if point.record["load"]["kind"] != "open" else ()):
            for member, most in _limits(trial).items():
                value = trial[member]
                if isinstance(value, int | float) and abs(value) > most:
                    yield Fault(f"{value:.3f}", f"-{most:.3g} to {most:.3g}", MEND,
                                pointer=f"{point.pointer}/trials/{position}/{member}")


def _limits(trial: dict[str, Any]) -> dict[str, float]:
    """Limits with what chance alone gives: a completion at each edge of a quarter, three standard errors."""
    ok = max(trial["counts"]["ok"], 1)
    return {"drift": 0.05 + 8 / ok, "autocorrelation_lag1": 0.2 + 3 / sqrt(trial["stored_requests"])}
