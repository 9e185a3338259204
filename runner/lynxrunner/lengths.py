"""Lengths of inputs and outputs, drawn from a profile that the record declares.

The draw is reproducible from the profile alone: `random.Random(seed)`, one variate per length, in the order of the
requests. For token workloads.
"""

from collections.abc import Iterator, Sequence
from itertools import cycle, islice, repeat
from math import inf, log, sqrt
from random import Random
from typing import Literal, NamedTuple

from lynxrunner.errors import RunError
from lynxrunner.state import Record

DRAWN = 512
"""Lengths drawn of a profile; requests beyond take them again from the first."""

Distribution = Literal["fixed", "uniform", "lognormal", "trace"]


class Profile(NamedTuple):
    """Lengths between `minimum` and `maximum` around `mean`, in the workload's unit, as the contract declares them.

    `deviation` is the standard deviation of a lognormal before it is cut; a trace repeats from its beginning.
    """

    distribution: Distribution
    mean: float
    minimum: int
    maximum: int
    deviation: float = 0.0
    seed: int = 0
    trace: tuple[int, ...] = ()
    source: tuple[str, str] = ("", "")
    """Name and sha256 of the trace's file."""

    @property
    def name(self) -> str:
        """Part of an operating point's id."""
        ends = f"{self.minimum}-{self.maximum}"
        return {
            "fixed": f"l{self.minimum}", "uniform": f"l{ends}", "trace": f"trace-{self._stem}",
            "lognormal": f"l{self.mean:g}-{self.deviation:g}-{ends}",
        }[self.distribution]

    @property
    def _stem(self) -> str:
        words = "".join(each if each.isascii() and each.isalnum() else " " for each in self.source[0].lower())
        return "-".join(words.split()[:4]) or "unnamed"

    def drawn(self) -> list[int]:
        """The lengths that requests take in turn."""
        return [self.minimum] if self.distribution == "fixed" else list(islice(lengths(self), DRAWN))

    def record(self) -> Record:
        """The contract's `lengths`: a fixed one, or what the draw is replayed from."""
        found = {"distribution": self.distribution, "mean": self.mean, "minimum": self.minimum,
                 "maximum": self.maximum}
        more: dict[str, Record] = {
            "lognormal": {"deviation": self.deviation, "seed": self.seed}, "uniform": {"seed": self.seed},
            "trace": dict(zip(("trace", "trace_sha256"), self.source, strict=True)),
        }
        return {**found, **more.get(self.distribution, {})}


def lengths(profile: Profile) -> Iterator[int]:
    """Whole lengths, endlessly. Raises RunError for a profile that contradicts itself."""
    _require_sense(profile)
    if profile.distribution == "fixed":
        return repeat(profile.minimum)
    if profile.distribution == "trace":
        return cycle(profile.trace)
    draw = Random(profile.seed)  # noqa: S311 - a load, not a secret
    if profile.distribution == "uniform":
        return (draw.randint(profile.minimum, profile.maximum) for _ in repeat(None))
    mu, sigma = logarithmic(profile.mean, profile.deviation)
    return (_cut(round(draw.lognormvariate(mu, sigma)), profile) for _ in repeat(None))


def logarithmic(mean: float, deviation: float) -> tuple[float, float]:
    """Parameters of the lognormal with so great a mean and standard deviation (method of moments)."""
    variance = log(1 + (deviation / mean) ** 2)
    return log(mean) - variance / 2, sqrt(variance)


def declared(drawn: Sequence[int]) -> tuple[float, int, int]:
    """Mean, least and greatest of given lengths."""
    return sum(drawn) / len(drawn), min(drawn), max(drawn)


def _cut(length: int, profile: Profile) -> int:
    return min(max(length, profile.minimum), profile.maximum)


def _require_sense(profile: Profile) -> None:
    least, mean, most = profile.minimum, profile.mean, profile.maximum
    if not 1 <= least <= mean <= most:
        raise RunError(f"lengths from {least} to {most} with a mean of {mean:g}: give 1 <= minimum <= mean <= maximum")
    if profile.distribution == "fixed" and not least == mean == most:
        raise RunError(f"fixed lengths from {least} to {most}: give one length")
    if profile.distribution == "uniform" and abs(mean - (least + most) / 2) > 0.5:
        raise RunError(f"uniform lengths from {least} to {most} have a mean of {(least + most) / 2:g}, not {mean:g}")
    if profile.distribution == "lognormal" and not 0 < profile.deviation < inf:
        raise RunError(f"lognormal lengths: a standard deviation of {profile.deviation:g}; give one above 0")
    if profile.distribution == "trace" and not all(least <= each <= most for each in profile.trace or [0]):
        raise RunError("lengths of a trace: some are missing or outside of minimum and maximum")
