"""Recipes that change an ONNX file, for every runtime that takes one. A new recipe is one entry here."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lynxrunner.errors import RunError, first_line
from lynxrunner.names import require
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.recipes import fp16, fp32, int4_weight, int8, int8_dynamic, nncf
from lynxrunner.recipes.asked import Asked, Choices
from lynxrunner.recipes.conversion import converted
from lynxrunner.runtimes.protocol import Prepared, Source
from lynxrunner.state import Record

Applied = tuple[Path, Record, tuple[Record, ...]]
"""Artefact, `precision` without `recipe` and `effective`, `quantization`."""


@dataclass(frozen=True)
class Recipe:
    """What is done to the source's model in an empty directory, and the parameters that it takes."""

    apply: Callable[[Source, OnnxModel, Path, dict[str, str]], Applied]
    choices: Choices
    converts: bool = True


RECIPES = {
    "fp32": Recipe(fp32.apply, fp32.CHOICES, converts=False),
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
    asked.settled(found.choices)
    model = OnnxModel.read(source.model)
    with _told(source, asked.name, workspace):
        make = converted if found.converts else _unchanged
        artefact, precision, quantization = make(source, recipe, workspace)
    named = {"recipe": asked.label(found.choices), **precision}
    return Prepared(artefact, (model.export_step(), compile_step), model.shapes(), named, quantization)


def applied(source: Source, asked: Asked, workspace: Path) -> Applied:
    """What a recipe makes in this process. Raises RunError where it fails."""
    recipe = RECIPES[asked.name]
    with _told(source, asked.name, workspace):
        return recipe.apply(source, OnnxModel.read(source.model), workspace, asked.settled(recipe.choices))


def _unchanged(source: Source, recipe: str, workspace: Path) -> Applied:
    return applied(source, Asked.parse(recipe), workspace)


@contextmanager
def _told(source: Source, recipe: str, workspace: Path) -> Iterator[None]:
    """Whatever a converter raises is one line."""
    try:
        yield
    except RunError:
        raise
    except OSError as error:
        raise RunError(f"{source.model.name} cannot be converted to {recipe} in {workspace.parent} ({error.strerror}); "
                       "make room, or set TMPDIR to another directory") from None
    except Exception as error:
        raise RunError(f"{source.model.name} cannot be converted to {recipe}: {first_line(error)}") from None
