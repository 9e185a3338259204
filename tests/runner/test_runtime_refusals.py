"""What a runtime cannot do ends `lynx run` with one line that says what to do, exit code 2 and nothing written."""

from importlib.util import find_spec
from pathlib import Path

import onnx
import pytest
from click.testing import CliRunner, Result
from onnx import TensorProto, helper

from lynxrunner.commands.run import run
from lynxrunner.errors import RunError
from lynxrunner.runtimes.find import find
from lynxrunner.runtimes.ort.provider import RECORDS_PLACEMENT, require_asked
from lynxrunner.runtimes.protocol import Settings

DIGITS = Path(__file__).parents[2] / "runner" / "lynxrunner" / "data" / "digits-cnn.onnx"
OPENVINO = pytest.mark.skipif(not find_spec("openvino"), reason="openvino is not installed: lynxbench[openvino]")
TORCH = pytest.mark.skipif(not find_spec("torch"), reason="torch is not installed: lynxbench[torch]")


def asked(directory: Path, *options: str) -> Result:
    return CliRunner().invoke(run, ["digits-cnn", "--quick", "--energy", "off", "--out", str(directory), *options])


@pytest.mark.parametrize(("options", "said"), [
    (("--runtime", "onnxrt"), "Did you mean 'onnxruntime'?"),
    (("--device", "cuda"), "device"),
    (("--option", "provider=CUDAExecutionProvider"), "unknown execution provider of this build"),
    (("--option", "no_such=1"), "unknown option of onnxruntime 'no_such'"),
    pytest.param(("--runtime", "openvino", "--precision", "int8-dynamic"), "take int8", marks=OPENVINO),
    pytest.param(("--runtime", "openvino", "--option", "INFERENCE_PRECISION_HINT=bf16"), "give that", marks=OPENVINO),
    pytest.param(("--runtime", "openvino", "--option", "NUM_STREAMS=2"), "--streams", marks=OPENVINO),
    pytest.param(("--runtime", "openvino", "--option", "ENABLE_WEIGHTLESS=NO"), "cannot be disclosed", marks=OPENVINO),
    pytest.param(("--runtime", "openvino", "--device", "gpu"), "device", marks=OPENVINO),
    pytest.param(("--runtime", "pytorch", "--precision", "int8-dynamic"), "take int8", marks=TORCH),
    pytest.param(("--runtime", "pytorch", "--precision", "int8", "--option", "mode=compile"), "leave out", marks=TORCH),
    pytest.param(("--runtime", "pytorch", "--option", "freezing=true"), "nothing is compiled", marks=TORCH),
    pytest.param(("--runtime", "pytorch", "--option", "dtype=bf16"), "--precision bf16", marks=TORCH),
])
def test_refused_in_one_line(options: tuple[str, ...], said: str, tmp_path: Path) -> None:
    require_refused(asked(tmp_path / "out", *options), said)
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(bool(find_spec("tensorrt")), reason="tensorrt is installed")
def test_what_is_not_installed_is_named_with_its_extra(tmp_path: Path) -> None:
    answer = asked(tmp_path / "out", "--runtime", "tensorrt", "--device", "cuda")
    require_refused(answer, "")
    with pytest.raises(RunError, match=r"pip install 'lynxbench\[tensorrt\]'"):
        find("tensorrt").load(tmp_path / "none.engine", Settings(1, {}, "cuda"))


def require_refused(answer: Result, said: str) -> None:
    assert answer.exit_code == 2, answer.output
    line, = answer.stderr.strip().splitlines()[-1:]
    assert line.startswith("Error: ") and said in line
    assert "Traceback" not in answer.output


@OPENVINO
@pytest.mark.parametrize(("name", "value"), [
    ("SCHEDULING_CORE_TYPE", "ECORE_ONLY"), ("ENABLE_CPU_PINNING", "YES"), ("ENABLE_HYPER_THREADING", "NO"),
    ("PERFORMANCE_HINT", "THROUGHPUT"), ("KV_CACHE_PRECISION", "u4"), ("MODEL_DISTRIBUTION_POLICY", "TENSOR_PARALLEL"),
    ("CPU_SPARSE_WEIGHTS_DECOMPRESSION_RATE", "0.5"),
])
def test_an_option_that_openvino_takes_is_held_or_refused(name: str, value: str) -> None:
    held = {"YES": True, "NO": False, "0.5": 0.5, "TENSOR_PARALLEL": "ModelDistributionPolicy.TENSOR_PARALLEL"}
    try:
        options = find("openvino").load(DIGITS, Settings(1, {name: value})).describe()["options"]
    except RunError as refused:
        # A processor with one kind of cores has none to choose.
        assert name == "SCHEDULING_CORE_TYPE" and "holds ANY_CORE" in str(refused)
    else:
        assert options[name] == held.get(value, value)


def test_an_execution_provider_that_onnxruntime_passes_over_is_refused() -> None:
    ort = pytest.importorskip("onnxruntime")
    asked = "CUDAExecutionProvider"
    if asked in ort.get_available_providers():
        pytest.skip("this build has the provider")
    with pytest.warns(UserWarning, match=asked):
        session = ort.InferenceSession(DIGITS, providers=[asked])
    with pytest.raises(RunError, match=f"asked for {asked} and got CPUExecutionProvider"):
        require_asked(session, asked)


def test_an_execution_provider_that_takes_no_node_is_refused() -> None:
    ort = pytest.importorskip("onnxruntime")
    idle = "AzureExecutionProvider"
    if idle not in ort.get_available_providers():
        pytest.skip("this build has no provider that takes no node")
    options = ort.SessionOptions()
    for entry in RECORDS_PLACEMENT.items():
        options.add_session_config_entry(*entry)
    session = ort.InferenceSession(DIGITS, options, providers=[idle])
    assert session.get_providers()[0] == idle
    with pytest.raises(RunError, match="took no node of this model"):
        require_asked(session, idle)


@TORCH
def test_operators_that_the_translation_does_not_know_are_all_named(tmp_path: Path) -> None:
    nodes = [helper.make_node("Det", ["x"], ["d"]), helper.make_node("Hardmax", ["d"], ["y"])]
    with pytest.raises(RunError, match="does not know Det, Hardmax") as raised:
        find("pytorch").load(saved(nodes, tmp_path), Settings(1))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["onnxruntime", pytest.param("openvino", marks=OPENVINO)])
def test_an_operator_that_does_not_exist_is_refused(name: str, tmp_path: Path) -> None:
    path = saved([helper.make_node("Abracadabra", ["x"], ["y"], domain="none.such")], tmp_path, "none.such")
    with pytest.raises(RunError, match="Abracadabra") as raised:
        find(name).load(path, Settings(1))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("name", ["onnxruntime", pytest.param("openvino", marks=OPENVINO),
                                  pytest.param("pytorch", marks=TORCH)])
def test_weights_beside_the_file_that_are_missing_are_refused(name: str, tmp_path: Path) -> None:
    tensor = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[1000], data_location=TensorProto.EXTERNAL)
    tensor.external_data.add(key="location", value="weights.bin")
    path = saved([helper.make_node("Add", ["x", "w"], ["y"])], tmp_path, weights=[tensor])
    with pytest.raises(RunError) as raised:
        find(name).load(path, Settings(1))
    assert "\n" not in str(raised.value) and str(tmp_path) not in str(raised.value)


def saved(
    nodes: list[onnx.NodeProto], directory: Path, domain: str = "", weights: list[TensorProto] | None = None
) -> Path:
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", 1000]) for name in ("x", "y")]
    graph = helper.make_graph(nodes, "odd", ends[:1], ends[1:], weights or [])
    imports = [helper.make_opsetid("", 17), *([helper.make_opsetid(domain, 1)] if domain else [])]
    path = directory / "odd.onnx"
    path.write_bytes(helper.make_model(graph, opset_imports=imports, ir_version=8).SerializeToString())
    return path
