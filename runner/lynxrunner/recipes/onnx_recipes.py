"""Recipes that change an ONNX file, for every runtime that takes one. A new recipe is one entry here."""

from collections.abc import Callable
from pathlib import Path

from lynxrunner.onnx_model import OnnxModel
from lynxrunner.recipes import fp32, int8
from lynxrunner.runtimes.protocol import Prepared, Source
from lynxrunner.state import Record

Recipe = Callable[[Source, OnnxModel, Path], tuple[Path, Record, tuple[Record, ...]]]
"""Source, its model, an empty directory -> artefact, `precision` without `effective`, `quantization`."""

RECIPES: dict[str, Recipe] = {"fp32": fp32.apply, "int8": int8.apply}


def prepare(source: Source, recipe: str, workspace: Path, compile_step: Record) -> Prepared:
    """Apply a recipe. Raises RunError where the model is no ONNX or the recipe fails."""
    model = OnnxModel.read(source.model)
    artefact, precision, quantization = RECIPES[recipe](source, model, workspace)
    steps = (model.export_step(), compile_step)
    return Prepared(artefact, steps, model.shapes(), {"recipe": recipe, **precision}, quantization)
