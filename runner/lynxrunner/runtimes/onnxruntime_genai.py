"""onnxruntime-genai: decoders on ONNX Runtime's CPU kernels, with the package's own cache and loop."""

from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.capture.libraries import libraries
from lynxrunner.capture.tree import Tree
from lynxrunner.decode.decoder import LOGITS, MASK, TOKENS
from lynxrunner.decode.executor import decoder_of
from lynxrunner.errors import RunError
from lynxrunner.runtimes.genai.answers import Answers
from lynxrunner.runtimes.genai.engine import Engine
from lynxrunner.runtimes.genai.folder import KIND, SEARCH, fill
from lynxrunner.runtimes.genai.library import EXTRA, library
from lynxrunner.runtimes.inputs import require_inputs
from lynxrunner.runtimes.onnxruntime import OnnxRuntime
from lynxrunner.runtimes.protocol import Call, Inspection, Prepared, Settings, Source, Tensors
from lynxrunner.runtimes.said import said
from lynxrunner.state import Record, not_applicable, not_measured

RECIPES = ("fp32", "int8", "int8-dynamic", "int4-weight")
UNSEEN = not_measured("unsupported_by_runtime", "the package gives no profile of its kernels")
STEPS_AHEAD = 64


class GenaiSession:
    """A loaded model in a folder of its own, which is gone with the session."""

    def __init__(self, artefact: Path, settings: Settings) -> None:
        self.library, self.settings, self.decoder = library(), settings, decoder_of(artefact)
        if settings.streams > 1 and MASK not in self.decoder.dtypes:
            raise RunError(f"{artefact.name}: the engine of onnxruntime-genai feeds every batch an {MASK}, and this "
                           "model has none; export it with one, or measure one request at a time")
        plain = OnnxRuntime().load(artefact, Settings(1))
        self.inputs = plain.inputs
        self.vocabulary = int(plain.run(self.decoder.drawn(np.zeros((1, 1), np.int64), 0, 0))[LOGITS].shape[-1])
        del plain
        with TemporaryDirectory(prefix="lynx-genai-") as home:
            fill(Path(home), artefact, self.decoder, self.vocabulary, settings.threads)
            try:
                self.model = self.library.Model(home)
            except Exception as error:
                raise RunError(f"onnxruntime-genai cannot load {artefact.name}: {said(error)}") from None
        self.answers = Answers(self.library, self.model, self.vocabulary)

    def answering(self) -> Answers | Engine:
        """What generates: the package's loop, or its engine where several requests are in flight."""
        together = self.settings.streams > 1
        return Engine(self.library, self.model, self.vocabulary) if together else self.answers

    def bind(self, inputs: Tensors) -> Call:
        """A prompt is read, or one token follows another: what the cache would hold of the inputs is not taken over."""
        require_inputs(self.inputs, inputs)
        tokens, past = inputs[TOKENS].astype(np.int32), inputs[self.decoder.past[0]].shape[2]
        if past == 0:
            return lambda: self.answers.generator(tokens.shape[1] + 1).append_tokens(tokens[0])
        generator = self.answers.generator(past + STEPS_AHEAD)
        generator.append_tokens(np.resize(tokens[0], past))
        step: Call = generator.generate_next_token
        return step

    def run(self, inputs: Tensors) -> dict[str, NDArray[Any]]:
        """Logits at every position; the cache stays inside."""
        require_inputs(self.inputs, inputs)
        return {LOGITS: np.concatenate([self._read(row) for row in inputs[TOKENS].astype(np.int32)])}

    def describe(self) -> Record:
        """The contract's `executor.runtime`."""
        own, kernels = version("onnxruntime-genai"), version("onnxruntime")
        return {
            "id": "onnxruntime-genai", "version": own,
            "build": not_applicable("the package names no build"), "backend": "cpu",
            "options": {"model.type": KIND, **{f"search.{name}": value for name, value in SEARCH.items()},
                        **({"engine": "static_batching"} if self.settings.streams > 1 else {})},
            "threads": {"intra_op": self.settings.threads, "inter_op": 1},
            "libraries": [{"name": "onnxruntime", "version": kernels}, *libraries(Tree())],
        }

    def startup(self, load_ms: float) -> Record:
        """The graph is optimised while it is loaded."""
        return {"load_ms": load_ms, "compile_ms": not_applicable("compiled while loading")}

    def _read(self, tokens: NDArray[np.int32]) -> NDArray[Any]:
        generator = self.answers.generator(len(tokens) + 1)
        try:
            generator.append_tokens(tokens)
            return np.array(generator.get_output(LOGITS))
        except Exception as error:
            raise RunError(f"onnxruntime-genai cannot run this model: {said(error)}") from None


def _require_decoder(model: Path) -> None:
    try:
        decoder_of(model)
    except RunError:
        raise RunError(f"{model.name}: onnxruntime-genai runs decoders with past_key_values and present alone; take "
                       "--runtime onnxruntime for this model") from None


class OnnxRuntimeGenai:
    """The runtime of the entry point `onnxruntime-genai`."""

    id = "onnxruntime-genai"

    def about(self) -> Record:
        """Version of the installed package, or how to install it."""
        there = find_spec("onnxruntime_genai") is not None
        return {
            "id": self.id, "version": library().__version__ if there else None, "backends": ["cpu"] if there else [],
            "devices": ["cpu"] if there else [], "unverified": [], "recipes": list(RECIPES), "refused": {},
            "install": None if there else EXTRA,
        }

    def prepare(self, source: Source, recipe: str, settings: Settings, workspace: Path) -> Prepared:
        """Quantize where the recipe says so; ONNX Runtime's optimiser works while loading."""
        from lynxrunner.recipes import onnx_recipes

        library()
        if settings.options:
            raise RunError(f"--option {next(iter(settings.options))}: onnxruntime-genai has none here")
        if settings.device != "cpu":
            raise RunError(f"--device {settings.device}: onnxruntime-genai computes on the CPU here; take --device cpu")
        _require_decoder(source.model)
        step = {"stage": "compile", "tool": "onnxruntime graph optimizer", "version": version("onnxruntime"),
                "options": {}}
        return onnx_recipes.prepare(source, recipe, workspace, step, RECIPES)

    def load(self, artefact: Path, settings: Settings) -> GenaiSession:
        """Open the decoder; nothing but the CPU computes."""
        return GenaiSession(artefact, settings)

    def inspect(self, artefact: Path, settings: Settings, inputs: Tensors, workspace: Path) -> Inspection:
        """Operations and bytes of the graph as ONNX Runtime executes it; the package does not show its kernels."""
        seen = OnnxRuntime().inspect(artefact, Settings(settings.threads), inputs, workspace)
        return Inspection(UNSEEN, seen.operations, seen.bytes)
