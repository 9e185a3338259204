"""Limits that a control group sets, for versions 1 and 2: the narrowest of our own group and of those above it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from lynxrunner.capture.tree import Tree

HOME = "sys/fs/cgroup"
UNLIMITED = 1 << 60
"""Version 1 writes "no limit" as the largest page-aligned number."""


def cpu_quota(tree: Tree) -> float | None:
    """CPUs that the narrowest quota allows; None without a quota."""
    return min(_quotas(tree).values(), default=None)


def memory_limit(tree: Tree) -> int | None:
    """Bytes that the control groups may use; None without a limit."""
    name = "memory.max" if _second(tree) else "memory.limit_in_bytes"
    found = (tree.number(f"{group}/{name}") for group in _groups(tree, "memory"))
    return min((limit for limit in found if limit and limit < UNLIMITED), default=None)


def throttled_periods(tree: Tree) -> int | None:
    """Periods in which a quota stopped a group, so far, of all groups that have one; None without such a counter."""
    found = [count for group in _quotas(tree) if (count := _throttled(tree, group)) is not None]
    return sum(found) if found else None


def cpuset(tree: Tree) -> str | None:
    """CPUs that the group may run on as the kernel lists them (`0-3,8`); None where no group restricts them."""
    name = "cpuset.cpus" if _second(tree) else "cpuset.effective_cpus"
    effective = "cpuset.cpus.effective" if _second(tree) else name
    for group in _groups(tree, "cpuset"):
        # The file of what was asked for is empty where nothing was.
        if tree.read(f"{group}/{name}"):
            return tree.read(f"{group}/{effective}")
    return None


def _quotas(tree: Tree) -> dict[str, float]:
    """Quotas in CPUs, by the group that sets them."""
    found = {group: _quota(tree, group) for group in _groups(tree, "cpu")}
    return {group: quota for group, quota in found.items() if quota is not None}


def _quota(tree: Tree, group: str) -> float | None:
    if _second(tree):
        quota, _, period = (tree.read(f"{group}/cpu.max") or "").partition(" ")
    else:
        quota, period = (tree.read(f"{group}/{name}") or "" for name in ("cpu.cfs_quota_us", "cpu.cfs_period_us"))
    return int(quota) / int(period) if quota.isdigit() and period.isdigit() and int(period) else None


def _throttled(tree: Tree, group: str) -> int | None:
    lines = (tree.read(f"{group}/cpu.stat") or "").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("nr_throttled ")), None)


def _second(tree: Tree) -> bool:
    return tree.exists(f"{HOME}/cgroup.controllers")


def _groups(tree: Tree, controller: str) -> Iterator[str]:
    """Directories of our own group and of those above it, the root last.

    Inside a container, whose namespace hides the path, there is the root alone, which is the container's group.
    """
    home = PurePosixPath(HOME) if _second(tree) else PurePosixPath(HOME, controller)
    own = home / _group(tree, controller).lstrip("/")
    for group in (own, *own.parents):
        if group.is_relative_to(home) and tree.exists(str(group)):
            yield str(group)


def _group(tree: Tree, controller: str) -> str:
    for line in (tree.read("proc/self/cgroup") or "").splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers == "" if _second(tree) else controller in controllers.split(","):
            # A group above the root of our namespace cannot be looked at.
            return "" if ".." in path else path
    return ""
