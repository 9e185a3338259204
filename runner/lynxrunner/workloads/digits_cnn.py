"""The embedded workload: handwritten digits, trained weights, true labels."""

from importlib.resources import files
from pathlib import Path

from lynxrunner import dataset
from lynxrunner.errors import RunError
from lynxrunner.runtimes.protocol import Calibration
from lynxrunner.state import Record, not_applicable
from lynxrunner.workloads.reference import published
from lynxrunner.workloads.workload import Workload
from lynxschema.digest import sha256

NAME = "Optical Recognition of Handwritten Digits"
CALIBRATED_ON = 256


def workload(entry: Record) -> Workload:
    """The workload with the test split as its items."""
    test = dataset.load("test")
    return Workload(
        entry=entry,
        name="digits-cnn, convolutions of 16, 32 and 32 channels",
        model=_model(entry["model_sha256"]),
        items={"image": test.images},
        logits=lambda outputs: outputs["logits"],
        calibration=_calibration,
        weights={"kind": "trained", "source": "runner/train/digits_cnn.py of the LynxBench repository",
                 "revision": not_applicable("identified by the hash of the file")},
        dataset={"name": NAME, "split": "test", "items": len(test.labels), "sha256": dataset.SHA256},
        reference=published(entry),
    )


def _model(accepted: list[str]) -> Path:
    """The embedded file. Raises RunError where its hash is none that the catalogue accepts."""
    path = Path(str(files("lynxrunner.data") / "digits-cnn.onnx"))
    try:
        found = sha256(path.read_bytes())
    except OSError as error:
        raise RunError(f"{path.name}: cannot be read: {error.strerror}; install lynxbench again") from None
    if found not in accepted:
        raise RunError(f"{path.name}: its sha256 is {found}, and the catalogue accepts {' or '.join(accepted)} for "
                       "digits-cnn; install lynxbench again")
    return path


def _calibration() -> Calibration:
    images = dataset.load("train").images[:CALIBRATED_ON]
    return Calibration({"image": images}, f"{NAME}, training split, first {CALIBRATED_ON} images")
