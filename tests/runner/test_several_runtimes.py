"""Several runtimes in one session: a submission each, with trials of its own."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from lynxrunner.errors import RunError
from lynxrunner.runtimes.find import find
from lynxrunner.variants import options, variants
from lynxschema.cli import main

RUNTIMES = {name: find(name).about() for name in ("onnxruntime", "stub")}


def test_each_is_measured_for_itself(tmp_path: Path) -> None:
    command = ["run", "digits-cnn", "--runtime", "stub,onnxruntime", "--option", "stub/service_ms=5", "--threads", "1",
               "--scenario", "single_stream", "--quick", "--out", str(tmp_path)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    records = [json.loads(path.read_bytes()) for path in tmp_path.glob("*/submission.json")]
    latency = {
        record["executor"]["runtime"]["id"]: record["operating_points"][0]["trials"][0]["latency_ms"]["p50"]["value"]
        for record in records
    }
    assert latency["stub"] >= 5 and latency["stub"] != latency["onnxruntime"]
    assert len({record["provenance"]["session_id"] for record in records}) == 1
    assert len({record["evidence"][0]["sha256"] for record in records}) == 2


def test_a_recipe_and_an_option_can_be_for_one_of_them() -> None:
    found = variants("fp32,onnxruntime/int8:calibration=entropy,granularity=tensor", "1", RUNTIMES)
    assert [str(variant) for variant in found] == [
        "onnxruntime fp32, 1 thread", "onnxruntime int8:calibration=entropy,granularity=tensor, 1 thread",
        "stub fp32, 1 thread",
    ]
    assert len({variant.key for variant in found}) == 3
    given = options(["onnxruntime/execution_mode=parallel", "a=b/c"], RUNTIMES)
    assert given == {"onnxruntime": {"execution_mode": "parallel", "a": "b/c"}, "stub": {"a": "b/c"}}


@pytest.mark.parametrize(("precision", "message"), [
    ("onnxruntime/fp32", "nothing is asked of stub"),
    ("fp32,stub/int8", "unknown precision 'int8'"),
    ("fp32,stab/fp32", "unknown precision 'stab/fp32'"),
])
def test_a_recipe_for_no_runtime_is_refused(precision: str, message: str) -> None:
    with pytest.raises(RunError, match=message):
        variants(precision, "1", RUNTIMES)
