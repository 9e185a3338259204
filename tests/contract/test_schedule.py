"""The schedule that is replayed, against the one that is drawn one arrival at a time."""

from itertools import islice

import numpy as np
import pytest

from lynxschema.schedule import Drawn, arrivals_ns, first_arrivals_ns, near_arrivals_ns


@pytest.mark.parametrize("process", ["poisson", "constant"])
@pytest.mark.parametrize(("rate", "seed", "trial"), [(123.4, 0, 0), (0.7, 7, 3), (50_000.0, 2**40, 4), (9.0, -3, 1)])
def test_a_replay_is_the_schedule(process: str, rate: float, seed: int, trial: int) -> None:
    drawn = list(islice(arrivals_ns(process, rate, seed, trial), 3000))
    assert first_arrivals_ns(3000, process, rate, seed, trial).tolist() == drawn


def test_the_near_replay_is_within_a_nanosecond_of_it() -> None:
    schedules = [Drawn(200_000, 1000.0, 7, 2), Drawn(1000, 3.5, 1, 0)]
    exact = [first_arrivals_ns(number, "poisson", *terms) for number, *terms in schedules]
    assert np.abs(near_arrivals_ns(schedules) - np.concatenate(exact)).max() <= 1
