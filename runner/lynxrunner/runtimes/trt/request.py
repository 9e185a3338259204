"""One execution context with its buffers on the device: inputs are copied there, outputs back, at each call."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.errors import RunError
from lynxrunner.runtimes.protocol import Tensors
from lynxrunner.runtimes.trt.library import checked


class Request:
    """Inputs bound once; `outputs` hold what the last call computed."""

    def __init__(self, trt: Any, cuda: Any, engine: Any, inputs: Tensors) -> None:
        self.cuda, self.context = cuda, engine.create_execution_context()
        if self.context is None:
            raise RunError("TensorRT has no memory for another execution context; ask for fewer streams or instances")
        self.stream = checked(cuda.cudaStreamCreate())
        self.inputs = {name: np.ascontiguousarray(array) for name, array in inputs.items()}
        for name, array in self.inputs.items():
            if not self.context.set_input_shape(name, array.shape):
                raise RunError(f"the engine was not built for {name} of shape {list(array.shape)}; give another range "
                               "for its axes: --option axis.NAME=MIN/OPT/MAX")
        names = [engine.get_tensor_name(place) for place in range(engine.num_io_tensors)]
        self.outputs: dict[str, NDArray[Any]] = {
            name: np.empty(tuple(self.context.get_tensor_shape(name)), trt.nptype(engine.get_tensor_dtype(name)))
            for name in names if name not in inputs
        }
        self.places = {name: self._place(name, array) for name, array in (self.inputs | self.outputs).items()}

    def call(self) -> None:
        """Copy, compute, copy back; returns when the outputs are on the host."""
        cuda, kinds = self.cuda, self.cuda.cudaMemcpyKind
        for name, array in self.inputs.items():
            checked(cuda.cudaMemcpyAsync(self.places[name], array.ctypes.data, array.nbytes,
                                         kinds.cudaMemcpyHostToDevice, self.stream))
        if not self.context.execute_async_v3(int(self.stream)):
            raise RunError("TensorRT could not run the engine")
        for name, array in self.outputs.items():
            checked(cuda.cudaMemcpyAsync(array.ctypes.data, self.places[name], array.nbytes,
                                         kinds.cudaMemcpyDeviceToHost, self.stream))
        checked(cuda.cudaStreamSynchronize(self.stream))

    def close(self) -> None:
        """Free the buffers."""
        for place in self.places.values():
            self.cuda.cudaFree(place)
        self.cuda.cudaStreamDestroy(self.stream)

    def _place(self, name: str, array: NDArray[Any]) -> int:
        place = int(checked(self.cuda.cudaMalloc(max(array.nbytes, 1))))
        self.context.set_tensor_address(name, place)
        return place
