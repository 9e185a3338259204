"""A model file -> a workload."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from lynxrunner.custom.asked import Custom
from lynxrunner.custom.bind import bound, fixed_batch, sizes
from lynxrunner.custom.description import Description, described
from lynxrunner.custom.disclosed import require_weights, weights
from lynxrunner.custom.draw import affordable, drawn
from lynxrunner.custom.generating import generating
from lynxrunner.custom.reference import outputs as reference_outputs
from lynxrunner.custom.reference import reference
from lynxrunner.custom.signature import Slot, inputs, outputs
from lynxrunner.decode.decoder import decoder
from lynxrunner.errors import RunError
from lynxrunner.models.files import digest, size
from lynxrunner.models.room import require_memory
from lynxrunner.names import require
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.recipes.calibration import digest as items_digest
from lynxrunner.runtimes.protocol import Calibration, Tensors
from lynxrunner.state import Record
from lynxrunner.workloads.workload import Logits, Workload
from lynxschema.catalogue import entries

ITEMS_SEED, CALIBRATION_SEED, CALIBRATED_ON, CHUNK = 7, 8, 32, 8
WHAT = "random numbers"


def workload(asked: Custom) -> Workload:
    """The model as a workload. Raises RunError, one line, for whatever is wrong with it."""
    if asked.model is None:
        raise RunError("lynx run custom: name the model with --model FILE.onnx")
    if not asked.model.is_file():
        raise RunError(f"--model {asked.model}: there is no such file")
    require_memory(asked.model.name, size(asked.model))
    _require_unknown(asked.model)
    description, model, name = described(asked.describe), OnnxModel.read(asked.model), asked.model.name
    fed = decoder(inputs(model, name), outputs(model, name))
    if fed:
        return generating(asked, model, description, fed)
    slots = bound(inputs(model, name), {**description.bind, **sizes(asked.bind)}, name)
    most = fixed_batch(slots, name)
    for described_input in description.inputs:
        require("input", described_input, [slot.name for slot in slots], f" {name} has these.")
    scored = _scored(outputs(model, name), description, name)
    require_weights(model, name)
    items = drawn(slots, description, affordable(slots, description.items), ITEMS_SEED)
    chunk = most or CHUNK
    found = reference(_rows(reference_outputs(asked.model, items, chunk), scored))
    return Workload(
        entry=_entry(asked.model, slots, description, most),
        name=description.name or asked.model.stem,
        model=asked.model.resolve(),
        items=items,
        logits=lambda answered: _rows(answered, scored),
        calibration=lambda: Calibration(drawn(slots, description, affordable(slots, CALIBRATED_ON), CALIBRATION_SEED),
                                        f"{WHAT} drawn from seed {CALIBRATION_SEED}"),
        weights=weights(description),
        dataset={"name": WHAT, "split": f"drawn from seed {ITEMS_SEED}", "items": len(found.expected),
                 "sha256": items_digest(Calibration(items, WHAT))},
        reference=found,
        chunk=chunk,
        most_batch=most,
    )


def _scored(slots: Sequence[Slot], description: Description, model: str) -> str:
    """The output that is asked for, or the first of floats, or the first."""
    if description.output is not None:
        return require("output", description.output, [slot.name for slot in slots], f" {model} has these.")
    return next((slot for slot in slots if slot.dtype.startswith("fp")), slots[0]).name


def _rows(answered: Tensors, output: str) -> Logits:
    """[items, everything else]: whatever the output means, its greatest number is its class."""
    array = answered[output]
    return np.reshape(array, (len(array), -1)).astype(np.float32)


def _entry(model: Path, slots: Sequence[Slot], description: Description, most: int | None) -> Record:
    return {
        "id": "custom", "version": digest(model)[:12], "task": description.task, "decoding": "single_pass",
        "architecture": description.architecture or "unnamed",
        "inputs": [{"name": slot.name, "dtype": slot.dtype, "shape": [most or "batch", *slot.shape[1:]]}
                   for slot in slots],
        "throughput_unit": "inferences/s",
        "scenarios": [{"scenario": "single_stream", "batches": [1]}, {"scenario": "offline", "batches": [1]}],
    }


def _require_unknown(model: Path) -> None:
    """A file of the catalogue is known by its hash, and measured under its own name."""
    found = digest(model)
    known = next((name for name, entry in entries("workloads").items() if found in entry.get("model_sha256", ())), None)
    if known:
        raise RunError(f"{model.name}: its hash says that it is the catalogue's {known}; run lynx run {known}")
