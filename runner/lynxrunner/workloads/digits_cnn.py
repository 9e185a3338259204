"""The embedded workload: handwritten digits, trained weights, true labels."""

from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lynxrunner import dataset
from lynxrunner.runtimes.protocol import Calibration, Tensors
from lynxrunner.state import Record, not_applicable
from lynxrunner.workloads.workload import Workload

NAME = "Optical Recognition of Handwritten Digits"
CALIBRATED_ON = 256


def workload(entry: Record) -> Workload:
    """The workload with the test split as its items."""
    test = dataset.load("test")
    return Workload(
        entry=entry,
        name="digits-cnn, convolutions of 16, 32 and 32 channels",
        model=Path(str(files("lynxrunner.data") / "digits-cnn.onnx")),
        items={"image": test.images},
        predict=_top1,
        calibration=_calibration,
        weights={"kind": "trained", "source": "runner/train/digits_cnn.py of the LynxBench repository",
                 "revision": not_applicable("identified by the hash of the file")},
        dataset={"name": NAME, "split": "test", "items": len(test.labels), "sha256": dataset.SHA256},
    )


def _top1(outputs: Tensors) -> NDArray[np.int64]:
    predicted: NDArray[np.int64] = np.argmax(outputs["logits"], axis=1).astype(np.int64)
    return predicted


def _calibration() -> Calibration:
    images = dataset.load("train").images[:CALIBRATED_ON]
    return Calibration({"image": images}, f"{NAME}, training split, first {CALIBRATED_ON} images")
