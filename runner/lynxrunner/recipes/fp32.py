"""fp32: the model as delivered."""

from pathlib import Path

from lynxrunner.errors import RunError
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.recipes.weights import DENSE, element_counts
from lynxrunner.runtimes.protocol import Source
from lynxrunner.state import Record, not_applicable


def apply(source: Source, model: OnnxModel, workspace: Path) -> tuple[Path, Record, tuple[()]]:
    """Nothing is converted; a model that is not wholly fp32 is refused."""
    others = element_counts(model).keys() - {"fp32", "int64", "bool"}
    if others:
        raise RunError(f"{source.model.name} holds {', '.join(sorted(others))} weights: it is no fp32 model")
    weights = {"model": "main", "dtype": "fp32", "scaling": not_applicable("not quantized"),
               "sparsity": DENSE, "share_of_parameters": 1}
    return source.model, {
        "weights": [weights],
        "activations": "fp32",
        "compute": "fp32",
        "accumulation": "fp32",
        "math_mode": "ieee",
        "kv_cache": not_applicable("no autoregressive decoding"),
        "conversions": [],
    }, ()
