"""The recommender with seeded weights: which of 64 candidates is ranked first."""

from dataclasses import replace
from typing import Any

from numpy.typing import NDArray

from lynxrunner.graphs.dlrm import CANDIDATES, DENSE, LOOKUPS, ROWS, TABLES, build
from lynxrunner.graphs.weights import centred, integers
from lynxrunner.state import Record
from lynxrunner.workloads.seeded import seeded
from lynxrunner.workloads.workload import Workload

ITEMS, CALIBRATED_ON = 64, 4


def workload(entry: Record) -> Workload:
    """Rows are gathered evenly over the tables: no cache of hot rows helps."""
    found = seeded(entry, "random requests", build, lambda seed: _requests(ITEMS, seed),
                   lambda seed: _requests(CALIBRATED_ON, seed), lambda outputs: outputs["scores"])
    return replace(found, chunk=2)


def _requests(count: int, seed: int) -> dict[str, NDArray[Any]]:
    indices = integers(seed, 0, (count, CANDIDATES, TABLES, LOOKUPS), ROWS)
    return {"dense": centred(seed, 1, (count, CANDIDATES, DENSE), 1.0), "indices": indices}
