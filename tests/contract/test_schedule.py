"""The schedule that is replayed, against the one that is drawn one arrival at a time."""

from itertools import islice

import numpy as np
import pytest

from lynxschema.schedule import arrivals_ns, first_arrivals_ns, near_arrivals_ns


@pytest.mark.parametrize("process", ["poisson", "constant"])
@pytest.mark.parametrize(("rate", "seed", "trial"), [(123.4, 0, 0), (0.7, 7, 3), (50_000.0, 2**40, 4), (9.0, -3, 1)])
def test_a_replay_is_the_schedule(process: str, rate: float, seed: int, trial: int) -> None:
    drawn = list(islice(arrivals_ns(process, rate, seed, trial), 3000))
    assert first_arrivals_ns(3000, process, rate, seed, trial).tolist() == drawn


def test_the_near_replay_is_within_a_nanosecond_of_it() -> None:
    near, exact = near_arrivals_ns(200_000, 1000.0, 7, 2), first_arrivals_ns(200_000, "poisson", 1000.0, 7, 2)
    assert np.abs(near - exact).max() <= 1
