"""The micro-benchmark in a process of its own: `python -m lynxrunner.ceilings.child SPEC.json`."""

from importlib.util import find_spec
from pathlib import Path

from lynxrunner.capture.tree import Tree
from lynxrunner.ceilings.bandwidth import bandwidth
from lynxrunner.child import serve
from lynxrunner.state import Record


def ceilings(spec: Record) -> Record:
    """`ceilings`: the contract's list, one entry for each number of threads in `threads`."""
    return {"ceilings": [_at(threads) for threads in spec["threads"]]}


def _at(threads: int) -> Record:
    return {"threads": threads, "bandwidth": bandwidth(Tree(), threads), "operations": _operations(threads)}


def _operations(threads: int) -> list[Record]:
    if not find_spec("onnxruntime"):
        return []
    from lynxrunner.ceilings.operations import operations

    return operations(threads, Path.cwd())


if __name__ == "__main__":
    serve(ceilings)
