"""ONNX Runtime's profile -> effective precision, operations and bytes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lynxrunner.runtimes.ort.node import UNCOUNTED, Node, Tensor, bytes_read, dtype, multiply_accumulates
from lynxrunner.runtimes.protocol import Inspection, Tensors
from lynxrunner.runtimes.shares import Executed, operators
from lynxrunner.state import Record, not_measured

PADDING = ("ReorderInput", "ReorderOutput")
"""Operators around convolutions whose channels are laid out in blocks, the last one filled up."""
MOST = 64
"""Kinds of operators that a record holds."""
HOST = "CPUExecutionProvider"


def nodes(profile: Path) -> list[Node]:
    """Executed nodes; what the session of an accelerator leaves to the host are shapes, and no part of the model."""
    found = list(_nodes(json.loads(profile.read_bytes())))
    own = {provider for provider, _ in found} - {HOST}
    return [node for provider, node in found if provider in (own or {HOST}) or multiply_accumulates(node)]


def inspection(
    executed: Sequence[Node], plain: Sequence[Node], version: str, inputs: Tensors, outputs: Tensors,
    known: Mapping[str, str] | None = None,
) -> Inspection:
    """Of exactly one call on `inputs`, which gave `outputs`: formats and bytes of the executed nodes, operations of the
    plain ones.

    Plain nodes are those of a layout that pads nothing. `known` has the compute format of operators whose tensors do
    not show it.
    """
    items = len(next(iter(inputs.values())))
    moved = sum(array.nbytes for array in (*inputs.values(), *outputs.values()))
    moved += sum(map(bytes_read, executed))
    operations = 2 * sum(map(multiply_accumulates, plain))
    state = _uncounted(executed, operations)
    if state:
        return Inspection(state, state, moved / items)
    effective = {
        "method": "profile",
        "tool": {"tool": "onnxruntime profiler", "version": version},
        "operators": _operators(executed, known or {}),
    }
    return Inspection(effective, operations / items, moved / items)


def _uncounted(found: Sequence[Node], operations: int) -> Record | None:
    kinds = sorted({node.op_type for node in found if node.op_type in UNCOUNTED})
    if kinds:
        return not_measured("incomplete_coverage", f"the products of {', '.join(kinds)} are not counted")
    detail = "the profile shows no operator that multiplies two tensors"
    return None if operations else not_measured("unsupported_by_runtime", detail)


def _operators(found: Sequence[Node], known: Mapping[str, str]) -> list[Record]:
    told = [replace(node, known=known.get(node.op_type)) for node in found]
    executed = [Executed(node.op_type, dtype(node), 0, multiply_accumulates(node)) for node in told if dtype(node)]
    return operators(executed)[:MOST]


def _nodes(events: list[dict[str, Any]]) -> Iterator[tuple[str, Node]]:
    for event in events:
        args = event.get("args", {})
        if event.get("cat") == "Node" and "input_type_shape" in args:
            yield args["provider"], _node(args)


def _node(args: dict[str, Any]) -> Node:
    inputs, outputs = ([_tensor(each) for each in args[f"{way}_type_shape"] if each] for way in ("input", "output"))
    return Node(args["op_name"], inputs, outputs, int(args["parameter_size"]))


def _tensor(described: dict[str, list[int]]) -> Tensor:
    (kind, shape), = described.items()
    return kind, shape
