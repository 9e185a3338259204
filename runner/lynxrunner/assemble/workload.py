"""What was computed, and how well."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.errors import RunError
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.state import Record, not_measured
from lynxrunner.workloads.workload import Workload
from lynxschema.catalogue import references
from lynxschema.digest import sha256


def workload(found: Workload) -> Record:
    """The contract's `workload`, from the catalogue's entry and the model file."""
    entry = found.entry
    return {
        **{member: entry[member] for member in ("id", "version", "task", "decoding")},
        "model": _network(found),
        "inputs": entry["inputs"],
        "dataset": found.dataset,
    }


def quality(found: Workload, predicted: NDArray[np.int64], artefact_sha256: str) -> Any:
    """The contract's `quality`: counted against the catalogue's references."""
    entry = found.entry.get("quality")
    if entry is None:
        return not_measured("not_implemented_by_harness", "the catalogue has no references for this workload")
    known, digest = references(entry["file"])
    if digest != entry["sha256"]:
        raise RunError(f"catalogue/references/{entry['file']}: sha256 is {digest}, the entry says {entry['sha256']}")
    labels = np.asarray(known["labels"])
    correct = int((predicted == labels).sum())
    return [{
        "metric": entry["metric"], "reference": entry["reference"], "reference_sha256": digest,
        "correct": correct, "total": len(labels), "value": correct / len(labels),
        "artefact_sha256": artefact_sha256, "evidence": "predictions.parquet",
    }]


def _network(found: Workload) -> Record:
    model = OnnxModel.read(found.model)
    return {
        "name": found.name,
        "architecture": found.entry["architecture"],
        "format": "onnx",
        "producer": model.producer(),
        "opset": model.opset(),
        "parameters": model.parameters(),
        "sha256": sha256(found.model.read_bytes()),
        "weights": found.weights,
    }
