"""PyTorch, eager or compiled by TorchInductor, on the CPU, CUDA or Metal.

A model is delivered as ONNX and translated, in memory, into PyTorch's own functions on the file's own weights.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from lynxrunner.capture import cpuinfo
from lynxrunner.capture.libraries import libraries
from lynxrunner.capture.tree import Tree
from lynxrunner.errors import RunError
from lynxrunner.runtimes.inputs import require_inputs
from lynxrunner.runtimes.protocol import Call, Inspection, Prepared, Settings, Source, Tensors
from lynxrunner.runtimes.pt import options
from lynxrunner.runtimes.pt.library import EXTRA, build, device, devices, library, linked, version
from lynxrunner.runtimes.said import said
from lynxrunner.state import Record, not_applicable

VERIFIED = ("cpu",)
MOST_SHAPES = 256
"""Shapes that a session is compiled for; PyTorch's own limit is reached by an ordinary sweep of batches."""
RECIPES = ("fp32", "bf16", "fp16", "int8")
CAST = ("bf16", "fp16")
"""Recipes that PyTorch casts for; on a CPU without such arithmetic its kernels compute in fp32."""
QUANTIZED = "PyTorch has integer kernels for static quantization alone, and would compute in fp32; take int8"


class TorchSession:
    """A module on a device, and the options that it was opened with."""

    def __init__(self, artefact: Path, settings: Settings, mode: str | None = None) -> None:
        self.torch = library()
        self.device = device(self.torch, settings.device)
        self.options = options.resolved(settings.options)
        options.apply(self.torch, settings, self.options)
        from lynxrunner.runtimes.pt.convert import DTYPES, convert

        self.module, self.inputs, self.names = convert(artefact, DTYPES[self.options[options.DTYPE]], self.device)
        if self.options["memory_format"] == "channels_last":
            self.module.to(memory_format=self.torch.channels_last)  # type: ignore[call-overload]
        self.compiled = (mode or self.options["mode"]) == "compile"
        self.forward = _compiled(self.torch, self.module, self.options) if self.compiled else self.module

    def bind(self, inputs: Tensors) -> Call:
        """On the CPU inputs are read where they lie; to another device each call copies them, and outputs back."""
        tensors, forward, torch = self._tensors(inputs), self.forward, self.torch

        @torch.inference_mode()  # type: ignore[untyped-decorator, unused-ignore]
        def here() -> object:
            return forward(*tensors)

        @torch.inference_mode()  # type: ignore[untyped-decorator, unused-ignore]
        def there() -> object:
            # Copying an output back waits for what it depends on: the call ends when every output is there.
            return [output.cpu() for output in forward(*(tensor.to(self.device) for tensor in tensors))]

        found: Call = here if self.device == "cpu" else there
        return found

    def run(self, inputs: Tensors) -> dict[str, NDArray[Any]]:
        """Outputs by the name that the ONNX file has for them."""
        call: Callable[[], Any] = self.bind(inputs)
        try:
            found = call()
        except Exception as error:
            raise RunError(f"PyTorch cannot run this model: {_why(error)}") from None
        return {name: output.numpy() for name, output in zip(self.names, found, strict=True)}

    def describe(self) -> Record:
        """The contract's `executor.runtime`."""
        torch = self.torch
        return {
            "id": "pytorch", "version": version(torch), "build": build(torch),
            "backend": "inductor" if self.compiled else "eager",
            "options": options.read_back(torch, self.options, self.device),
            "threads": options.threads(torch),
            "libraries": [*linked(torch), *libraries(Tree())],
        }

    def startup(self, load_ms: float) -> Record:
        """TorchInductor compiles at the first call, for its shapes."""
        return {"load_ms": load_ms, "compile_ms": not_applicable(
            "compiled during the first inference; further processes of a run take the code from a cache"
            if self.compiled else "nothing is compiled")}

    def _tensors(self, inputs: Tensors) -> list[Any]:
        require_inputs(self.inputs, inputs)
        found = [self.torch.from_numpy(inputs[each.name]) for each in self.inputs]
        if self.options["memory_format"] == "contiguous":
            return found
        last = self.torch.channels_last
        return [tensor.to(memory_format=last) if tensor.ndim == 4 else tensor for tensor in found]


class PyTorch:
    """The runtime of the entry point `pytorch`."""

    id = "pytorch"

    def about(self) -> Record:
        """Version and devices of the installed package, or how to install it."""
        from lynxrunner.recipes import onnx_recipes

        torch = library() if find_spec("torch") else None
        found = devices(torch) if torch else []
        return {
            "id": self.id, "version": version(torch) if torch else None,
            "backends": ["eager", "inductor"] if torch else [], "devices": found,
            "unverified": [name for name in found if name not in VERIFIED],
            "recipes": list(RECIPES),
            "refused": {name: QUANTIZED for name in onnx_recipes.RECIPES if name not in RECIPES},
            "install": None if torch else EXTRA,
        }

    def prepare(self, source: Source, recipe: str, settings: Settings, workspace: Path) -> Prepared:
        """The delivered file, which PyTorch casts while it loads it; of int8 the quantized one."""
        from lynxrunner.recipes.asked import Asked

        torch = library()
        device(torch, settings.device)
        options.require_free(settings.options)
        chosen = options.resolved(settings.options)
        if chosen["mode"] == "compile":
            # Compiled code is kept for the run's own processes and goes with its workspace.
            os.environ["TORCHINDUCTOR_CACHE_DIR"] = str(workspace / "inductor")
        if settings.device == "cpu" and recipe in CAST and not set(cpuinfo.DTYPES[recipe]) & set(source.isa):
            raise RunError(f"{recipe}: this processor has no {recipe} arithmetic, and PyTorch would compute in fp32; "
                           "ask for fp32")
        if Asked.parse(recipe).name == "int8":
            options.require_integers(torch, settings, chosen)
        return _prepared(torch, source, recipe, chosen, workspace)

    def load(self, artefact: Path, settings: Settings) -> TorchSession:
        """Translate the ONNX file and move it to the device that is asked for."""
        return TorchSession(artefact, settings)

    def inspect(self, artefact: Path, settings: Settings, inputs: Tensors, workspace: Path) -> Inspection:
        """One profiled call; operations are counted in an eager one, for compiled code hides some."""
        from lynxrunner.runtimes.pt.inspection import inspection

        eager = TorchSession(artefact, settings, "eager")
        return inspection(TorchSession(artefact, settings), eager, inputs, workspace)


def _compiled(torch: Any, module: Any, chosen: dict[str, str]) -> Any:
    import torch._dynamo.config as dynamo
    import torch._inductor.config as inductor

    dynamo.recompile_limit = MOST_SHAPES
    inductor.freezing = chosen["freezing"] == "true"
    inductor.compile_threads = 1  # no pool of compiler processes beside the measurement
    return torch.compile(module, mode=chosen["compile_mode"], dynamic=chosen["dynamic"] == "true", fullgraph=True)


def _prepared(torch: Any, source: Source, recipe: str, chosen: dict[str, str], workspace: Path) -> Prepared:
    from lynxrunner.recipes import onnx_recipes
    from lynxrunner.recipes.cast import cast
    from lynxrunner.runtimes.pt.convert import STEP

    tool = "TorchInductor" if chosen["mode"] == "compile" else "PyTorch eager"
    running = {"stage": "compile", "tool": tool, "version": version(torch), "options": {}}
    delivered = "fp32" if recipe in CAST else recipe
    prepared = onnx_recipes.prepare(source, delivered, workspace, running, ["fp32", "int8"])
    prepared = replace(prepared, steps=(prepared.steps[0], STEP, *([running] if tool == "TorchInductor" else [])))
    if recipe not in CAST:
        return replace(prepared, options={} if recipe == "fp32" else {options.DTYPE: "int8"})
    step = {"stage": "convert", "tool": "PyTorch", "version": version(torch), "options": {"dtype": recipe}}
    return cast(prepared, recipe, recipe, step, {options.DTYPE: recipe})


def _why(error: BaseException) -> str:
    if "Cxx" in type(error).__name__ or "compiler" in str(error).lower():
        return f"TorchInductor needs a C++ compiler: apt-get install g++ ({said(error)})"
    return said(error)
