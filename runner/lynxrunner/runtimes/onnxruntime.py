"""ONNX Runtime through its CPU execution provider."""

from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.errors import RunError, first_line
from lynxrunner.runtimes.ort import options, provider
from lynxrunner.runtimes.protocol import Call, Inspection, Prepared, Settings, Source, Tensors
from lynxrunner.state import Record

EXTRA = "pip install 'lynxbench[onnxruntime]'"


class OnnxSession:
    """An `InferenceSession` and the options that it was opened with."""

    def __init__(self, artefact: Path, settings: Settings, **profiling: Any) -> None:
        ort = library()
        self.options = options.resolve(ort, settings, **profiling)
        try:
            self.session = ort.InferenceSession(str(artefact), self.options, providers=[provider.CPU])
        except Exception as error:
            raise RunError(f"ONNX Runtime cannot load {artefact.name}: {first_line(error)}") from None
        provider.require_asked(self.session)

    def bind(self, inputs: Tensors) -> Call:
        """Inputs are read where they lie and outputs written to buffers as large as one plain run's outputs."""
        binding = self.session.io_binding()
        outputs = {name: np.empty_like(array) for name, array in self.run(inputs).items()}
        for name, array in inputs.items():
            binding.bind_input(name, *_place(array))
        for name, array in outputs.items():
            binding.bind_output(name, *_place(array))
        # The binding holds bare addresses: the arrays must live as long as the call that is returned.
        binding.arrays = {**inputs, **outputs}
        return partial(self.session.run_with_iobinding, binding)

    def run(self, inputs: Tensors) -> dict[str, NDArray[Any]]:
        """Outputs by name."""
        names = [output.name for output in self.session.get_outputs()]
        return dict(zip(names, self.session.run(names, dict(inputs)), strict=True))

    def describe(self) -> Record:
        """The contract's `executor.runtime`."""
        return provider.describe(library(), self.session, self.options)


class OnnxRuntime:
    """The runtime of the entry point `onnxruntime`."""

    id = "onnxruntime"

    def about(self) -> Record:
        """Version and providers of the installed build, or how to install it."""
        from lynxrunner.recipes import onnx_recipes

        version, backends = provider.installed() if find_spec("onnxruntime") else (None, [])
        return {
            "id": self.id, "version": version, "backends": backends, "devices": ["cpu"],
            "recipes": list(onnx_recipes.RECIPES), "refused": onnx_recipes.REFUSED,
            "install": None if version else EXTRA,
        }

    def prepare(self, source: Source, recipe: str, settings: Settings, workspace: Path) -> Prepared:
        """Quantize where the recipe says so; the graph optimiser works while loading."""
        from lynxrunner.recipes import onnx_recipes

        optimiser = provider.optimiser_step(library(), options.resolve(library(), settings))
        return onnx_recipes.prepare(source, recipe, workspace, optimiser)

    def load(self, artefact: Path, settings: Settings) -> OnnxSession:
        """Open the artefact on the CPU execution provider."""
        return OnnxSession(artefact, settings)

    def inspect(self, artefact: Path, settings: Settings, inputs: Tensors, workspace: Path) -> Inspection:
        """One profiled run without prepacking, whose nodes give operators, types and shapes."""
        from lynxrunner.runtimes.ort import nbits
        from lynxrunner.runtimes.ort.profile import inspection

        # Prepacked weights would not show their types.
        profiling = {"profile": workspace / "profile", "entries": {"session.disable_prepacking": "1"}}
        session = OnnxSession(artefact, settings, **profiling)
        outputs = session.run(inputs)
        profile, known = Path(session.session.end_profiling()), nbits.formats(library(), artefact)
        return inspection(profile, library().__version__, inputs, outputs, known)


def _place(array: NDArray[Any]) -> tuple[Any, ...]:
    return "cpu", 0, array.dtype, array.shape, array.ctypes.data


def library() -> Any:
    """The package, with its telemetry off. Raises RunError that says how to install it."""
    try:
        import onnxruntime  # type: ignore[import-untyped, unused-ignore]
    except ImportError:
        raise RunError(f"the package onnxruntime is not installed; install it with: {EXTRA}") from None
    onnxruntime.disable_telemetry_events()
    return onnxruntime
