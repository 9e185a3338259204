"""Lengths drawn from a declared profile."""

from itertools import islice
from statistics import fmean, stdev

import pytest

from lynxrunner.errors import RunError
from lynxrunner.lengths import Profile, declared, lengths


def drawn(profile: Profile, count: int = 20_000) -> list[int]:
    return list(islice(lengths(profile), count))


def test_fixed_and_trace() -> None:
    assert drawn(Profile("fixed", 128, 128, 128), 3) == [128] * 3
    assert drawn(Profile("trace", 5, 1, 9, trace=(1, 9, 5)), 5) == [1, 9, 5, 1, 9]


def test_uniform_reaches_both_ends_alike() -> None:
    found = drawn(Profile("uniform", 512, 256, 768, seed=11))
    assert declared(found)[1:] == (256, 768)
    assert fmean(found) == pytest.approx(512, rel=0.01)
    assert stdev(found) == pytest.approx(513 / 12**0.5, rel=0.02)


def test_lognormal_has_the_declared_moments() -> None:
    found = drawn(Profile("lognormal", 1_000, 1, 100_000, deviation=300, seed=3))
    assert fmean(found) == pytest.approx(1_000, rel=0.01)
    assert stdev(found) == pytest.approx(300, rel=0.03)


def test_lengths_are_cut_to_their_limits() -> None:
    found = drawn(Profile("lognormal", 100, 50, 200, deviation=400, seed=3), 2_000)
    assert (min(found), max(found)) == (50, 200)


def test_the_seed_decides() -> None:
    one, again, other = (drawn(Profile("uniform", 50, 1, 99, seed=seed), 50) for seed in (1, 1, 2))
    assert one == again != other


@pytest.mark.parametrize(("profile", "message"), [
    (Profile("uniform", 50, 100, 10), "minimum <= mean <= maximum"),
    (Profile("fixed", 10, 10, 20), "give one length"),
    (Profile("uniform", 20, 10, 100), "have a mean of 55"),
    (Profile("lognormal", 20, 10, 100), "standard deviation"),
    (Profile("trace", 20, 10, 100), "missing or outside"),
    (Profile("trace", 20, 10, 100, trace=(20, 101)), "missing or outside"),
    (Profile("uniform", 0, 0, 0), "minimum <= mean <= maximum"),
])
def test_contradictions(profile: Profile, message: str) -> None:
    with pytest.raises(RunError, match=message):
        lengths(profile)
