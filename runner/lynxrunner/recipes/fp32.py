"""fp32: the model as delivered."""

from pathlib import Path

from lynxrunner.errors import RunError
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.recipes.asked import Choices
from lynxrunner.recipes.formats import formats, level
from lynxrunner.recipes.weights import element_counts, parts
from lynxrunner.runtimes.protocol import Source
from lynxrunner.state import Record

CHOICES: Choices = {}


def apply(
    source: Source, model: OnnxModel, workspace: Path, parameters: dict[str, str]
) -> tuple[Path, Record, tuple[()]]:
    """Nothing is converted; a model that is not wholly fp32 is refused."""
    others = element_counts(model).keys() - {"fp32"}
    if others:
        raise RunError(f"{source.model.name} holds {', '.join(sorted(others))} weights: it is no fp32 model")
    return source.model, formats(parts(model, level("per_tensor")), "fp32", "fp32", "fp32"), ()
