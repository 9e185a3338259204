"""Sockets, cores, threads, NUMA nodes and caches as sysfs shows them."""

from lynxrunner.capture.tree import Tree

CPU = "sys/devices/system/cpu"
UNITS = {"K": 1024, "M": 1024**2, "G": 1024**3}


def threads(tree: Tree) -> int:
    """Logical CPUs that are online."""
    return max(len(tree.glob(f"{CPU}/cpu[0-9]*/topology")), 1)


def cores(tree: Tree) -> int | None:
    """Distinct cores; None where sysfs shows no topology."""
    return _distinct(tree, "thread_siblings_list")


def sockets(tree: Tree) -> int | None:
    """Distinct packages; None where sysfs shows no topology."""
    return _distinct(tree, "physical_package_id")


def numa_nodes(tree: Tree) -> int | None:
    """NUMA nodes; None where sysfs shows none."""
    return len(tree.glob("sys/devices/system/node/node[0-9]*")) or None


def last_level_cache_bytes(tree: Tree) -> int | None:
    """Sum over the caches of the highest level, each counted once; None where sysfs shows no caches."""
    found = [_cache(tree, path) for path in tree.glob(f"{CPU}/cpu[0-9]*/cache/index*/level")]
    highest = max((level for level, _, _ in found), default=0)
    unique = {shared: size for level, shared, size in found if level == highest}
    return sum(unique.values()) or None


def _distinct(tree: Tree, name: str) -> int | None:
    found = {tree.read(path) for path in tree.glob(f"{CPU}/cpu[0-9]*/topology/{name}")}
    return len(found) or None


def _cache(tree: Tree, path: str) -> tuple[int, str, int]:
    home = path.removesuffix("/level")
    size = tree.read(f"{home}/size") or "0"
    amount = int(size.rstrip("KMG") or 0) * UNITS.get(size[-1], 1)
    return tree.number(path) or 0, tree.read(f"{home}/shared_cpu_list") or home, amount
