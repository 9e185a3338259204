"""`lynx run` at an endpoint of tensors, whole: measured, checked, and nothing private in what is written or said."""

from pathlib import Path

import onnx
import pytest
from onnx import TensorProto, helper

pytest.importorskip("tritonclient.grpc", reason="lynxbench[kserve] is not installed")

from lynxrunner.kserve.target import TRANSPORTS
from lynxrunner.lock import alone
from lynxschema.check import check_submission
from tests.runner.kserve.conftest import Start
from tests.runner.kserve.test_mlserver import ran, written

DISCLOSED = str(Path(__file__).with_name("double.toml"))
KEY = "a-key-that-nobody-may-publish"
QUICK = ("--quick", "--percentile", "p50")


@pytest.fixture(autouse=True)
def _own_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is timed here that another run could disturb."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with alone():
        pass


def doubled(url: str, out: Path, *more: str, model: str = "double"):  # type: ignore[no-untyped-def]
    """The command's result, of inputs as the server lists them."""
    return ran(url, out, *more, model=model, workload="custom")


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_any_model_is_measured_by_what_its_server_tells(scripted: Start, tmp_path: Path, transport: str) -> None:
    result = doubled(scripted().url(transport), tmp_path / "out", "--disclose", DISCLOSED, *QUICK, "--batch", "1,8",
                     *(("--option", "transport=http_json") if transport == "http_json" else ()))
    assert result.exit_code == 0, result.output
    directory, record = written(tmp_path / "out")
    assert not [each for each in check_submission(directory, "draft") if each.severity == "error"]
    executor = record["executor"]
    assert (executor["runtime"]["id"], executor["runtime"]["version"]) == ("triton", "2.51.0")
    assert [point["latency_definition"]["transport"] for point in record["operating_points"]] == [transport] * 3
    assert record["operating_points"][2]["batch"] == 8
    told = [executor["scheduling"][name] for name in ("batching", "maximum_batch", "queue_delay_ms", "instances")]
    assert told == ["dynamic", 8, 0.5, 2]
    assert executor["runtime"]["backend"] == "onnxruntime"
    assert record["provenance"]["sources"]["/executor/scheduling/instances"]["kind"] == "captured"
    assert "inferences in" in record["provenance"]["notes"]


@pytest.mark.parametrize("transport", ["grpc", "http_binary"])
def test_neither_key_nor_address_nor_input_is_published(
    scripted: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, transport: str
) -> None:
    monkeypatch.setenv("LYNX_API_KEY", KEY)
    ports = scripted(key=KEY, fault="status", every=7)
    result = doubled(ports.url(transport), tmp_path / "out", "--disclose", DISCLOSED, *QUICK)
    assert result.exit_code == 0, result.output
    directory, _ = written(tmp_path / "out")
    said = result.output + "".join(path.read_text(errors="replace") for path in directory.iterdir())
    for private in (KEY, "127.0.0.1", "what was sent"):
        assert private not in said


def test_more_than_one_failure_in_a_hundred_is_no_result(scripted: Start, tmp_path: Path) -> None:
    result = doubled(scripted(fault="shape", every=10).url("http_binary"), tmp_path / "out", "--disclose", DISCLOSED,
                     *QUICK, "--scenario", "concurrent", "--concurrency", "4")
    assert result.exit_code == 0, result.output
    directory, record = written(tmp_path / "out")
    (point,) = record["operating_points"]
    assert point["counts"]["error"] >= 4 and not point["validity"]["valid"]
    assert any("requests were not answered" in reason for reason in point["validity"]["reasons"])
    assert any("another type or shape" in warning for warning in point["validity"]["warnings"])
    assert not [each for each in check_submission(directory, "draft") if each.severity == "error"]


def test_an_open_load_keeps_its_schedule_and_is_judged_by_its_bound(scripted: Start, tmp_path: Path) -> None:
    result = doubled(scripted().url("grpc"), tmp_path / "out", "--disclose", DISCLOSED, *QUICK, "--rate", "60",
                     "--scenario", "server", "--bound", "p50=1us")
    assert result.exit_code == 0, result.output
    directory, record = written(tmp_path / "out")
    assert not [each for each in check_submission(directory, "draft") if each.severity == "error"]
    (point,) = record["operating_points"]
    assert point["load"]["rate_per_s"] == 60 and point["bounds"][0]["held"] is False


def test_free_axes_of_a_server_that_tells_nothing_need_a_file(scripted: Start, tmp_path: Path) -> None:
    result = doubled(scripted(told=False).url("http_json"), tmp_path / "out")
    assert result.exit_code == 2 and "--model F.onnx" in result.output


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_server_that_tells_nothing_is_measured_by_the_models_file(scripted: Start, tmp_path: Path, transport: str
                                                                    ) -> None:
    axes = ["batch", 4]
    graph = helper.make_graph([helper.make_node("Mul", ["x", "two"], ["y"])], "double",
                              [helper.make_tensor_value_info("x", TensorProto.FLOAT, axes)],
                              [helper.make_tensor_value_info("y", TensorProto.FLOAT, axes)],
                              [helper.make_tensor("two", TensorProto.FLOAT, [4], [2.0] * 4)])
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), tmp_path / "f.onnx")
    option = () if transport == "grpc" else ("--option", f"transport={transport}")
    result = doubled(scripted(told=False).url(transport), tmp_path / "out", "--model", str(tmp_path / "f.onnx"),
                     "--scenario", "single_stream", *option, *QUICK)
    assert result.exit_code == 0, result.output
    _, record = written(tmp_path / "out")
    (point,) = record["operating_points"]
    assert point["latency_definition"]["transport"] == transport and point["counts"]["error"] == 0


REFUSED = {
    "absent http": (["--url", "http://127.0.0.1:9"], "no server answers there"),
    "absent grpc": (["--url", "grpc://127.0.0.1:9"], "no server answers there"),
    "scheme": (["--url", "ftp://127.0.0.1:9"], "give it with its scheme and host"),
    "credentials": (["--url", "http://me:secret@127.0.0.1"], "credentials belong into LYNX_API_KEY"),
    "transport": (["--option", "transport=carrier"], "http_json"),
    "transport of another scheme": (["--option", "transport=grpc"], "http_binary"),
    "option": (["--option", "api=chat"], "known: transport, model_version"),
    "precision": (["--precision", "int8"], "state it with --disclose"),
    "batcher": (["--max-batch", "8"], "an endpoint decides that itself"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_makes_no_sense_is_one_line(case: str, tmp_path: Path) -> None:
    more, said = REFUSED[case]
    result = doubled("http://127.0.0.1:9", tmp_path / "out", *more)
    assert result.exit_code == 2 and said in result.output and "secret" not in result.output
    assert len(result.output.strip().splitlines()) == 1


REFUSED_BY_SERVER = {
    "another model": (["--model-name", "another"], "has no such model"),
    "larger batches": (["--batch", "64", "--scenario", "offline"], "the server takes 8 at most"),
    "search": (["--bound", "p99=5ms", "--scenario", "server"], "give --rate"),
    "another workload": ([], "has the inputs x, and the workload image"),
}


@pytest.mark.parametrize("case", REFUSED_BY_SERVER)
def test_what_the_server_does_not_serve_is_one_line(case: str, scripted: Start, tmp_path: Path) -> None:
    more, said = REFUSED_BY_SERVER[case]
    workload = "digits-cnn" if case == "another workload" else "custom"
    result = ran(scripted().url("http_binary"), tmp_path / "out", *more, model="double", workload=workload)
    assert result.exit_code == 2 and said in result.output
    assert len(result.output.strip().splitlines()) == 1
