"""Memory of a process and all below it, watched while it runs."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

INTERVAL_S = 0.2


class Cost(NamedTuple):
    """CPU time of all its processes [s] and the greatest sum of their proportional set sizes [bytes]."""

    cpu_s: float
    peak_bytes: int


def run(command: Sequence[str]) -> Cost:
    """Runs a command to its end, output dropped; raises CalledProcessError where it fails.

    A page that several processes share counts in parts (PSS), so that the sum is what they take together.
    """
    before = os.times()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        peak = 0
        while True:
            peak = max(peak, sum(map(_proportional, _tree(process.pid))))
            with suppress(subprocess.TimeoutExpired):
                process.wait(INTERVAL_S)
                break
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    after = os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return Cost(cpu, peak)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _proportional(pid: int) -> int:
    """Proportional set size [bytes]; 0 where the process has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
