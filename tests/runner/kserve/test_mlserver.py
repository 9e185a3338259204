"""A real server of the protocol: MLServer with digits-cnn, measured by the command."""

import asyncio
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from click.testing import CliRunner, Result

pytest.importorskip("tritonclient.grpc", reason="lynxbench[kserve] is not installed")

from lynxrunner import dataset
from lynxrunner.commands.run import run
from lynxrunner.kserve.client import wire
from lynxrunner.kserve.target import Pattern, Target
from lynxrunner.served.endpoint import Endpoint
from lynxschema.check import check_submission
from tests.runner.kserve.conftest import MODEL, Ports

DISCLOSED = str(Path(__file__).with_name("disclosed.toml"))
SERVED_BY = ("grpc", "http_json")
"""MLServer takes no bytes behind its JSON."""


def ran(url: str, out: Path, *more: str, model: str = MODEL, workload: str = "digits-cnn") -> Result:
    """The command's result."""
    command = [workload, "--runtime", "kserve", "--url", url, "--model-name", model, "--out", str(out), *more]
    return CliRunner().invoke(run, command)


def written(out: Path) -> tuple[Path, dict[str, Any]]:
    """The one submission below `out`."""
    (directory,) = (path for path in out.iterdir() if path.is_dir())
    return directory, json.loads((directory / "submission.json").read_bytes())


@pytest.mark.parametrize("transport", SERVED_BY)
def test_outputs_over_the_wire_are_those_in_process(mlserver: Ports, transport: str) -> None:
    images = np.ascontiguousarray(dataset.load("test").images[:5])
    session = onnxruntime.InferenceSession(str(files("lynxrunner.data") / "digits-cnn.onnx"))

    async def asked() -> Any:
        outputs = {"logits": Pattern("float32", (-1, 10))}
        target = Target(Endpoint(mlserver.url(transport), MODEL), transport, "", outputs)
        async with wire(target) as sender:
            return await sender.infer({"image": images})

    np.testing.assert_allclose(asyncio.run(asked())["logits"], session.run(["logits"], {"image": images})[0], rtol=1e-5,
                               atol=1e-5)


def test_a_disclosed_endpoint_is_accepted_and_scored(mlserver: Ports, tmp_path: Path) -> None:
    load = ("--scenario", "concurrent", "--concurrency", "2", "--percentile", "p50")
    result = ran(mlserver.url("grpc"), tmp_path / "out", *load, "--disclose", DISCLOSED)
    assert result.exit_code == 0, result.output
    directory, record = written(tmp_path / "out")
    assert not [finding for finding in check_submission(directory) if finding.severity == "error"]
    assert record["executor"]["runtime"]["id"] == "mlserver"
    assert record["provenance"]["sources"]["/executor/runtime/version"]["kind"] == "captured"
    assert record["provenance"]["sources"]["/executor/runtime/backend"]["kind"] == "stated"
    (point,) = record["operating_points"]
    assert point["latency_definition"]["transport"] == "grpc" and point["counts"]["error"] == 0
    (score,) = record["quality"]
    assert score["correct"] / score["total"] > 0.97


def test_an_undisclosed_endpoint_is_a_draft_with_a_template(mlserver: Ports, tmp_path: Path) -> None:
    result = ran(mlserver.url("http_json"), tmp_path / "out", "--quick", "--scenario", "single_stream", "--percentile",
                 "p50")
    assert result.exit_code == 0, result.output
    assert "A draft and no result" in result.output and "[executor.toolchain]" in result.output
    directory, record = written(tmp_path / "out")
    assert record["provenance"]["profile"] == "draft" and "toolchain" not in record["executor"]
    assert record["operating_points"][0]["latency_definition"]["transport"] == "http_json"
    assert any(finding.severity == "error" for finding in check_submission(directory))


def test_bytes_that_the_server_does_not_take_are_refused(mlserver: Ports, tmp_path: Path) -> None:
    result = ran(mlserver.url("http_binary"), tmp_path / "out", "--option", "transport=http_binary")
    assert result.exit_code == 2 and "--option transport=http_json" in result.output


def test_another_model_is_one_line(mlserver: Ports, tmp_path: Path) -> None:
    result = ran(mlserver.url("grpc"), tmp_path / "out", model="another")
    assert result.exit_code == 2 and "the server has no such model" in result.output
    assert len(result.output.strip().splitlines()) == 1
