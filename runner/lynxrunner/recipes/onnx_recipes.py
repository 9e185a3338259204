"""Recipes that change an ONNX file, for every runtime that takes one. A new recipe is one entry here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from lynxrunner.errors import RunError, first_line
from lynxrunner.names import require
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.recipes import fp16, fp32, int4_weight, int8, int8_dynamic, nncf
from lynxrunner.recipes.asked import Asked, Choices
from lynxrunner.runtimes.protocol import Prepared, Source
from lynxrunner.state import Record

Applied = tuple[Path, Record, tuple[Record, ...]]
"""Artefact, `precision` without `recipe` and `effective`, `quantization`."""


@dataclass(frozen=True)
class Recipe:
    """What is done to the source's model in an empty directory, and the parameters that it takes."""

    apply: Callable[[Source, OnnxModel, Path, dict[str, str]], Applied]
    choices: Choices


RECIPES = {
    "fp32": Recipe(fp32.apply, fp32.CHOICES),
    "fp16": Recipe(fp16.apply, fp16.CHOICES),
    "int8": Recipe(int8.apply, int8.CHOICES),
    "int8-dynamic": Recipe(int8_dynamic.apply, int8_dynamic.CHOICES),
    "int8-nncf": Recipe(nncf.post_training, nncf.POST_TRAINING),
    "int8-weight": Recipe(nncf.weights_only, nncf.WEIGHTS_ONLY),
    "int4-weight": Recipe(int4_weight.apply, int4_weight.CHOICES),
}
REFUSED = {
    "bf16": "the CPU provider of ONNX Runtime has no kernel for Conv, Gemm or MatMul in bf16; "
            "see lynx list runtimes for one that computes in it",
}
"""Recipes that are not there, and why."""


def prepare(
    source: Source, recipe: str, workspace: Path, compile_step: Record, known: Iterable[str] = tuple(RECIPES)
) -> Prepared:
    """Apply one of the `known` recipes. Raises RunError where the model is no ONNX or the recipe fails."""
    asked = Asked.parse(recipe)
    found = RECIPES[require("precision", asked.name, known)]
    parameters, model = asked.settled(found.choices), OnnxModel.read(source.model)
    try:
        artefact, precision, quantization = found.apply(source, model, workspace, parameters)
    except RunError:
        raise
    except OSError as error:
        raise RunError(f"{source.model.name} cannot be converted to {recipe} in {workspace.parent} ({error.strerror}); "
                       "make room, or set TMPDIR to another directory") from None
    except Exception as error:
        raise RunError(f"{source.model.name} cannot be converted to {recipe}: {first_line(error)}") from None
    named = {"recipe": asked.label(found.choices), **precision}
    return Prepared(artefact, (model.export_step(), compile_step), model.shapes(), named, quantization)
