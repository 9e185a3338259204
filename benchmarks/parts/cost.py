"""What a command costs: wall time, CPU time, and the memory of all its processes together."""

import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter
from typing import NamedTuple

EVERY_S = 0.25


class Cost(NamedTuple):
    """Seconds of wall and CPU time, and the greatest sum of the processes' proportional sets that was seen."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int

    def document(self) -> dict[str, float]:
        """As plain data, times to a hundredth of a second."""
        return {"seconds": round(self.seconds, 2), "cpu_seconds": round(self.cpu_seconds, 2),
                "peak_bytes": self.peak_bytes}


def cost(command: Sequence[str], env: Mapping[str, str]) -> Cost:
    """Of one command with its children; raises CalledProcessError where it fails."""
    before, began = getrusage(RUSAGE_CHILDREN), perf_counter()
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        peak, done = [0], threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, peak, done))
        watch.start()
        code = process.wait()
        seconds = perf_counter() - began
        done.set()
        watch.join()
    if code:
        raise subprocess.CalledProcessError(code, command)
    after = getrusage(RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(seconds, cpu, peak[0])


def _watch(session: int, peak: list[int], done: threading.Event) -> None:
    while not done.wait(EVERY_S):
        peak[0] = max(peak[0], sum(_proportional(pid) for pid in _members(session)))


def _members(session: int) -> list[int]:
    """Processes of a session."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError, ValueError):
            if int((place / "stat").read_text().rpartition(")")[2].split()[3]) == session:
                found.append(int(place.name))
    return found


def _proportional(pid: int) -> int:
    """Memory in bytes, what is shared counted once among those that share it."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return 1024 * int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return 0
