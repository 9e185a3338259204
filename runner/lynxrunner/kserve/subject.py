"""What is asked of an endpoint: a workload of the catalogue, a model file of the user's, or inputs as the server lists
them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tritonclient.utils import np_to_triton_dtype, triton_to_np_dtype

from lynxrunner.assemble.workload import workload as disclosed
from lynxrunner.custom.asked import Custom
from lynxrunner.custom.bind import bound, sizes
from lynxrunner.custom.description import described
from lynxrunner.custom.draw import affordable, drawn
from lynxrunner.custom.signature import NUMPY, Slot
from lynxrunner.errors import RunError
from lynxrunner.kserve.server import Told
from lynxrunner.state import Record, not_applicable
from lynxrunner.workloads.find import CUSTOM, find
from lynxrunner.workloads.workload import Workload

SEED, ITEMS = 7, 64
CONTRACT = {name: dtype for dtype, name in NUMPY.items()}
"""numpy's names of element types -> the contract's."""


@dataclass(frozen=True)
class Subject:
    """`record` is the contract's `workload` as far as it is known, `batch` makes the inputs of so many items of one
    length, `scored` is the workload where its answers can be scored."""

    record: Record
    entry: Record
    batch: Callable[[int, int], Mapping[str, NDArray[Any]]]
    scored: Workload | None = None

    @property
    def inputs(self) -> Mapping[str, NDArray[Any]]:
        """Of one item, of the greatest length where lengths vary."""
        return self.batch(1, self.entry.get("lengths", {}).get("maximum", 0))


def subject(name: str, own: Custom, told: Callable[[], Told]) -> Subject:
    """Raises RunError for a workload that is unknown, or generates."""
    if name == CUSTOM and own.model is None:
        return _listed(told(), own)
    found = find(name, own)
    if found.generates:
        raise RunError(f"{name}: it generates, and this protocol has one answer to a request; measure it with "
                       "--runtime openai")
    return Subject(disclosed(found), found.entry, found.batch, found)


def require_inputs(wanted: Mapping[str, NDArray[Any]], told: Told) -> None:
    """Raises RunError where the server's model takes something else; a server that lists no inputs is believed."""
    listed = told.slots("inputs")
    if not listed:
        return
    names = [name for name, _, _ in listed]
    if set(names) != set(wanted):
        raise RunError(f"the endpoint's model has the inputs {_told(names)}, and the workload {_told(wanted)}; serve "
                       "the workload's model, or name the one that is served")
    for name, dtype, shape in listed:
        array = wanted[name]
        if np_to_triton_dtype(array.dtype) != dtype or len(array.shape) != len(shape) or any(
                axis not in (-1, size) for axis, size in zip(shape[1:], array.shape[1:], strict=True)):
            own = f"{np_to_triton_dtype(array.dtype)} {[-1, *array.shape[1:]]}"
            raise RunError(f"the endpoint's model has {_told([name])} of other type or shape than the workload, {own}; "
                           "serve the workload's model, or name the one that is served")


def _listed(told: Told, own: Custom) -> Subject:
    """Random items for what the server says that it takes."""
    slots = [_slot(*each) for each in told.slots("inputs")]
    if not slots:
        raise RunError("lynx run custom: the server does not list the model's inputs; name its file, --model F.onnx")
    description = described(own.describe)
    free = bound(slots, {**description.bind, **sizes(own.bind)}, "the endpoint's model")
    items = drawn(free, description, affordable(free, ITEMS), SEED)
    inputs = [{"name": slot.name, "dtype": slot.dtype,
               "shape": [slot.shape[0] if isinstance(slot.shape[0], int) else "batch", *slot.shape[1:]]}
              for slot in free]
    entry = {"id": CUSTOM, "task": description.task, "decoding": "single_pass", "inputs": inputs,
             "throughput_unit": "inferences/s",
             "scenarios": [{"scenario": "single_stream", "batches": [1]}, {"scenario": "offline", "batches": [1]}]}
    record = {**{name: entry[name] for name in ("id", "task", "decoding", "inputs")},
              "dataset": not_applicable("random numbers, and no score")}

    def batch(size: int, length: int) -> dict[str, NDArray[Any]]:
        return {name: np.resize(array, (size, *array.shape[1:])) for name, array in items.items()}

    return Subject(record, entry, batch)


def _slot(name: str, dtype: str, shape: tuple[int, ...]) -> Slot:
    """Free axes are named by the input and their number: the protocol has no names for them."""
    numpy = triton_to_np_dtype(dtype)
    known = CONTRACT.get(np.dtype(numpy).name) if numpy is not None else None
    if known is None or not name.isprintable():
        raise RunError(f"lynx run custom: no random numbers can be drawn for the input {_told([name])}; name the "
                       "model's file with --model F.onnx")
    axes = [f"{name}.{number}" if size < 0 else size for number, size in enumerate(shape)]
    return Slot(name, known, tuple(axes))


def _told(names: Any) -> str:
    """Names of inputs, which a server chose: nothing that could play with a terminal."""
    return ", ".join("".join(each for each in name if each.isprintable())[:60] for name in sorted(names)[:8])
