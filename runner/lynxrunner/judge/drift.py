"""Drift: the rate of completions moved between the first and the last quarter of the steady phase.

Over 5 % is a warning: the threshold of the quartiles between windows in pyperf's calibration of warm-ups. Over
20 % misleads: no single rate describes the trial, and the gap is as large as many that results are compared for.

Two conditions beside, so that only a lasting change is drift. A lone stall moves the mean rate of a quarter and not
the median of its periods: the smaller of the two changes counts; the stall stands in p99. And counts have noise:
those of a process with the index of dispersion D, a and b, differ by sqrt(D/a + D/b) of themselves (one standard
error of a log ratio), and a change within three of these is chance. D is 1 for the Poisson arrivals of an open
load; one request after the other is a renewal process, whose D is the squared coefficient of variation of its times
(Cox, Renewal Theory, 1962, section 4.2), and one request straddles each edge, 1/a + 1/b.
"""

from collections.abc import Sequence
from math import log1p, sqrt
from statistics import median

from lynxrunner.judge.observed import Fault, Observed
from lynxschema.evidence import quarters

NOTABLE, MISLEADING = 0.05, 0.20
STANDARD_ERRORS = 3

Counts = Sequence[int]


def drift(trial: Observed) -> Fault | None:
    """A lasting change of the rate beyond what counting explains."""
    first, last = quarters(trial.record["completions_per_100ms"]) or ((), ())
    if not sum(first) or not sum(last):
        return None
    change = _lasting(first, last)
    if abs(change) <= NOTABLE or abs(log1p(change)) <= _counting_noise(trial, sum(first), sum(last)):
        return None
    text = f"drift: the rate changed by {change:+.0%} from the first to the last quarter"
    return Fault(text, abs(change), misleads=abs(change) > MISLEADING)


def _lasting(first: Counts, last: Counts) -> float:
    """The smaller of the changes of mean and median; of the mean alone where most periods are empty."""
    mean = sum(last) / sum(first) - 1
    ends = median(first), median(last)
    return min(mean, ends[1] / ends[0] - 1, key=abs) if min(ends) else mean


def _counting_noise(trial: Observed, first: int, last: int) -> float:
    each = 1 / first + 1 / last
    if trial.scenario == "server":
        return STANDARD_ERRORS * sqrt(each)
    times = trial.service()
    return each + STANDARD_ERRORS * float(times.std() / times.mean()) * sqrt(each)
