"""Load generators against queues whose truth is known, in virtual time: exact, and without waiting."""

from itertools import islice
from math import sqrt
from statistics import fmean, stdev

import numpy as np
import pytest

from lynxrunner.load.closed import Closed
from lynxrunner.load.rows import Rows
from lynxschema.evidence import distribution
from lynxschema.queueing import Discipline, lateness, mean_batch, waiting
from lynxschema.schedule import arrivals_ns
from lynxschema.student import quantile
from tests.runner.virtual import MS, Virtual, as_samples, served

SERVICE_MS = 2
SEEDS = range(12)


def latencies(rows: Rows) -> np.ndarray:
    return rows.completed - rows.scheduled


@pytest.mark.parametrize("load", [0.3, 0.6, 0.8])
def test_mean_wait_is_that_of_m_d_1(load: float) -> None:
    """Pollaczek-Khinchine for a deterministic service: rho s / (2 (1 - rho)); 99 % interval over seeds."""
    rate = load / SERVICE_MS * 1e3
    waits = []
    for seed in SEEDS:
        rows = served(rate, lambda time: time.server(SERVICE_MS), 12_000, seed)
        waits.append(float(waiting(as_samples(rows))[1_000:].mean()) / MS)
    expected = load * SERVICE_MS / (2 * (1 - load))
    half = quantile(0.995, len(waits) - 1) * stdev(waits) / sqrt(len(waits))
    assert abs(fmean(waits) - expected) <= half
    assert half < 0.1 * expected


def test_a_stall_shows_its_queue() -> None:
    """500 ms at 200 requests/s hold up a hundred requests: in p99 from the schedule, in one service time only."""
    rows = served(200, lambda time: time.server(*[1] * 500, 500, *[1] * 1499), 2_000)
    found = distribution(latencies(rows))
    assert found["p99"]["value"] > 350 and found["p99"]["upper"] > 400
    assert found["p50"]["value"] < 2
    assert distribution(rows.service())["p99"]["value"] == 1


@pytest.mark.parametrize("callers", [1, 2, 5])
def test_littles_law_in_a_closed_loop(callers: int) -> None:
    time = Virtual()
    load = Closed([{0: time.server(1, 3, 2)} for _ in range(callers)], time.clock(), [])
    rows = load.run(2.0, 500, 2e6)
    length = rows.completed.max() - rows.started.min()
    assert rows.service().sum() / length == pytest.approx(callers, rel=0.005)
    assert length >= 2_000 * MS and len(rows) >= 1_000 * callers - callers


def test_a_closed_loop_reaches_its_number() -> None:
    time = Virtual()
    rows = Closed([{0: time.server(5)} for _ in range(3)], time.clock(), []).run(0, 100, 5e6)
    assert 100 <= len(rows) <= 102
    assert np.all(np.diff(rows.started) >= 0) and rows.started[0] == 0


@pytest.mark.parametrize("process", ["poisson", "constant"])
def test_the_schedule_is_the_one_that_the_checker_replays(process: str) -> None:
    rows = served(500, lambda time: time.server(1), 1_000, 9, process=process)
    expected = np.fromiter(islice(arrivals_ns(process, 500, 9, 0), 1_000), dtype=np.int64)
    assert np.array_equal(rows.scheduled - rows.scheduled[0], expected - expected[0])


def test_schedules_of_trials_differ_and_repeat() -> None:
    first, again, other = (list(islice(arrivals_ns("poisson", 100, 1, trial), 50)) for trial in (0, 0, 1))
    assert first == again != other


@pytest.mark.parametrize("discipline", [
    Discipline(), Discipline(2), Discipline(3), Discipline(1, 4, 3 * MS), Discipline(2, 8, 5 * MS), Discipline(1, 3, 0),
])
def test_the_load_generator_is_never_late_in_virtual_time(discipline: Discipline) -> None:
    """So the recomputed lateness holds nothing of queue, batch or service."""
    rate = 0.7 * discipline.servers * 500
    found = as_samples(served(rate, lambda time: time.server(2), 3_000, discipline=discipline))
    assert lateness(found, discipline).max() == 0
    assert (waiting(found) > 0).any()


def test_a_late_generator_is_told_from_a_queue() -> None:
    found = as_samples(served(300, lambda time: time.server(2), 500))
    found["started_ns"][100:] += 7_000
    found["completed_ns"][100:] += 7_000
    assert set(lateness(found, Discipline())[101:].tolist()) <= {0, 7_000}
    assert lateness(found, Discipline())[100:].max() == 7_000


@pytest.mark.parametrize("servers", [1, 2, 4])
def test_as_many_servers_as_disclosed_and_no_more(servers: int) -> None:
    rows = served(500.0 * servers, lambda time: time.server(1.9), 4_000, discipline=Discipline(servers))
    order = np.argsort(np.concatenate([rows.completed, rows.started]), kind="stable")
    busy = np.cumsum(np.repeat([-1, 1], len(rows))[order])
    assert busy.max() == servers


@pytest.mark.parametrize(("most", "delay_ms", "expected"), [(4, 10, 4), (8, 2, 3), (5, 0, 1), (2, 100, 2)])
def test_a_dynamic_batch_closes_when_full_or_when_its_first_has_waited(
    most: int, delay_ms: float, expected: int
) -> None:
    """Arrivals each millisecond, an idle server: within 2 ms of the first come two more."""
    discipline = Discipline(1, most, round(delay_ms * MS))
    rows = served(1_000, lambda time: time.server(0.5), 1_200, discipline=discipline, process="constant")
    sizes = np.bincount(rows.batch)
    assert set(sizes[:-1]) == {expected}
    wait = waiting(as_samples(rows))
    assert wait.max() == (expected - 1) * MS and wait.min() == 0


def test_a_busy_server_takes_what_has_come() -> None:
    """Service of 10 ms for any batch, an arrival each millisecond: batches of ten without any delay."""
    discipline = Discipline(1, 16, 0)
    rows = served(1_000, lambda time: time.server(10), 2_000, discipline=discipline, process="constant")
    assert mean_batch(as_samples(rows)) == pytest.approx(10, rel=0.02)
    assert np.bincount(rows.batch)[1:-1].max() <= 11
