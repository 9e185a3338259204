"""What was computed."""

from lynxrunner.models.files import digest
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.state import Record
from lynxrunner.workloads.workload import Workload


def workload(found: Workload) -> Record:
    """The contract's `workload`, from the catalogue's entry and the model file."""
    entry = found.entry
    return {
        **{member: entry[member] for member in ("id", "version", "task", "decoding")},
        "model": _network(found),
        "inputs": entry["inputs"],
        **({"sampling": {"method": "greedy"}} if found.generates else {}),
        "dataset": found.dataset,
    }


def _network(found: Workload) -> Record:
    model = OnnxModel.read(found.model)
    return {
        "name": found.name,
        "architecture": found.entry["architecture"],
        "format": "onnx",
        "producer": model.producer(),
        "opset": model.opset(),
        "parameters": model.parameters(),
        "sha256": digest(found.model),
        "weights": found.weights,
    }
