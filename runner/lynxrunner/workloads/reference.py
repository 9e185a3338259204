"""What answers are held against: labels, or the outputs of the model in fp32."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lynxrunner.errors import RunError
from lynxrunner.state import Record
from lynxschema.catalogue import EXPECTED, references
from lynxschema.sqnr import MICRO, Outputs

COLUMNS = 64
"""Outputs of an item that a reference keeps, at most."""


@dataclass(frozen=True)
class Reference:
    """The class expected of each item [n], and a few outputs at fixed `columns` [n, columns], where there are any."""

    kind: Literal["labels", "fp32_outputs", "custom_outputs"]
    metric: str
    sha256: str
    expected: NDArray[np.int64]
    columns: tuple[int, ...] = ()
    micro: Outputs | None = None


def published(entry: Record) -> Reference | None:
    """The catalogue's. Raises RunError where its file is not the one that the entry names."""
    wanted = entry.get("quality")
    if wanted is None:
        return None
    known, digest = references(wanted["file"])
    if digest != wanted["sha256"]:
        raise RunError(f"catalogue/references/{wanted['file']}: sha256 is {digest}, the entry says {wanted['sha256']}")
    micro = np.asarray(known["micro"], np.int64) if "micro" in known else None
    expected = np.asarray(known[EXPECTED[wanted["reference"]]], np.int64)
    return Reference(wanted["reference"], wanted["metric"], digest, expected, tuple(known.get("columns", ())), micro)


def spread(classes: int) -> list[int]:
    """Fixed columns, evenly spread over the classes."""
    count = min(COLUMNS, classes)
    return [position * classes // count for position in range(count)]


def millionths(logits: NDArray[np.float32], columns: tuple[int, ...]) -> Outputs:
    """The outputs at these columns as evidence holds them. Raises RunError for what is no number."""
    kept = logits[:, list(columns)].astype(np.float64)
    if not np.isfinite(kept).all():
        raise RunError("some outputs are no finite numbers; the model cannot be scored at this precision")
    return np.rint(kept * MICRO).astype(np.int64)
