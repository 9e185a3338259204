"""The images of the embedded workload ``digits-cnn``, read from the package with numpy alone."""

import hashlib
import io
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

SHA256 = "9f211698867d63e680a404dbeed65c2f828dd96c3f22969c6c82e03a48713ba4"
"""Of ``data/digits.npz``, which ``runner/train/digits_data.py`` writes."""

SplitName = Literal["train", "test"]


class DatasetError(ValueError):
    """The data file is not the published one, or the split does not exist."""


@dataclass(frozen=True)
class Split:
    """``images`` float32 [n, 1, 8, 8] in 0..1 (grey level / 16), ``labels`` int64 [n] in 0..9."""

    images: npt.NDArray[np.float32]
    labels: npt.NDArray[np.int64]


def load(split: SplitName, source: Traversable | None = None) -> Split:
    """Return the ``train`` (1,437) or ``test`` (360) images of the embedded file, or of ``source``.

    Raises DatasetError when ``split`` is neither, or when the file's sha256 is not ``SHA256``.
    """
    if split not in get_args(SplitName):
        raise DatasetError(f"digits has no split {split!r}; ask for one of {', '.join(get_args(SplitName))}")
    content = _verified(source or files("lynxrunner.data") / "digits.npz")
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        rows = arrays[split]
        images = arrays["images"][rows, np.newaxis].astype(np.float32) / 16
        return Split(images, arrays["labels"][rows].astype(np.int64))


def _verified(source: Traversable) -> bytes:
    content = source.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        raise DatasetError(
            f"{source}: sha256 is {found}, expected {SHA256}: not the published data file; "
            "install lynxbench again, or restore the file from version control"
        )
    return content
