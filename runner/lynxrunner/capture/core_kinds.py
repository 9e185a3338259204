"""Kinds of cores in one processor: performance and efficiency cores, or big and little ones."""

from collections import Counter

from lynxrunner.capture.topology import CPU
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record

INTEL = {"performance": "sys/devices/cpu_core/cpus", "efficiency": "sys/devices/cpu_atom/cpus",
         "low-power efficiency": "sys/devices/cpu_lowpower/cpus"}
"""Where x86 kernels list the CPUs of each kind."""


def core_kinds(tree: Tree) -> list[Record]:
    """The contract's `host.core_kinds`; empty where all cores are of one kind."""
    found = {name: _length(text) for name, path in INTEL.items() if (text := tree.read(path))}
    kinds = found or _capacities(tree)
    return [{"name": name, "threads": count} for name, count in kinds.items()] if len(kinds) > 1 else []


def _capacities(tree: Tree) -> dict[str, int]:
    """On Arm the kernel gives each CPU a capacity, the largest of the machine being 1024."""
    found = Counter(tree.number(path) for path in tree.glob(f"{CPU}/cpu[0-9]*/cpu_capacity"))
    known = sorted((capacity for capacity in found if capacity), reverse=True)
    return {f"capacity {capacity}": found[capacity] for capacity in known}


def _length(cpus: str) -> int:
    """`0-7,16` -> 9."""
    ends = (part.partition("-")[::2] for part in cpus.split(","))
    return sum(int(last or first) - int(first) + 1 for first, last in ends)
