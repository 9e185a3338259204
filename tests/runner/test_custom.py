"""`lynx run custom`: models that other tools exported, and models that are wrong, each with one line."""

import json
import re
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from click.testing import CliRunner, Result
from onnx import TensorProto, helper, numpy_helper

from lynxrunner.commands.run import run
from lynxrunner.graphs.builder import Builder
from lynxrunner.graphs.save import save
from tests.runner.checked import errors

QUICK = ("--quick", "--threads", "1", "--scenario", "single_stream", "--percentile", "p50", "--out", "out")
Lynx = Callable[..., Result]


@pytest.fixture
def lynx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lynx:
    monkeypatch.chdir(tmp_path)
    return lambda *given: CliRunner().invoke(run, ["custom", *QUICK, *given])


def encoder(directory: Path, batch: int | str = "n") -> Path:
    """Row numbers [n, words] and a mask -> [n, 6]; the weights lie beside the graph."""
    graph = Builder("encoder", 3)
    words = graph.input("words", TensorProto.INT64, [batch, "words"])
    mask = graph.input("mask", TensorProto.INT64, [batch, "words"])
    graph.constant("axis", [1])
    graph.constant("wide", [2])
    rows = graph.node("Gather", "rows", graph.weight("table", (50, 8), 1.0), words)
    kept = graph.node("Unsqueeze", "kept", graph.node("Cast", "cast", mask, to=TensorProto.FLOAT), "wide")
    added = graph.node("ReduceSum", "added", graph.node("Mul", "masked", rows, kept), "axis", keepdims=0)
    graph.output(graph.node("MatMul", "scores", added, graph.weight("scores.weight", (8, 6), 1.0)), "y", [batch, 6])
    return save(graph, directory).rename(directory / "encoder.onnx")


def record(out: Path = Path("out")) -> dict[str, Any]:
    (path,) = out.glob("*/submission.json")
    # Whether a busy machine was as fast while rows were stored as before and after is not what is tested.
    assert [each for each in errors(path.parent) if not each.startswith("LX335")] == []
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def test_inputs_are_inferred_and_the_model_brings_its_reference(lynx: Lynx, tmp_path: Path) -> None:
    result = lynx("--model", str(encoder(tmp_path)), "--bind", "words=12", "--precision", "fp32")
    assert result.exit_code == 0, result.output
    found = record()
    assert found["workload"]["id"] == "custom"
    assert [each["shape"] for each in found["workload"]["inputs"]] == [["batch", 12], ["batch", 12]]
    assert [each["reference"] for each in found["quality"]] == ["custom_outputs"] * 2
    assert found["quality"][0]["value"] == 1
    assert found["executor"]["toolchain"]["artefact"]["files"] == 2
    assert found["provenance"]["command"].endswith("--model encoder.onnx --bind words=12 --quick")
    assert str(tmp_path) not in json.dumps(found)


def test_a_description_says_what_the_file_does_not(lynx: Lynx, tmp_path: Path) -> None:
    (tmp_path / "about.toml").write_text(
        'name = "Search encoder"\ntask = "embedding"\nitems = 5\nweights = "trained at home"\nrevision = "v3"\n'
        'bind = { words = 4 }\n[inputs.words]\nlow = 40\nhigh = 50\n'
    )
    result = lynx("--model", str(encoder(tmp_path)), "--describe", "about.toml")
    assert result.exit_code == 0, result.output
    workload = record()["workload"]
    assert (workload["task"], workload["model"]["name"], workload["dataset"]["items"]) == (
        "embedding", "Search encoder", 5)
    assert workload["model"]["weights"] == {"kind": "trained", "source": "trained at home", "revision": "v3"}


WRONG = {
    "an unbound axis": ((), r"encoder\.onnx: free axes without a size: words \(of words, mask\); .* --bind words=N"),
    "an unknown axis": (("--bind", "word=3"), r"unknown free axis 'word'\. Did you mean 'words'"),
    "no number": (("--bind", "words=many"), "--bind words=many: give it as AXIS=N"),
    "no such description": (("--bind", "words=3", "--describe", "no.toml"), r"--describe no\.toml: cannot be read"),
}


@pytest.mark.parametrize(("given", "line"), WRONG.values(), ids=WRONG)
def test_wrong_requests_are_one_line(lynx: Lynx, tmp_path: Path, given: tuple[str, ...], line: str) -> None:
    refused(lynx("--model", str(encoder(tmp_path)), *given), line)


@pytest.mark.parametrize(("text", "line"), [
    ("nonsense", "no TOML"), ("colour = 1", "/colour: Extra inputs"), ("[inputs.pixels]\nlow = 1", "unknown input"),
    ('output = "z"', "unknown output 'z'"), ("items = 0", "/items"), ('task = "juggling"', "/task"),
])
def test_wrong_descriptions_are_one_line(lynx: Lynx, tmp_path: Path, text: str, line: str) -> None:
    (tmp_path / "about.toml").write_text(text)
    refused(lynx("--model", str(encoder(tmp_path)), "--bind", "words=3", "--describe", "about.toml"), line)


def refused(result: Result, line: str) -> None:
    assert result.exit_code == 2, result.output
    (said,) = result.stderr.strip().splitlines()
    assert re.search(line, said), said
    assert not list(Path("out").glob("*")) if Path("out").exists() else True


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def unknown_operator(path: Path) -> None:
    model = onnx.load(path, load_external_data=False)
    model.graph.node[-1].op_type = "Teleport"
    path.write_bytes(model.SerializeToString())


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "nonsense": (lambda path: path.write_bytes(b"no model"), "no readable ONNX file"),
    "cut short": (cut, "encoder.onnx"),
    "an empty file": (lambda path: path.write_bytes(b""), "no readable ONNX file"),
    "weights missing": (lambda path: (path.parent / "weights.bin").unlink(), "weights.bin with its weights is missing"),
    "an unknown operator": (unknown_operator, "Teleport"),
    "no file": (lambda path: path.unlink(), "there is no such file"),
    "text as input": (lambda path: retyped(path, TensorProto.STRING), "no random numbers"),
    "a fixed batch": (lambda path: encoder(path.parent, 4), "first axis of its inputs is fixed at 4"),
}


def retyped(path: Path, kind: int) -> None:
    model = onnx.load(path, load_external_data=False)
    model.graph.input[0].type.tensor_type.elem_type = kind
    path.write_bytes(model.SerializeToString())


@pytest.mark.parametrize(("damage", "line"), BROKEN.values(), ids=BROKEN)
def test_wrong_models_are_one_line(
    lynx: Lynx, tmp_path: Path, damage: Callable[[Path], object], line: str
) -> None:
    path = encoder(tmp_path)
    damage(path)
    refused(lynx("--model", str(path), "--bind", "words=3"), line)


def test_a_model_of_the_catalogue_is_known_by_its_hash(lynx: Lynx, tmp_path: Path) -> None:
    from lynxrunner import data

    shutil.copy(Path(data.__file__).parent / "digits-cnn.onnx", tmp_path / "mine.onnx")
    refused(lynx("--model", "mine.onnx"), "it is the catalogue's digits-cnn; run lynx run digits-cnn")


def test_a_model_with_a_batch_of_one_is_measured_with_it_alone(lynx: Lynx, tmp_path: Path) -> None:
    path = encoder(tmp_path, 1)
    assert lynx("--model", str(path), "--bind", "words=3").exit_code == 0
    assert record()["workload"]["inputs"][0]["shape"] == [1, 3]
    shutil.rmtree("out")
    wide = ("--scenario", "single_stream,offline", "--batch", "4")
    refused(lynx("--model", str(path), "--bind", "words=3", *wide), "--batch 4: the first axis .* is fixed at 1")


def test_the_options_belong_to_custom_alone(lynx: Lynx) -> None:
    result = CliRunner().invoke(run, ["digits-cnn", "--model", "mine.onnx"])
    assert result.exit_code == 2 and "--model, --bind and --describe are for lynx run custom" in result.stderr
    assert "name the model with --model" in lynx().stderr


def test_an_output_that_is_no_tensor_is_one_line(lynx: Lynx, tmp_path: Path) -> None:
    pytest.importorskip("skl2onnx", reason="skl2onnx is not installed: pip install 'lynxbench[exporters]'")
    from skl2onnx import to_onnx
    from sklearn.linear_model import LogisticRegression

    values = np.random.default_rng(0).random((30, 4), dtype=np.float32)
    model = to_onnx(LogisticRegression().fit(values, np.arange(30) % 3), values[:1])
    Path("skl.onnx").write_bytes(model.SerializeToString())
    refused(lynx("--model", "skl.onnx"), "is no tensor; export the model with plain tensors")


def test_a_model_of_scikit_learn(lynx: Lynx, tmp_path: Path) -> None:
    pytest.importorskip("skl2onnx", reason="skl2onnx is not installed: pip install 'lynxbench[exporters]'")
    from skl2onnx import to_onnx
    from sklearn.neural_network import MLPRegressor

    values = np.random.default_rng(0).random((60, 4), dtype=np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = MLPRegressor(hidden_layer_sizes=(16,), max_iter=20, random_state=0).fit(values, values.sum(axis=1))
    Path("skl.onnx").write_bytes(to_onnx(fitted, values[:1]).SerializeToString())
    result = lynx("--model", "skl.onnx")
    assert result.exit_code == 0, result.output
    assert record()["workload"]["model"]["producer"]["tool"] == "skl2onnx"


@pytest.mark.parametrize("dynamo", [False, True], ids=["TorchScript", "dynamo"])
def test_models_of_pytorchs_exporters(lynx: Lynx, tmp_path: Path, dynamo: bool) -> None:
    torch = pytest.importorskip("torch", reason="torch is not installed: pip install 'lynxbench[exporters]'")
    pytest.importorskip("onnxscript", reason="onnxscript is not installed: pip install 'lynxbench[exporters]'")
    network = torch.nn.Sequential(
        torch.nn.Conv2d(3, 8, 3), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(8 * 36, 5)).eval()
    free = {"dynamic_shapes": ({0: torch.export.Dim("n", min=1, max=64)},)} if dynamo else {
        "dynamic_axes": {"image": {0: "n"}}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(network, (torch.zeros(2, 3, 8, 8),), "torch.onnx", dynamo=dynamo, input_names=["image"],
                          output_names=["y"], verbose=False, **free)
    result = lynx("--model", "torch.onnx", "--scenario", "single_stream,offline", "--batch", "4")
    assert result.exit_code == 0, result.output
    found = record()
    assert found["workload"]["model"]["producer"]["tool"] == "pytorch"
    # The exporter writes the source's paths into the file: nothing of them may be published.
    held = Path("torch.onnx").read_bytes()
    assert (b"stack_trace" in held) == dynamo
    assert "stack_trace" not in json.dumps(found) and str(Path(torch.__file__).parent) not in json.dumps(found)


def test_a_model_without_inputs_is_one_line(lynx: Lynx) -> None:
    weight = numpy_helper.from_array(np.ones((1, 3), np.float32), "w")
    output = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 3])
    graph = helper.make_graph([helper.make_node("Relu", ["w"], ["y"])], "constant", [], [output], [weight])
    onnx.save(helper.make_model(graph), "constant.onnx")
    refused(lynx("--model", "constant.onnx"), "it has no inputs")
