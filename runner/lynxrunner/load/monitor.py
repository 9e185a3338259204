"""What a running trial tells: requests so far, median and p99 of the last ones, memory in use.

It looks between requests, at most every 200 ms, and whether or not anybody listens, so that a run that is watched
and one that is not are measured alike.
"""

import json
import os
from pathlib import Path

import numpy as np

from lynxrunner.load.rows import Rows

RECENT = 1_000
STATM = Path("/proc/self/statm")
LEAST_LOOKS = 8


class Monitor:
    """Writes lines of JSON to a file descriptor; keeps the resident memory at each look, in bytes."""

    def __init__(self, descriptor: int | None) -> None:
        self.descriptor, self.resident = descriptor, list[int]()
        if descriptor is not None:
            os.set_blocking(descriptor, False)

    def __call__(self, rows: Rows) -> None:
        """Look at the requests of the running stretch; those that have not ended have no completion yet."""
        self.resident.append(resident_bytes())
        recent = rows.tail(RECENT) if len(rows) and rows.completed[-1] else _ended(rows).tail(RECENT)
        if self.descriptor is not None and len(recent):
            self._tell(recent)

    def begin(self) -> None:
        """Forget what was seen while the runtime warmed up: caches and arenas grow then."""
        self.resident.clear()

    def growth_bytes(self) -> int:
        """Mean memory of the last quarter of the looks less that of the first; 0 where there were few."""
        quarter = len(self.resident) // 4
        if len(self.resident) < LEAST_LOOKS:
            return 0
        return int(np.mean(self.resident[-quarter:]) - np.mean(self.resident[:quarter]))

    def _tell(self, recent: Rows) -> None:
        begun = np.where(recent.scheduled > 0, recent.scheduled, recent.started)
        ordered = np.sort(recent.completed - begun) / 1e6
        line = {"p50_ms": float(ordered[len(ordered) // 2]), "p99_ms": float(ordered[int(len(ordered) * 0.99)])}
        try:
            os.write(self.descriptor or 0, f"{json.dumps(line)}\n".encode())
        except BlockingIOError:
            pass  # nobody reads fast enough: the next line will do
        except BrokenPipeError:
            # The runner was killed: a trial that nobody waits for only disturbs the next one.
            os._exit(1)


def resident_bytes() -> int:
    """Memory that this process has in use now; 0 where the system does not say."""
    try:
        return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0


def _ended(rows: Rows) -> Rows:
    return rows.head(int(np.count_nonzero(rows.completed)))
