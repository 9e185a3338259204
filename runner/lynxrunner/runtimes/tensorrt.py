"""TensorRT: an engine is built from ONNX for the GPU at hand, and run through CUDA.

Not yet run on a device by this project: `lynx list runtimes` says so.
"""

import json
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter_ns
from typing import Any

from numpy.typing import NDArray

from lynxrunner.capture.libraries import libraries
from lynxrunner.capture.tree import Tree
from lynxrunner.errors import RunError
from lynxrunner.names import require
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.runtimes.inputs import Input, require_inputs
from lynxrunner.runtimes.protocol import Call, Inspection, Prepared, Settings, Source, Tensors
from lynxrunner.runtimes.trt import build
from lynxrunner.runtimes.trt.axes import Axes, declared
from lynxrunner.runtimes.trt.inspector import effective
from lynxrunner.runtimes.trt.library import EXTRA, cuda, gpus, library
from lynxrunner.runtimes.trt.request import Request
from lynxrunner.state import Record, not_applicable, not_measured

RECIPES = ("fp32", "fp16", "int8")
BESIDE = ".json"
"""Suffix of the file beside an engine: how long it took to build, with which options, for which inputs."""


class TensorRtSession:
    """A deserialised engine and what is known of its building."""

    def __init__(self, artefact: Path, settings: Settings) -> None:
        self.trt, self.cuda, self.device = library(), cuda(), settings.device
        require("device of tensorrt", settings.device, ["cuda"])
        self.built = json.loads(artefact.with_suffix(BESIDE).read_bytes())
        self.engine = self.trt.Runtime(self.trt.Logger(self.trt.Logger.ERROR)).deserialize_cuda_engine(
            artefact.read_bytes())
        if self.engine is None:
            raise RunError(f"TensorRT cannot load {artefact.name}: it was built for another GPU or version")
        self.inputs = [Input(name, None, [axis if isinstance(axis, int) else None for axis in shape])
                       for name, shape in self.built["inputs"].items()]

    def bind(self, inputs: Tensors) -> Call:
        """A context of its own; each call copies inputs to the GPU and outputs back."""
        require_inputs(self.inputs, inputs)
        return Request(self.trt, self.cuda, self.engine, inputs).call

    def run(self, inputs: Tensors) -> dict[str, NDArray[Any]]:
        """Outputs by name."""
        require_inputs(self.inputs, inputs)
        request = Request(self.trt, self.cuda, self.engine, inputs)
        try:
            request.call()
        finally:
            request.close()
        return request.outputs

    def describe(self) -> Record:
        """The contract's `executor.runtime`."""
        return {
            "id": "tensorrt", "version": self.trt.__version__, "build": not_applicable("the version names the build"),
            "backend": "CUDA", "options": self.built["options"] | {"strongly_typed": True, "tf32": False},
            "threads": not_applicable("one thread of the host hands over work"), "libraries": libraries(Tree()),
        }

    def startup(self, load_ms: float) -> Record:
        """Building took place while preparing."""
        return {"load_ms": load_ms, "compile_ms": self.built["build_ms"]}


class TensorRt:
    """The runtime of the entry point `tensorrt`."""

    id = "tensorrt"

    def about(self) -> Record:
        """Version of the installed package and whether CUDA finds a GPU, or how to install it."""
        trt = library() if find_spec("tensorrt") else None
        found = ["cuda"] if trt and gpus() else []
        return {
            "id": self.id, "version": trt.__version__ if trt else None, "backends": ["CUDA"] if trt else [],
            "devices": found, "unverified": ["cuda"], "recipes": list(RECIPES), "install": None if trt else EXTRA,
        }

    def prepare(self, source: Source, recipe: str, settings: Settings, workspace: Path) -> Prepared:
        """Change the ONNX file as the recipe says, and build an engine of it."""
        from lynxrunner.recipes import onnx_recipes

        trt = library()
        require("device of tensorrt", settings.device, ["cuda"], " TensorRT computes on NVIDIA GPUs: --device cuda.")
        options = build.resolved(settings.options)
        axes = Axes.asked(OnnxModel.read(source.model), settings.options)
        step = {"stage": "compile", "tool": "TensorRT builder", "version": trt.__version__, "options": dict(options)}
        prepared = onnx_recipes.prepare(source, recipe, workspace, step, RECIPES)
        inputs = declared(OnnxModel.read(prepared.artefact))
        artefact = _built(trt, prepared.artefact, axes, inputs, options, workspace)
        return replace(prepared, artefact=artefact, shapes=axes.record(inputs))

    def load(self, artefact: Path, settings: Settings) -> TensorRtSession:
        """Deserialise an engine that `prepare` has built."""
        return TensorRtSession(artefact, settings)

    def inspect(self, artefact: Path, settings: Settings, inputs: Tensors, workspace: Path) -> Inspection:
        """What the engine inspector shows; operations and bytes it does not."""
        session = TensorRtSession(artefact, settings)
        form = session.trt.LayerInformationFormat.JSON
        told = session.engine.create_engine_inspector().get_engine_information(form)
        uncounted = not_measured("not_implemented_by_harness", "operations of engines are not counted yet")
        return Inspection(effective(told, session.trt.__version__), uncounted, uncounted)


def _built(
    trt: Any, path: Path, axes: Axes, inputs: dict[str, list[int | str]], options: dict[str, int], workspace: Path
) -> Path:
    artefact, begin = workspace / "model.engine", perf_counter_ns()
    artefact.write_bytes(build.engine(trt, path, axes, inputs, options, workspace.parent / build.CACHE))
    built = {"build_ms": (perf_counter_ns() - begin) / 1e6, "options": options, "inputs": inputs}
    artefact.with_suffix(BESIDE).write_text(json.dumps(built), encoding="utf-8")
    return artefact
