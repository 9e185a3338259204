"""Which factor of an executor a leaf belongs to, where the contract's table alone cannot say it.

A step of the toolchain by a tool that the catalogue lists as part of the runtime (its own graph optimiser, compiler or
importer) comes with the choice of the runtime and of its version: its leaves are the runtime's, below `STEPS`. All
other steps are the toolchain's, counted among themselves.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lynxschema.catalogue import entries
from lynxschema.leaves import Leaf, leaves

Record = dict[str, Any]
STEPS = "/executor/runtime/steps"
_PATH = "/executor/toolchain/steps"
_FACTOR = "runtime"


def executor_leaves(executor: Record) -> Iterator[Leaf]:
    """The leaves of an executor, each with its factor."""
    for pointer, group in executor_groups(executor):
        yield from group_leaves(pointer, group)


def executor_groups(executor: Record) -> Iterator[tuple[str, Any]]:
    """The groups of an executor by pointer; the runtime's own steps are a group of their own."""
    toolchain = executor["toolchain"]
    steps = toolchain.get("steps")
    known = tools(executor["runtime"]["id"])
    own = [step for step in steps if step["tool"] in known] if isinstance(steps, list) else []
    others = {**toolchain, "steps": [step for step in steps if step["tool"] not in known]} if own else toolchain
    for name, group in executor.items():
        yield f"/executor/{name}", others if name == "toolchain" else group
    if own:
        yield STEPS, own


def group_leaves(pointer: str, group: Any) -> Iterator[Leaf]:
    """The leaves of one such group."""
    if pointer != STEPS:
        yield from leaves(group, pointer, pointer)
        return
    for leaf in leaves(group, STEPS, _PATH):
        yield leaf._replace(row={**leaf.row, "factor": _FACTOR})


@lru_cache(maxsize=1)
def part_of() -> dict[str, tuple[str, ...]]:
    """Tools that are part of a runtime, by the runtime's id."""
    return {name: tuple(entry.get("tools", ())) for name, entry in entries("runtimes").items()}


def tools(runtime: str) -> tuple[str, ...]:
    """Those of one runtime."""
    return part_of().get(runtime, ())
