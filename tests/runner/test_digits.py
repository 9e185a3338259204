"""The embedded workload: its data, its trained model, and that its accuracy can fail."""

import hashlib
from collections.abc import Callable
from importlib.resources import files
from math import prod
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime  # type: ignore[import-untyped, unused-ignore]
import pytest
from onnxruntime import quantization  # type: ignore[import-untyped, unused-ignore]

from lynxrunner import dataset
from lynxrunner.graphs import digits_cnn

DATA = files("lynxrunner.data")
CONTENT = (DATA / "digits-cnn.onnx").read_bytes()
MODEL = onnx.load_from_string(CONTENT)
MODEL_SHA256 = "4640b707e1aa12b3343009a233ecd90e9232e10375fdbb56e0715f06f33a4aa3"
CORRECT = 357
TEST = dataset.load("test")

Array = npt.NDArray[np.float32]


def logits(content: bytes, images: Array) -> Array:
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    output: Array = session.run(["logits"], {"image": images})[0]
    return output


def correct(content: bytes) -> int:
    return int((logits(content, TEST.images).argmax(axis=1) == TEST.labels).sum())


def digits_in(rows: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    with np.load(str(DATA / "digits.npz")) as arrays:
        return np.bincount(arrays["labels"][rows], minlength=10)


def test_published_hashes() -> None:
    assert hashlib.sha256((DATA / "digits.npz").read_bytes()).hexdigest() == dataset.SHA256
    assert hashlib.sha256(CONTENT).hexdigest() == MODEL_SHA256


def test_readme_states_what_is_pinned() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    count = f"{CORRECT} of the {len(TEST.labels)} test images"
    assert all(claim in readme for claim in (dataset.SHA256, MODEL_SHA256, count, "CC BY 4.0"))


def test_split_is_a_stratified_partition() -> None:
    with np.load(str(DATA / "digits.npz")) as arrays:
        train, test = arrays["train"], arrays["test"]
    assert (len(train), len(test)) == (1437, 360)
    assert np.array_equal(np.sort(np.concatenate([train, test])), np.arange(1797))
    share = 360 * digits_in(np.arange(1797)) / 1797
    assert np.all(np.abs(digits_in(test) - share) < 1)


def test_no_test_image_repeats_a_training_image() -> None:
    seen = {image.tobytes() for image in dataset.load("train").images}
    assert not any(image.tobytes() in seen for image in TEST.images)


@pytest.mark.parametrize(("split", "count"), [("train", 1437), ("test", 360)])
def test_loaded_split(split: dataset.SplitName, count: int) -> None:
    loaded = dataset.load(split)
    assert loaded.images.dtype == np.float32
    assert loaded.images.shape == (count, 1, 8, 8)
    assert (loaded.images.min(), loaded.images.max()) == (0, 1)
    assert loaded.labels.dtype == np.int64
    assert loaded.labels.shape == (count,)


def test_altered_data_is_refused(tmp_path: Path) -> None:
    altered = bytearray((DATA / "digits.npz").read_bytes())
    altered[1000] ^= 1
    path = tmp_path / "digits.npz"
    path.write_bytes(altered)
    with pytest.raises(dataset.DatasetError, match=r"digits\.npz: sha256 is .* expected .* install"):
        dataset.load("test", path)


def test_unknown_split_is_refused() -> None:
    with pytest.raises(dataset.DatasetError, match="'dev'; ask for one of train, test"):
        dataset.load("dev")  # type: ignore[arg-type]


def test_accuracy_is_the_published_one() -> None:
    assert correct(CONTENT) == CORRECT
    assert CORRECT / len(TEST.labels) >= 0.97


def test_no_verdict_hangs_on_rounding() -> None:
    """Another processor's last bits must not change the published count."""
    ranked = np.sort(logits(CONTENT, TEST.images), axis=1)
    assert (ranked[:, -1] - ranked[:, -2]).min() > 0.01


def test_batch_axis_is_free() -> None:
    single = np.concatenate([logits(CONTENT, TEST.images[row : row + 1]) for row in range(4)])
    assert np.allclose(single, logits(CONTENT, TEST.images)[:4], atol=1e-4)


def test_scrambled_weights_fail() -> None:
    shuffle = np.random.default_rng(0).permutation
    weights = {
        name: shuffle(array.ravel()).reshape(array.shape)
        for name, array in digits_cnn.weights_of(MODEL).items()
    }
    assert correct(digits_cnn.build(weights).SerializeToString()) / len(TEST.labels) < 0.5


class Calibration(quantization.CalibrationDataReader):  # type: ignore[misc]
    def __init__(self) -> None:
        self.images = iter(dataset.load("train").images[:256, np.newaxis])

    def get_next(self) -> dict[str, Array] | None:
        image = next(self.images, None)
        return None if image is None else {"image": image}


def test_static_quantization_keeps_the_accuracy(tmp_path: Path) -> None:
    original, prepared, quantized = (tmp_path / f"{name}.onnx" for name in ("fp32", "prepared", "int8"))
    original.write_bytes(CONTENT)
    quantization.quant_pre_process(original, prepared, skip_symbolic_shape=True)
    options = {"quant_format": quantization.QuantFormat.QDQ, "per_channel": True}
    quantization.quantize_static(prepared, quantized, Calibration(), **options)
    assert correct(quantized.read_bytes()) / len(TEST.labels) >= 0.97


def test_rebuilding_gives_the_same_bytes() -> None:
    rebuilt = digits_cnn.build(digits_cnn.weights_of(MODEL), MODEL.producer_version)
    assert rebuilt.SerializeToString(deterministic=True) == CONTENT


def test_graph_is_as_declared() -> None:
    assert len(CONTENT) < 200_000
    assert (MODEL.ir_version, MODEL.producer_name) == (8, "lynxbench")
    assert [(each.domain, each.version) for each in MODEL.opset_import] == [("", 17)]
    assert shapes_of(MODEL.graph.input) == {"image": ["batch", 1, 8, 8]}
    assert shapes_of(MODEL.graph.output) == {"logits": ["batch", 10]}


def test_cost_is_as_documented() -> None:
    parameters = sum(prod(shape) for shape in digits_cnn.SHAPES.values())
    assert f"{parameters:,} fp32 parameters" in str(digits_cnn.__doc__)
    assert f"{multiply_accumulates():,} multiply-accumulate" in str(digits_cnn.__doc__)


def shapes_of(values: list[onnx.ValueInfoProto]) -> dict[str, list[str | int]]:
    return {
        value.name: [axis.dim_param or axis.dim_value for axis in value.type.tensor_type.shape.dim]
        for value in values
    }


def multiply_accumulates() -> int:
    """Per image: each output element of a weighted layer costs one filter of that layer."""
    inferred = onnx.shape_inference.infer_shapes(MODEL).graph
    outputs = shapes_of([*inferred.value_info, *inferred.output])
    return sum(
        prod(int(axis) for axis in outputs[node.output[0]][1:]) * prod(digits_cnn.SHAPES[node.input[1]][1:])
        for node in MODEL.graph.node
        if node.op_type in {"Conv", "Gemm"}
    )


Change = Callable[[dict[str, Array]], object]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda weights: weights.pop("conv2.bias"), "'conv2.bias' is missing"),
        (lambda weights: weights.update(extra=np.zeros(1)), "expected none of this name"),
        (lambda weights: weights.update({"dense.bias": np.zeros(9, np.float32)}), r"\(9,\)"),
        (lambda weights: weights.update({"dense.bias": np.zeros(10)}), "float64"),
    ],
)
def test_other_weights_are_refused(change: Change, message: str) -> None:
    weights = digits_cnn.weights_of(MODEL)
    change(weights)
    with pytest.raises(ValueError, match=message):
        digits_cnn.build(weights)
