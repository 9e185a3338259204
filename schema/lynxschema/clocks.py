"""Wall clock and monotonic clock: how far adjusting may move them apart.

It moves them by at most 500 ppm (the kernel's limit, adjtimex(2)); more than that and 10 ms, for what lies between two
readings, means that one of them stepped or that the machine slept.
"""

SLEW, SLACK_S = 500e-6, 0.010


def most_apart_s(duration_s: float) -> float:
    """How far apart the clocks may come in a time, in s."""
    return SLACK_S + SLEW * duration_s
