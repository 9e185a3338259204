"""OpenVINO, its own interface: a model is read from ONNX and compiled in memory.

Calls in flight are as many requests of one compiled model, each answered in its caller's thread from call to return;
OpenVINO's own queue of asynchronous requests would begin a latency where it takes a request up, not at the call.
"""

from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter_ns
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.capture.libraries import libraries
from lynxrunner.capture.tree import Tree
from lynxrunner.errors import RunError
from lynxrunner.runtimes.inputs import Input, require_inputs
from lynxrunner.runtimes.ov import properties
from lynxrunner.runtimes.ov.graph import inspection, is_compressed, nodes
from lynxrunner.runtimes.ov.library import EXTRA, build, device, devices, library, version
from lynxrunner.runtimes.ov.original import products
from lynxrunner.runtimes.protocol import Call, Inspection, Prepared, Settings, Source, Tensors
from lynxrunner.runtimes.said import said
from lynxrunner.state import Record

HINTS = {"fp32": "f32", "fp16": "f16", "int8": "f32", "int8-nncf": "f32", "int8-weight": "f32", "int4-weight": "f32",
         "bf16": "bf16"}
"""Recipes, and what is asked of layers that are not quantized."""
REFUSED = {"int8-dynamic": "OpenVINO runs such a model's products in fp32; take int8"}
VERIFIED = ("cpu",)
NUMPY = {"f64": "float64", "f32": "float32", "f16": "float16", "i64": "int64", "i32": "int32", "i16": "int16",
         "i8": "int8", "u8": "uint8", "u16": "uint16", "u32": "uint32", "u64": "uint64", "boolean": "bool"}


class OpenVinoSession:
    """A compiled model, and how long compiling it took."""

    def __init__(self, artefact: Path, settings: Settings) -> None:
        self.ov = library()
        core = self.ov.Core()
        name = device(core, settings.device)
        asked = properties.asked(core, name, settings)
        try:
            model = core.read_model(str(artefact))
            self.inputs, self.names = _inputs(model), _output_names(model)
            begin = perf_counter_ns()
            self.compiled = core.compile_model(model, name, asked)
        except Exception as error:
            raise RunError(f"OpenVINO cannot load {artefact.name}: {said(error)}") from None
        self.compile_ms = (perf_counter_ns() - begin) / 1e6
        self.shared: Any = None
        properties.require_streams(self.compiled, settings)
        properties.require_honoured(self.compiled, settings.options)

    def bind(self, inputs: Tensors) -> Call:
        """A request of its own, whose inputs are read where they lie and whose outputs stay in its buffers."""
        # The request keeps the tensors alive, and a tensor its array.
        return partial(self._request(inputs).infer, share_outputs=True)

    def bind_to(self, inputs: Tensors, outputs: Tensors) -> Call:
        """Every binding uses the same request: its tensors are exchanged before each inference, and none is copied."""
        require_inputs(self.inputs, inputs)
        request = self.shared = self.shared or self.compiled.create_infer_request()
        read = [self.ov.Tensor(inputs[each.name], shared_memory=True) for each in self.inputs]
        written = [self.ov.Tensor(outputs[name], shared_memory=True) for name in self.names]

        def call() -> None:
            for position, tensor in enumerate(read):
                request.set_input_tensor(position, tensor)
            for position, tensor in enumerate(written):
                request.set_output_tensor(position, tensor)
            request.infer(share_outputs=True)

        return call

    def run(self, inputs: Tensors) -> dict[str, NDArray[Any]]:
        """Outputs by the name that the ONNX file has for them."""
        request = self._request(inputs)
        try:
            request.infer()
        except Exception as error:
            raise RunError(f"OpenVINO cannot run this model: {said(error)}") from None
        found = (request.get_output_tensor(position).data for position in range(len(self.names)))
        return {name: array.copy() for name, array in zip(self.names, found, strict=True)}

    def describe(self) -> Record:
        """The contract's `executor.runtime`."""
        return {
            "id": "openvino", "version": version(self.ov), "build": build(self.ov),
            "backend": ", ".join(self.compiled.get_property("EXECUTION_DEVICES")).removeprefix("(").removesuffix(")"),
            "options": properties.read_back(self.compiled),
            "threads": properties.threads(self.compiled),
            "libraries": libraries(Tree()),
        }

    def startup(self, load_ms: float) -> Record:
        """Compiling is timed apart from reading."""
        return {"load_ms": load_ms - self.compile_ms, "compile_ms": self.compile_ms}

    def _request(self, inputs: Tensors) -> Any:
        require_inputs(self.inputs, inputs)
        request = self.compiled.create_infer_request()
        for position, each in enumerate(self.inputs):
            request.set_input_tensor(position, self.ov.Tensor(inputs[each.name], shared_memory=True))
        return request


class OpenVino:
    """The runtime of the entry point `openvino`."""

    id = "openvino"

    def about(self) -> Record:
        """Version and devices of the installed package, or how to install it."""
        ov = library() if find_spec("openvino") else None
        found = devices(ov.Core()) if ov else {}
        return {
            "id": self.id, "version": version(ov) if ov else None, "backends": list(found.values()),
            "devices": list(found), "unverified": [name for name in found if name not in VERIFIED],
            "recipes": list(HINTS), "refused": REFUSED, "install": None if ov else EXTRA,
        }

    def prepare(self, source: Source, recipe: str, settings: Settings, workspace: Path) -> Prepared:
        """Convert the ONNX file where the recipe says so; what OpenVINO does with it, it does in memory."""
        from lynxrunner.recipes.asked import Asked

        ov = library()
        core = ov.Core()
        properties.require_free(settings.options)
        found = device(core, settings.device)
        properties.asked(core, found, settings)
        name = Asked.parse(recipe).name
        capable = core.get_property(found, "OPTIMIZATION_CAPABILITIES")
        if name == "bf16" and "BF16" not in capable:
            raise RunError(f"bf16: OpenVINO has no bfloat16 kernels for this {found} (it has {', '.join(capable)}), "
                           "and would compute in fp32; ask for fp32")
        prepared = _prepared(ov, found, source, recipe, workspace)
        return replace(prepared, options={properties.PRECISION: HINTS[name]})

    def load(self, artefact: Path, settings: Settings) -> OpenVinoSession:
        """Read the ONNX file and compile it for the device that is asked for, and for no other."""
        return OpenVinoSession(artefact, settings)

    def inspect(self, artefact: Path, settings: Settings, inputs: Tensors, workspace: Path) -> Inspection:
        """What the compiled model says of itself after one run."""
        session = OpenVinoSession(artefact, settings)
        outputs = session.run(inputs)
        model, known = session.compiled.get_runtime_model(), products(session.ov.Core(), artefact, inputs)
        compressed = "fp32"
        if any(map(is_compressed, nodes(model))):
            compressed = _compressed(artefact, settings, inputs, outputs)
        return inspection(model, known, compressed, version(session.ov), inputs, outputs)


def _compressed(artefact: Path, settings: Settings, inputs: Tensors, outputs: Tensors) -> str:
    """What layers with compressed weights computed in, seen by their rounding.

    Activations that are quantized for a product give other outputs than where that is switched off.
    """
    plain = replace(settings, options={**settings.options, properties.DYNAMIC: "0"})
    exact = OpenVinoSession(artefact, plain).run(inputs)
    return "fp32" if all(np.array_equal(outputs[name], exact[name]) for name in outputs) else "int8"


def _prepared(ov: Any, device: str, source: Source, recipe: str, workspace: Path) -> Prepared:
    from lynxrunner.recipes import onnx_recipes
    from lynxrunner.recipes.cast import cast

    compiling = {"stage": "compile", "tool": f"OpenVINO {device} plugin", "version": version(ov), "options": {}}
    converting = {"stage": "convert", "tool": "OpenVINO ONNX frontend", "version": version(ov), "options": {}}
    delivered = "fp32" if recipe == "bf16" else recipe
    prepared = onnx_recipes.prepare(source, delivered, workspace, compiling, [*HINTS.keys() - {"bf16"}])
    export, compile_ = prepared.steps
    prepared = replace(prepared, steps=(export, converting, compile_))
    step = compiling | {"stage": "convert", "options": {properties.PRECISION: "bf16"}}
    return cast(prepared, "bf16", "bf16", step, {}) if recipe == "bf16" else prepared


def _output_names(model: Any) -> list[str]:
    """In the order of the outputs; one that only passes another value on goes by several names."""
    return [_output_name(node, port) for node, port in zip(model.get_results(), model.outputs, strict=True)]


def _output_name(result: Any, port: Any) -> str:
    name = result.get_friendly_name().partition("/sink_port_")[0]
    return str(name if name in port.names else port.any_name)


def _inputs(model: Any) -> list[Input]:
    """In the order of the inputs; an axis keeps no name of the ONNX file's."""
    return [_input(node.get_friendly_name(), port)
            for node, port in zip(model.get_parameters(), model.inputs, strict=True)]


def _input(name: str, port: Any) -> Input:
    shape = [axis.get_length() if axis.is_static else None for axis in port.partial_shape]
    return Input(name, NUMPY.get(port.element_type.get_type_name()), shape)
