"""Calls with inputs and outputs bound beforehand, so that none is allocated or looked up inside the timed section."""

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.runtimes.protocol import Call, Tensors


def in_place(session: Any, inputs: Tensors, outputs: Tensors) -> Call:
    """On the CPU: inputs are read where they lie, outputs written to buffers like `outputs`."""
    return placed(session, inputs, _buffers(outputs))


def placed(session: Any, inputs: Tensors, outputs: Tensors) -> Call:
    """On the CPU: inputs are read where they lie, outputs written where `outputs` lie."""
    binding = session.io_binding()
    for name, array in inputs.items():
        binding.bind_input(name, *_place(array))
    _bind_outputs(binding, outputs)
    # The binding holds bare addresses: the arrays must live as long as the call that is returned.
    binding.arrays = {**inputs, **outputs}
    return partial(session.run_with_iobinding, binding)


def copied(session: Any, inputs: Tensors, outputs: Tensors) -> Call:
    """On a device with memory of its own: each call copies inputs there and outputs back.

    Binding an input is what copies it, so that it belongs to the call.
    """
    binding, found = session.io_binding(), _buffers(outputs)
    _bind_outputs(binding, found)
    places = [(name, *_place(array)) for name, array in inputs.items()]
    binding.arrays = {**inputs, **found}

    def call() -> None:
        for place in places:
            binding.bind_input(*place)
        session.run_with_iobinding(binding)

    return call


def _buffers(outputs: Tensors) -> dict[str, NDArray[Any]]:
    return {name: np.empty_like(array) for name, array in outputs.items()}


def _bind_outputs(binding: Any, buffers: Tensors) -> None:
    for name, array in buffers.items():
        binding.bind_output(name, *_place(array))


def _place(array: NDArray[Any]) -> tuple[Any, ...]:
    return "cpu", 0, array.dtype, array.shape, array.ctypes.data
