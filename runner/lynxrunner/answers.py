"""What an artefact answered to the items of its workload."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lynxrunner.errors import RunError, first_line
from lynxrunner.runtimes.protocol import Tensors
from lynxrunner.workloads.reference import Reference, millionths
from lynxrunner.workloads.workload import Workload
from lynxschema.sqnr import Outputs


@dataclass(frozen=True)
class Answers:
    """The class of each item [n]; its outputs at the reference's fixed columns, where that has such."""

    predicted: NDArray[np.int64]
    micro: Outputs | None = None


def answers(workload: Workload, outputs: Tensors) -> Answers:
    """Raises RunError where the outputs are not those of the workload."""
    reference = workload.reference
    try:
        logits = workload.logits(outputs)
        predicted = np.argmax(logits, axis=1).astype(np.int64)
        if reference and len(predicted) != len(reference.expected):
            raise ValueError(f"{len(predicted)} answers, {len(reference.expected)} items are scored")
        return Answers(predicted, _kept(reference, logits))
    except (KeyError, ValueError, IndexError) as error:
        known = ", ".join(f"{name} {list(array.shape)}" for name, array in outputs.items())
        what = f"the outputs ({known}) are not those of {workload.entry['id']}"
        raise RunError(f"{what}: {first_line(error)}") from None


def _kept(reference: Reference | None, logits: NDArray[np.float32]) -> Outputs | None:
    return millionths(logits, reference.columns) if reference and reference.micro is not None else None
