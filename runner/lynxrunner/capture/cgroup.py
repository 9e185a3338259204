"""Limits that a control group sets, for versions 1 and 2."""

from lynxrunner.capture.tree import Tree

HOME = "sys/fs/cgroup"


def cpu_quota(tree: Tree) -> float | None:
    """CPUs that the quota allows; None without a quota."""
    quota, period = (tree.read(_cpu(tree, "cpu.max")) or "").split() or ("", "") if _second(tree) else _first(tree)
    if not (quota.isdigit() and period.isdigit() and int(period)):
        return None
    return int(quota) / int(period)


def memory_limit(tree: Tree) -> int | None:
    """Bytes that the control group may use; None without a limit."""
    name = "memory.max" if _second(tree) else "memory.limit_in_bytes"
    limit = tree.number(_path(tree, "memory", name))
    # Version 1 writes "no limit" as the largest page-aligned number.
    return limit if limit and limit < 1 << 60 else None


def throttled_periods(tree: Tree) -> int | None:
    """Periods in which the quota stopped the group, so far; None without such a counter."""
    lines = (tree.read(_cpu(tree, "cpu.stat")) or "").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("nr_throttled ")), None)


def _first(tree: Tree) -> tuple[str, str]:
    quota, period = (tree.read(_cpu(tree, name)) or "" for name in ("cpu.cfs_quota_us", "cpu.cfs_period_us"))
    return quota, period


def _second(tree: Tree) -> bool:
    return tree.exists(f"{HOME}/cgroup.controllers")


def _cpu(tree: Tree, name: str) -> str:
    return _path(tree, "cpu", name)


def _path(tree: Tree, controller: str, name: str) -> str:
    """The file of our own group; inside a container, whose namespace hides the path, that of the root group."""
    home = HOME if _second(tree) else f"{HOME}/{controller}"
    own = f"{home}{_group(tree, controller)}/{name}"
    return own if tree.exists(own) else f"{home}/{name}"


def _group(tree: Tree, controller: str) -> str:
    for line in (tree.read("proc/self/cgroup") or "").splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers == "" if _second(tree) else controller in controllers.split(","):
            return path.rstrip("/")
    return ""
