"""Bounds and intervals hold what they promise, whatever times are distributed like: with a known truth."""

import numpy as np
import pytest

from benchmarks.parts.simulation import DISTRIBUTIONS, bound_coverage, headline_coverage

SEED = 20261123


@pytest.mark.parametrize("p", [0.5, 0.9, 0.99])
@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_bounds_cover_under_every_distribution(name: str, p: float) -> None:
    assert bound_coverage(DISTRIBUTIONS[name], p, 2_000, np.random.default_rng(SEED)) >= 0.98


@pytest.mark.parametrize("p", [0.5, 0.9])
@pytest.mark.parametrize("spread", [0.0, 0.02, 0.05, 0.10])
def test_headlines_of_sampled_trials_cover_at_their_level(spread: float, p: float) -> None:
    assert headline_coverage(spread, p, 1_000, np.random.default_rng(SEED)) == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize("spread", [0.0, 0.10])
def test_headlines_of_p99_cover_nearly_so(spread: float) -> None:
    """The p99 of 2,000 requests is skewed and a little low, which shows where nothing else spreads."""
    assert headline_coverage(spread, 0.99, 1_000, np.random.default_rng(SEED)) >= 0.92
