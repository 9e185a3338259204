"""ONNX Runtime through the execution provider that is asked for."""

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from lynxrunner.errors import RunError
from lynxrunner.runtimes.inputs import Input, require_inputs
from lynxrunner.runtimes.ort import binding, nbits, options, profile, provider
from lynxrunner.runtimes.ort.node import Node
from lynxrunner.runtimes.protocol import Call, Inspection, Prepared, Settings, Source, Tensors
from lynxrunner.runtimes.said import said
from lynxrunner.state import Record, not_applicable

EXTRA = "pip install 'lynxbench[onnxruntime]'"
NUMPY = {"float": "float32", "double": "float64", "bool": "bool", "string": None, "bfloat16": None}
"""Element types that numpy calls otherwise, or does not know."""


class OnnxSession:
    """An `InferenceSession` and the options that it was opened with."""

    def __init__(self, artefact: Path, settings: Settings, **profiling: Any) -> None:
        ort = library()
        name, self.own = provider.asked(ort, settings)
        entries = profiling.pop("entries", {}) | ({} if name == provider.CPU else provider.RECORDS_PLACEMENT)
        self.options = options.resolve(ort, settings, entries=entries, **profiling)
        try:
            self.session = ort.InferenceSession(str(artefact), self.options, providers=[(name, self.own)])
        except Exception as error:
            raise RunError(f"ONNX Runtime cannot load {artefact.name}: {said(error)}") from None
        provider.require_asked(self.session, name)
        self.inputs = [_input(each) for each in self.session.get_inputs()]

    def bind(self, inputs: Tensors) -> Call:
        """Inputs are read where they lie and outputs written to buffers as large as one plain run's outputs."""
        in_place = self.session.get_providers()[0] == provider.CPU
        return (binding.in_place if in_place else binding.copied)(self.session, inputs, self.run(inputs))

    def bind_to(self, inputs: Tensors, outputs: Tensors) -> Call:
        """Inputs are read and outputs written where they lie. Raises RunError on a device with memory of its own."""
        require_inputs(self.inputs, inputs)
        if self.session.get_providers()[0] != provider.CPU:
            raise RunError("generation on ONNX Runtime is implemented for its CPU provider alone; take --device cpu")
        return binding.placed(self.session, inputs, outputs)

    def run(self, inputs: Tensors) -> dict[str, NDArray[Any]]:
        """Outputs by name."""
        require_inputs(self.inputs, inputs)
        names = [output.name for output in self.session.get_outputs()]
        try:
            return dict(zip(names, self.session.run(names, dict(inputs)), strict=True))
        except Exception as error:
            raise RunError(f"ONNX Runtime cannot run this model: {said(error)}") from None

    def describe(self) -> Record:
        """The contract's `executor.runtime`."""
        return provider.describe(library(), self.session, self.options, self.own)

    def startup(self, load_ms: float) -> Record:
        """The graph is optimised while the session is opened, and nothing says how long that took of it."""
        return {"load_ms": load_ms, "compile_ms": not_applicable("compiled while loading")}


class OnnxRuntime:
    """The runtime of the entry point `onnxruntime`."""

    id = "onnxruntime"

    def about(self) -> Record:
        """Version and providers of the installed build, or how to install it."""
        from lynxrunner.recipes import onnx_recipes

        ort = library() if find_spec("onnxruntime") else None
        backends = provider.installed(ort) if ort else []
        return {
            "id": self.id, "version": ort.__version__ if ort else None, "backends": backends,
            "devices": sorted({provider.DEVICES[name] for name in backends}),
            "unverified": [name for name in backends if name not in provider.VERIFIED],
            "recipes": list(onnx_recipes.RECIPES), "refused": onnx_recipes.REFUSED, "install": None if ort else EXTRA,
        }

    def prepare(self, source: Source, recipe: str, settings: Settings, workspace: Path) -> Prepared:
        """Quantize where the recipe says so; the graph optimiser works while loading."""
        from lynxrunner.recipes import onnx_recipes

        ort = library()
        provider.asked(ort, settings)
        optimiser = provider.optimiser_step(ort, options.resolve(ort, settings))
        return onnx_recipes.prepare(source, recipe, workspace, optimiser)

    def load(self, artefact: Path, settings: Settings) -> OnnxSession:
        """Open the artefact on the execution provider that is asked for, and on no other."""
        return OnnxSession(artefact, settings)

    def inspect(self, artefact: Path, settings: Settings, inputs: Tensors, workspace: Path) -> Inspection:
        """One profiled run without prepacking, whose nodes give operators, types and shapes."""
        outputs, nodes = _profiled(artefact, settings, inputs, workspace)
        plain = nodes
        if any(node.op_type in profile.PADDING for node in nodes):
            # Blocks of channels are filled up with zeros, which are no operations of the model.
            unpadded = replace(settings, options={**settings.options, "graph_optimization_level": "extended"})
            _, plain = _profiled(artefact, unpadded, inputs, workspace)
        known = nbits.formats(library(), artefact)
        return profile.inspection(nodes, plain, library().__version__, inputs, outputs, known)


def _profiled(
    artefact: Path, settings: Settings, inputs: Tensors, workspace: Path
) -> tuple[Tensors, list[Node]]:
    """Outputs and executed nodes of one run; prepacked weights would not show their types."""
    profiling = {"profile": workspace / "profile", "entries": {"session.disable_prepacking": "1"}}
    session = OnnxSession(artefact, settings, **profiling)
    outputs = session.run(inputs)
    return outputs, profile.nodes(Path(session.session.end_profiling()))


def _input(declared: Any) -> Input:
    kind = declared.type.removeprefix("tensor(").removesuffix(")")
    return Input(declared.name, NUMPY.get(kind, kind), declared.shape)


def library() -> Any:
    """The package, with its telemetry off. Raises RunError that says how to install it."""
    try:
        import onnxruntime  # type: ignore[import-untyped, unused-ignore]
    except ImportError:
        raise RunError(f"the package onnxruntime is not installed; install it with: {EXTRA}") from None
    onnxruntime.disable_telemetry_events()
    return onnxruntime
