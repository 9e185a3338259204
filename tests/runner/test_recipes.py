"""Precision recipes: how they are asked for, what they make, what they say of it, what they refuse."""

import json
import logging
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from lynxrunner.assemble.precision import precision
from lynxrunner.capture import cpuinfo
from lynxrunner.capture.tree import Tree
from lynxrunner.errors import RunError
from lynxrunner.recipes import onnx_recipes
from lynxrunner.recipes.asked import Asked, listed, parts
from lynxrunner.recipes.calibration import digest
from lynxrunner.runtimes.onnxruntime import OnnxRuntime
from lynxrunner.runtimes.protocol import Calibration, Inspection, Prepared, Settings, Source
from lynxschema.records.precision import Precision
from lynxschema.records.quantization import Quantization

WIDTH, CLASSES = 64, 16
ISA = tuple(cpuinfo.isa(Tree()))
KNOWN = ("fp32", "int8", "int8-dynamic")


class Ran:
    """A recipe applied to the model below, inspected, and its outputs."""

    def __init__(self, recipe: str, source: Source, workspace: Path) -> None:
        runtime, settings = OnnxRuntime(), Settings(1)
        self.prepared: Prepared = runtime.prepare(source, recipe, settings, workspace)
        inputs = dict(source.calibration.inputs)
        self.outputs = runtime.load(self.prepared.artefact, settings).run(inputs)["y"]
        self.seen: Inspection = runtime.inspect(self.prepared.artefact, settings, inputs, workspace)
        self.record = precision(self.prepared.precision, self.seen.effective)

    def weights(self) -> dict[str, float]:
        return {part["dtype"]: part["share_of_parameters"] for part in self.record["weights"]}

    def computed(self) -> dict[str, float]:
        return {each["op_type"]: each["share_of_operations"] for each in self.seen.effective["operators"]
                if each["share_of_operations"] > 0}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    """Two matrix products with a convolution before them, of small integers' scale."""
    random = np.random.default_rng(5)

    def constant(name: str, *shape: int) -> Any:
        return numpy_helper.from_array(random.normal(0, 0.1, shape).astype(np.float32), name)

    nodes = [helper.make_node("Conv", ["x", "c"], ["h"], pads=[1, 1, 1, 1]), helper.make_node("Relu", ["h"], ["r"]),
             helper.make_node("Flatten", ["r"], ["f"]), helper.make_node("MatMul", ["f", "w1"], ["g"]),
             helper.make_node("Relu", ["g"], ["k"]), helper.make_node("MatMul", ["k", "w2"], ["y"])]
    graph = helper.make_graph(
        nodes, "small", [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", 1, 8, 8])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["batch", CLASSES])],
        [constant("c", 4, 1, 3, 3), constant("w1", 256, WIDTH), constant("w2", WIDTH, CLASSES)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    path = tmp_path_factory.mktemp("model") / "small.onnx"
    onnx.save(model, path)
    items: NDArray[np.float32] = random.uniform(0, 1, (32, 1, 8, 8)).astype(np.float32)
    return Source(path, Calibration({"x": items}, "uniform noise, seed 5"), ISA)


@pytest.fixture(scope="module")
def exact(source: Source, tmp_path_factory: pytest.TempPathFactory) -> NDArray[np.float32]:
    return Ran("fp32", source, tmp_path_factory.mktemp("fp32")).outputs


def decibels(exact: NDArray[np.float32], found: NDArray[np.float32]) -> float:
    signal, noise = exact - exact.mean(axis=0), found - exact
    return float(10 * np.log10((signal**2).sum() / (noise**2).sum()))


FORMATS = [
    ("fp16", "fp16", {"fp16"}, "fp32", 55),
    ("int8", "int8", {"int8"}, "int8", 22),
    ("int8:granularity=tensor", "int8-tensor", {"int8"}, "int8", 22),
    ("int8:calibration=entropy", "int8-entropy", {"int8"}, "int8", 15),
    ("int8:calibration=percentile", "int8-percentile", {"int8"}, "int8", 20),
    ("int8-dynamic", "int8-dynamic", {"int8"}, "int8", 22),
    ("int8-dynamic:operators=matmul", "int8-dynamic-matmul", {"int8", "fp32"}, "int8", 22),
    ("int4-weight", "int4-weight", {"int4", "fp32"}, "int8", 8),
    ("int4-weight:accuracy=1,block=16", "int4-weight-block16-accuracy1", {"int4", "fp32"}, "fp32", 8),
    ("int4-weight:accuracy=1,symmetry=asymmetric", "int4-weight-accuracy1-asymmetric", {"uint4", "fp32"}, "fp32", 8),
]

NNCF = [  # products without a quantizer behind them, as NNCF leaves them, are products of floats to ONNX Runtime
    ("int8-nncf", "int8-nncf", {"int8"}, "fp32", 12),
    ("int8-nncf:preset=mixed", "int8-nncf-mixed", {"int8"}, "fp32", 12),
    ("int8-weight", "int8-weight", {"uint8", "fp32"}, "fp32", 35),
    ("int8-weight:symmetry=symmetric", "int8-weight-symmetric", {"int8", "fp32"}, "fp32", 35),
]
WITHOUT = pytest.mark.skipif(not find_spec("nncf"), reason="nncf is not installed: pip install 'lynxbench[openvino]'")
ALL = [*FORMATS, *(pytest.param(*each, marks=WITHOUT) for each in NNCF)]


@pytest.mark.parametrize(("asked", "label", "formats", "compute", "least_db"), ALL)
def test_a_recipe_makes_what_it_says(
    source: Source, exact: NDArray[np.float32], tmp_path: Path, capfd: pytest.CaptureFixture[str],
    asked: str, label: str, formats: set[str], compute: str, least_db: float,
) -> None:
    ran = Ran(asked, source, tmp_path)
    Precision.model_validate(ran.record)
    for each in ran.prepared.quantization:
        Quantization.model_validate(each)
    assert (ran.record["recipe"], set(ran.weights()), ran.record["compute"]) == (label, formats, compute)
    assert sum(ran.weights().values()) == pytest.approx(1)
    assert least_db < decibels(exact, ran.outputs) < 90  # narrower indeed, and not broken
    assert capfd.readouterr().out == ""  # standard output belongs to the command
    assert logging.getLogger().manager.disable < logging.WARNING


def test_half_precision_on_float_kernels_is_published_as_that(source: Source, tmp_path: Path) -> None:
    ran = Ran("fp16", source, tmp_path)
    assert ran.prepared.precision["compute"] == "fp16"
    kept = {member: ran.record[member] for member in ("activations", "compute", "accumulation")}
    assert kept == {"activations": "fp32", "compute": "fp32", "accumulation": "fp32"}
    assert {each["dtype"] for each in ran.seen.effective["operators"] if each["share_of_operations"]} == {"fp32"}


def test_what_stays_as_declared() -> None:
    declared = {"compute": "int8", "activations": "uint8", "accumulation": "int32"}
    unseen = {"not_measured": {"reason": "unsupported_by_runtime", "detail": "nothing is shown"}}
    assert precision(declared, unseen) == {**declared, "effective": unseen}
    operators = [{"dtype": "uint8", "share_of_operations": 0.6}, {"dtype": "fp32", "share_of_operations": 0.4}]
    assert precision(declared, {"operators": operators})["compute"] == "int8"


def test_operations_do_not_depend_on_the_recipe(source: Source, tmp_path: Path) -> None:
    counts = 2 * (4 * 64 * 9 + 256 * WIDTH + WIDTH * CLASSES)
    for recipe in ("fp32", "int8", "int8-dynamic", "int4-weight"):
        home = tmp_path / recipe
        home.mkdir()
        assert Ran(recipe, source, home).seen.operations == counts, recipe


def test_bytes_follow_the_format(source: Source, tmp_path: Path) -> None:
    """Weights of the products: 17,408 elements of 4, 1 and a half bytes, with scales of 4 bytes for each 32."""
    moved = {}
    for recipe in ("fp32", "int8", "int4-weight"):
        home = tmp_path / recipe
        home.mkdir()
        ran, own = Ran(recipe, source, home), 4 * (64 + CLASSES)
        moved[recipe] = (float(ran.seen.bytes) - own) * 32  # type: ignore[arg-type]
    elements, padded = 256 * WIDTH + WIDTH * CLASSES, range(4 * 36, 4 * 16 * 9 + 1)  # channels in blocks of 4 to 16
    assert moved["fp32"] - 4 * elements in padded
    assert elements < moved["int8"] < 1.1 * elements
    assert moved["int4-weight"] - (elements / 2 + elements / 32 * 4) in padded


@pytest.mark.parametrize("recipe", ["fp16", "int8", "int8-dynamic", "int4-weight"])
def test_weights_may_lie_beside_the_model(source: Source, tmp_path: Path, recipe: str) -> None:
    home, beside = tmp_path / "home", tmp_path / "model.onnx"
    home.mkdir()
    onnx.save(onnx.load(source.model), beside, save_as_external_data=True, location="weights.bin", size_threshold=0)
    assert (tmp_path / "weights.bin").is_file()
    apart = Ran(recipe, Source(beside, source.calibration, ISA), home)
    (home / "whole").mkdir()
    whole = Ran(recipe, source, home / "whole")
    assert np.array_equal(apart.outputs, whole.outputs)


@pytest.mark.parametrize("recipe", ["int8", "int8-dynamic"])
def test_tables_are_quantized_as_a_whole(tmp_path: Path, recipe: str) -> None:
    """An embedding of 100 rows of 16 and a product: the table is unsigned with a zero point, the factor signed."""
    random = np.random.default_rng(5)
    table, factor = (random.normal(0, 0.1, shape).astype(np.float32) for shape in ((100, 16), (16, CLASSES)))
    graph = helper.make_graph(
        [helper.make_node("Gather", ["t", "x"], ["e"]), helper.make_node("MatMul", ["e", "w"], ["y"])], "table",
        [helper.make_tensor_value_info("x", TensorProto.INT64, ["b", 1])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["b", 1, CLASSES])],
        [numpy_helper.from_array(table, "t"), numpy_helper.from_array(factor, "w")],
    )
    path = tmp_path / "table.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)
    rows = np.arange(8).reshape(8, 1)
    ran = Ran(recipe, Source(path, Calibration({"x": rows}, "the first rows"), ISA), tmp_path)
    scaling = {part["dtype"]: part["scaling"][0] for part in ran.record["weights"]}
    assert (scaling["uint8"]["granularity"], scaling["uint8"]["zero_point_dtype"]) == ("per_tensor", "uint8")
    assert scaling["int8"]["granularity"] == "per_channel"
    assert ran.weights()["uint8"] == 1600 / 1856
    assert float(ran.seen.bytes) < 300  # type: ignore[arg-type]


def test_calibration_data_are_hashed(source: Source, tmp_path: Path) -> None:
    ran = Ran("int8", source, tmp_path)
    weights, activations = ran.prepared.quantization
    assert "not_applicable" in weights["calibration"]
    assert activations["calibration"] == {"dataset": "uniform noise, seed 5", "items": 32, "algorithm": "minmax",
                                          "sha256": digest(source.calibration)}
    other = Calibration({"x": source.calibration.inputs["x"] + np.float32(1e-6)}, "other")
    assert digest(other) != digest(source.calibration)


def test_resolved_options_are_the_calibrators_own(source: Source, tmp_path: Path) -> None:
    options = Ran("int8:calibration=percentile", source, tmp_path).record["conversions"][-1]["options"]
    assert (options["calibrate_method"], options["num_bins"], options["percentile"]) == ("Percentile", 2048, 99.999)


def test_weights_of_seven_bits_only_where_products_saturate(source: Source, tmp_path: Path) -> None:
    def reduced(*isa: str) -> tuple[bool, str]:
        home = tmp_path / "-".join(isa)
        home.mkdir()
        found = onnx_recipes.prepare(Source(source.model, source.calibration, isa), "int8", home, {})
        options = found.precision["conversions"][-1]["options"]
        return options["reduce_range"], options["activation_type"]

    assert reduced("avx2") == (True, "uint8")
    assert reduced("avx2", "avx512_vnni") == (False, "uint8")
    assert reduced("asimd", "asimddp") == (False, "int8")


@pytest.mark.parametrize(("text", "found"), [
    ("fp32,int8", ["fp32", "int8"]),
    ("fp32, fp32", ["fp32"]),
    ("int8:granularity=tensor,calibration=entropy,fp32", ["int8:calibration=entropy,granularity=tensor", "fp32"]),
    ("int8,int8:calibration=entropy", ["int8", "int8:calibration=entropy"]),
])
def test_lists(text: str, found: list[str]) -> None:
    assert listed(parts(text), KNOWN, {}) == found


@pytest.mark.parametrize(("text", "words"), [
    ("", "unknown precision ''"),
    ("int9", "Did you mean 'int8'"),
    ("bf16", "no such kernel"),
    ("int8:calibration", "NAME:PARAMETER=VALUE"),
    ("int8:calibration=", "NAME:PARAMETER=VALUE"),
    ("int8:a=1,a=2", "each parameter once"),
    ("a=1", "unknown precision 'a=1'"),
])
def test_refused_lists(text: str, words: str) -> None:
    with pytest.raises(RunError, match=words):
        listed(parts(text), KNOWN, {"bf16": "no such kernel"})


@pytest.mark.parametrize(("text", "words"), [
    ("int8:calibration=entropi", "unknown value of calibration 'entropi'. Did you mean 'entropy'"),
    ("int8:block=32", "unknown parameter of int8 'block'"),
    ("fp32:block=32", "unknown parameter of fp32 'block'. Known: none"),
])
def test_refused_parameters(source: Source, tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(RunError, match=words):
        onnx_recipes.prepare(source, text, tmp_path, {})
    assert list(tmp_path.iterdir()) == []


def test_a_model_without_constant_products_is_refused(tmp_path: Path) -> None:
    graph = helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "g",
                              [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["b", 4])],
                              [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["b", 4])])
    path = tmp_path / "relu.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path)
    bare = Source(path, Calibration({"x": np.zeros((4, 4), np.float32)}, "zeros"), ISA)
    for recipe in ("int4-weight", "int8-dynamic"):
        with pytest.raises(RunError, match=f"{recipe}: relu.onnx has no"):
            onnx_recipes.prepare(bare, recipe, tmp_path, {})


@pytest.fixture
def half_product() -> Iterator[bytes]:
    """One product in bf16."""
    kind = TensorProto.BFLOAT16
    values = [helper.make_tensor_value_info(name, kind, [4, 4]) for name in "xwy"]
    graph = helper.make_graph([helper.make_node("MatMul", ["x", "w"], ["y"])], "g", values[:2], values[2:])
    yield helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8).SerializeToString()


def test_the_reason_for_refusing_bf16_is_true(half_product: bytes) -> None:
    import onnxruntime

    assert "bf16" in onnx_recipes.REFUSED
    with pytest.raises(Exception, match="NOT_IMPLEMENTED"):
        onnxruntime.InferenceSession(half_product, providers=["CPUExecutionProvider"])


def test_labels_are_ids() -> None:
    asked = Asked.parse("int4-weight:block=64")
    assert json.dumps(asked.label(onnx_recipes.RECIPES["int4-weight"].choices)) == '"int4-weight-block64"'


def test_a_workspace_that_cannot_be_written_is_one_line(source: Source, tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"cannot be converted to fp16 in .*; make room, or set TMPDIR"):
        onnx_recipes.prepare(source, "fp16", tmp_path / "not" / "there", {})
