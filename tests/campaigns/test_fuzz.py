"""Fuzz campaign: ten thousand broken records and evidence files. No crash, none over a second, memory flat."""

from pathlib import Path

import pytest

from tests.campaigns.crew import spread
from tests.campaigns.fuzz import KINDS, Batch, cost
from tests.campaigns.shares import Note, note
from tests.synthetic.submission import write

INPUTS = {
    "records of scrambled bytes": 7_000, "records with extreme values": 2_000, "records with long texts": 300,
    "records with many texts": 100, "samples with extreme values": 400, "readings with extreme values": 200,
    "scrambled samples": 900, "scrambled readings": 200, "scrambled predictions": 200,
}
EACH = 100
SLOWEST_S, MOST_KIB = 1.0, 200 * 1024


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be changed."""
    return write(tmp_path_factory.mktemp("tiny"), scenarios=("single_stream",), trials=1, metered=True)


def test_no_broken_input_stops_the_checker(tiny: Path, record_property: Note) -> None:
    assert INPUTS.keys() == KINDS.keys() and sum(INPUTS.values()) >= 10_000
    batches = [Batch(tiny, kind, seed, EACH) for kind, count in INPUTS.items() for seed in range(count // EACH)]
    costs = spread(cost, batches)
    crashes = [crash for each in costs for crash in each.crashes]
    slowest, most = max(each.slowest_s for each in costs), max(each.most_kib for each in costs)
    note(record_property, f"fuzz: {len(batches) * EACH:,} broken inputs, {len(crashes)} crashes, "
                          f"at most {slowest:.2f} s of CPU and {most / 1024:.0f} MiB more memory for one")
    assert not crashes
    assert slowest < SLOWEST_S
    assert most < MOST_KIB
