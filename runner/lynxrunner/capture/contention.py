"""Whether other processes took the processors that this one wanted.

Two readings, because either alone misleads: threads wait for each other where an executor has more of them than there
are processors, and other processes may compute where nobody waits for it.
"""

from typing import NamedTuple

from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record

BUSY = (0, 1, 2, 5, 6)
"""Columns of the `cpu` line of /proc/stat: user, nice, system, interrupts."""
USER, SYSTEM = 11, 12
"""Columns of /proc/self/stat behind the name in brackets: ticks of this process."""
TASKS = "proc/self/task/[0-9]*/schedstat"


class Contention(NamedTuple):
    """Nanoseconds that this process's threads ran and waited while ready; ticks of everybody and of this process."""

    ran: int
    waited: int
    everybody: int
    own: int


def reading(tree: Tree) -> Contention | None:
    """The counters now; None where the kernel does not show them."""
    tasks = [text.split() for path in tree.glob(TASKS) if (text := tree.read(path))]
    own = (tree.read("proc/self/stat") or "").rpartition(") ")[2].split()
    machine = (tree.read("proc/stat") or "").partition("\n")[0].split()[1:]
    if not tasks or len(own) <= SYSTEM or len(machine) <= max(BUSY):
        return None
    ran, waited = (sum(int(task[column]) for task in tasks) for column in (0, 1))
    return Contention(ran, waited, sum(int(machine[column]) for column in BUSY), int(own[USER]) + int(own[SYSTEM]))


def shares(tree: Tree, before: Contention | None, after: Contention | None, ticks: int) -> Record:
    """Members of the contract's `noise`; `ticks` passed on all processors together between the readings."""
    if before is None or after is None:
        state = tree.why("proc/self/task/*/schedstat")
        return {"ready_wait_share": state, "other_processes_share": state}
    ran, waited, everybody, own = (late - early for early, late in zip(before, after, strict=True))
    return {"ready_wait_share": _share(waited, ran + waited), "other_processes_share": _share(everybody - own, ticks)}


def _share(part: int, whole: int) -> float:
    return min(max(part / whole, 0.0), 1.0) if whole > 0 else 0.0
