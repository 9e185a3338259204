"""What a record says of the weights of a user's model."""

from lynxrunner.custom.description import Description
from lynxrunner.errors import RunError
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.state import Record, not_applicable


def weights(description: Description) -> Record:
    """The hash identifies the weights; where they come from only the user knows."""
    return {"kind": "trained", "source": description.weights or "a file of the submitter's, identified by its hash",
            "revision": description.revision or not_applicable("identified by the hash of the file")}


def require_weights(model: OnnxModel, name: str) -> None:
    """Raises RunError for a model whose weights are no tensors."""
    if not model.parameters():
        raise RunError(f"{name}: it has no weights that are tensors, so their format cannot be disclosed; operators of "
                       "classical machine learning that hold them as attributes are not measured here")
