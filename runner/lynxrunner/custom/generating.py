"""A user's decoder with `past_key_values` and `present` -> a workload that generates whole answers."""

from pathlib import Path

import numpy as np

from lynxrunner.custom.asked import Custom
from lynxrunner.custom.description import Description
from lynxrunner.custom.disclosed import require_weights, weights
from lynxrunner.custom.reference import outputs as reference_outputs
from lynxrunner.custom.reference import reference
from lynxrunner.custom.signature import inputs, outputs
from lynxrunner.decode.decoder import LOGITS, TOKENS, Decoder
from lynxrunner.errors import RunError
from lynxrunner.graphs.weights import integers
from lynxrunner.models.files import digest
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.profiles import LONGEST
from lynxrunner.recipes.calibration import digest as items_digest
from lynxrunner.runtimes.protocol import Calibration, Tensors
from lynxrunner.state import Record
from lynxrunner.workloads.workload import Logits, Workload

SEQUENCES, CALIBRATED_ON, LENGTH = 4, 2, 32
ITEMS_SEED, CALIBRATION_SEED = 7, 8
WHAT = "random tokens"


def generating(asked: Custom, model: OnnxModel, description: Description, fed: Decoder) -> Workload:
    """Scored teacher-forced on sequences of random tokens. Raises RunError, one line, for what is wrong with it."""
    assert asked.model is not None, "a custom workload has a model"
    path, name = asked.model, asked.model.name
    if asked.bind or description.bind:
        raise RunError(f"--bind: {name} generates, and takes its lengths from --input-length and --output-length")
    require_weights(model, name)
    vocabulary = _vocabulary(model, name, description)

    def drawn(count: int, past: int, new: int, seed: int) -> Tensors:
        return fed.drawn(integers(seed, 0, (count, new), vocabulary), past, seed)

    items = drawn(SEQUENCES, 0, LENGTH, ITEMS_SEED)
    found = reference(_positions(reference_outputs(path, items, 1)))
    return Workload(
        entry=_entry(path, fed, description),
        name=description.name or path.stem,
        model=path.resolve(),
        items=items,
        logits=_positions,
        calibration=lambda: Calibration(drawn(CALIBRATED_ON, 0, LENGTH, CALIBRATION_SEED),
                                        f"{WHAT} drawn from seed {CALIBRATION_SEED}"),
        weights=weights(description),
        dataset={"name": WHAT, "split": f"drawn from seed {ITEMS_SEED}", "items": len(found.expected),
                 "sha256": items_digest(Calibration(items, WHAT))},
        reference=found,
        passed=lambda size, past, new: dict(drawn(size, past, new, ITEMS_SEED)),
        chunk=1,
    )


def _positions(answered: Tensors) -> Logits:
    """The next token at every position of every sequence, given the true tokens before it."""
    logits = answered[LOGITS]
    return np.reshape(logits, (-1, logits.shape[-1])).astype(np.float32)


def _vocabulary(model: OnnxModel, name: str, description: Description) -> int:
    """Tokens that the model knows: as described, or rows of the table that they choose from, or its logits."""
    known = [int(described.high) for each, described in description.inputs.items() if each == TOKENS]
    known += [slot.below for slot in inputs(model, name) if slot.name == TOKENS and slot.below]
    widths = (slot.shape[-1] for slot in outputs(model, name) if slot.name == LOGITS)
    known += [width for width in widths if isinstance(width, int)]
    if not known:
        raise RunError(f"{name}: how many tokens it knows cannot be read; say so with --describe: "
                       f"[inputs.{TOKENS}] high = N")
    return known[0]


def _entry(path: Path, fed: Decoder, description: Description) -> Record:
    task = "text_generation" if description.task == "other" else description.task
    return {
        "id": "custom", "version": digest(path)[:12], "task": task, "decoding": "autoregressive",
        "architecture": description.architecture or "unnamed",
        "inputs": [{"name": TOKENS, "dtype": fed.dtypes[TOKENS], "shape": ["batch", "sequence"]}],
        "lengths": {"unit": "tokens", "axis": "sequence", "maximum": LONGEST, "inputs": ["128"], "outputs": ["32"]},
        "throughput_unit": "requests/s", "scenarios": [{"scenario": "single_stream", "batches": [1]}],
    }
