"""An ONNX file -> a `torch.fx.GraphModule` of PyTorch's own functions with the file's weights.

Tracing goes through the nodes in order; integers that come of shapes stay Python values (see `host`), so that the
module takes any batch and length and compiles without a graph break.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import fx

from lynxrunner.errors import RunError
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.runtimes.inputs import Input
from lynxrunner.runtimes.pt import integers, layout, operators
from lynxrunner.runtimes.pt.codes import floats
from lynxrunner.runtimes.pt.host import Ints, Size, host
from lynxrunner.runtimes.pt.weights import array
from lynxrunner.runtimes.said import said

OPERATORS = operators.OPERATORS | layout.OPERATORS
HOSTED = operators.LIMITS | layout.HOSTED
SPECIAL = ("Cast", "Constant", "Range", "QuantizeLinear", "DequantizeLinear")
FLOAT = 1
TYPES = {2: torch.uint8, 3: torch.int8, 5: torch.int16, 6: torch.int32, 7: torch.int64, 9: torch.bool,
         10: torch.float16, 11: torch.float64, 16: torch.bfloat16}
"""`TensorProto.DataType`; float32 becomes what the module computes in."""
DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16, "int8": torch.float32}
STEP = {"stage": "convert", "tool": "lynxbench ONNX to torch.fx", "version": "1", "options": {}}
"""The toolchain's step; another version of this translation is another executor."""


class Converter:
    """One file in the making; `dtype` is what its float32 values become."""

    def __init__(self, model: Any, folder: Path, dtype: torch.dtype, device: str) -> None:
        self.model, self.folder, self.dtype, self.device = model, folder, dtype, device
        self.graph, self.root = fx.Graph(), torch.nn.Module()
        self.tracer = fx.proxy.GraphAppendingTracer(self.graph)
        self.values: dict[str, Any] = {"": None}
        self.buffers: dict[int, Any] = {}

    def module(self) -> tuple[fx.GraphModule, list[Input], list[str]]:
        """The module, its inputs and the names of its outputs, in the order of both."""
        graph = self.model.graph
        self.values |= {each.name: array(each, self.folder) for each in graph.initializer}
        inputs = [self._input(each, number) for number, each in enumerate(graph.input) if each.name not in self.values]
        for node in graph.node:
            self._node(node)
        found = [self._output(each.name) for each in graph.output]
        self.graph.output(tuple(each.node for each in found))
        return fx.GraphModule(self.root, self.graph), inputs, [each.name for each in graph.output]

    def _input(self, declared: Any, number: int) -> Input:
        kind = declared.type.tensor_type
        value = self._proxy(self.graph.placeholder(f"input_{number}"))
        cast = kind.elem_type == FLOAT and self.dtype != torch.float32
        self.values[declared.name] = value.to(self.dtype) if cast else value
        shape = [axis.dim_param or axis.dim_value or None for axis in kind.shape.dim]
        return Input(declared.name, _numpy(kind.elem_type), shape)

    def _output(self, name: str) -> Any:
        value = self._tensor(floats(self.values[name]))
        return value.to(torch.float32) if self.dtype != torch.float32 else value

    def _node(self, node: Any) -> None:
        from onnx import helper

        attributes = {each.name: helper.get_attribute_value(each) for each in node.attribute}
        found = self._applied(node, [self.values[name] for name in node.input], attributes)
        outputs = [found] if len(node.output) == 1 else [found[place] for place in range(len(node.output))]
        self.values |= dict(zip(node.output, outputs, strict=True))

    def _applied(self, node: Any, inputs: list[Any], attributes: dict[str, Any]) -> Any:
        hooks = integers.Hooks(self._tensor, self._layer, lambda given: self._plain(node, given, dict(attributes)))
        found = integers.applied(node.op_type, inputs, attributes, hooks)
        return self._plain(node, [floats(each) for each in inputs], attributes) if found is None else found

    def _plain(self, node: Any, inputs: Sequence[Any], attributes: dict[str, Any]) -> Any:
        op_type = node.op_type
        if op_type == "Constant":
            return _constant(attributes)
        if op_type == "Cast":
            return self._cast(inputs[0], attributes["to"])
        if op_type in layout.ARITHMETIC and any(isinstance(each, Ints) for each in inputs):
            return layout.arithmetic(op_type, *map(host, inputs))  # type: ignore[arg-type]
        if op_type == "Range":
            return self._ranged(*(host(each).value() for each in inputs))
        if op_type == "Split" and len(inputs) == 1:
            attributes.setdefault("num_outputs", len(node.output))
        if op_type == "Conv":
            attributes.setdefault("kernel_shape", inputs[1].shape[2:])
        hosted = HOSTED.get(op_type, ())
        given = [self._argument(op_type, value, place in hosted) for place, value in enumerate(inputs)]
        return OPERATORS[op_type](*given, **{name: _value(value) for name, value in attributes.items()})

    def _argument(self, op_type: str, value: Any, hosted: bool) -> Any:
        if value is None or isinstance(value, Ints | Size):
            return value
        if hosted or (op_type == "Concat" and isinstance(value, np.ndarray) and value.dtype == np.int64):
            return host(value)
        if op_type == "Gather" and isinstance(value, np.ndarray) and value.dtype == np.int64:
            return host(value)
        return self._tensor(value)

    def _cast(self, value: Any, to: int) -> Any:
        if isinstance(value, Ints | Size):
            return value
        return self._tensor(value).to(self._kind(to))

    def _kind(self, element: int) -> torch.dtype:
        return self.dtype if element == FLOAT else TYPES[element]

    def _tensor(self, value: Any) -> Any:
        """A traced tensor; a constant becomes a buffer, each once."""
        if isinstance(value, Ints):
            return self._made(value)
        if not isinstance(value, np.ndarray):
            return value
        key = id(value)
        if key not in self.buffers:
            name = f"weight_{len(self.buffers)}"
            self.root.register_buffer(name, self._buffer(value))
            self.buffers[key] = self._proxy(self.graph.get_attr(name))
        return self.buffers[key]

    def _layer(self, layer: integers.Layer, value: fx.Proxy) -> fx.Proxy:
        name = f"layer_{len(list(self.root.children()))}"
        self.root.add_module(name, layer)
        return self._proxy(self.graph.call_module(name, (value.node,)))

    def _proxy(self, node: fx.Node) -> fx.Proxy:
        return fx.Proxy(node, self.tracer)

    def _made(self, value: Ints) -> fx.Proxy:
        items = [getattr(each, "node", each) for each in value.items]
        arguments = (items[0] if value.scalar else items,)
        return self._proxy(self.graph.call_function(torch.tensor, arguments, {"device": self.device}))

    def _ranged(self, *ends: Any) -> fx.Proxy:
        arguments = tuple(getattr(each, "node", each) for each in ends)
        return self._proxy(self.graph.call_function(torch.arange, arguments, {"device": self.device}))

    def _buffer(self, value: NDArray[Any]) -> torch.Tensor:
        if value.dtype.name == "bfloat16":
            return torch.from_numpy(value.view(np.int16).copy()).view(torch.bfloat16).to(self.device)
        found = torch.from_numpy(value if value.flags.writeable else value.copy())
        return found.to(self.device, self.dtype if found.dtype == torch.float32 else found.dtype)


def convert(path: Path, dtype: torch.dtype, device: str) -> tuple[fx.GraphModule, list[Input], list[str]]:
    """Module, inputs and names of the outputs. Raises RunError that names every operator it does not know."""
    model = OnnxModel.read(path).proto
    unknown = sorted({node.op_type for node in model.graph.node} - OPERATORS.keys() - set(SPECIAL))
    if unknown:
        raise RunError(f"{path.name}: PyTorch is given ONNX files through a translation that does not know "
                       f"{', '.join(unknown)}; run it on onnxruntime or openvino")
    try:
        module, inputs, outputs = Converter(model, path.parent, dtype, device).module()
    except (NotImplementedError, TypeError, KeyError, ValueError, OSError) as error:
        raise RunError(f"{path.name}: cannot be translated for PyTorch: {said(error)}") from None
    return module.eval().requires_grad_(False), inputs, outputs


def _constant(attributes: dict[str, Any]) -> Any:
    from onnx import numpy_helper

    (name, value), = attributes.items()
    return numpy_helper.to_array(value) if name == "value" else np.array(value)


def _value(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode()
    return list(value) if isinstance(value, list | tuple) else value


def _numpy(element: int) -> str | None:
    from onnx import helper

    found = helper.tensor_dtype_to_np_dtype(element).name
    return None if found == "bfloat16" else str(found)
