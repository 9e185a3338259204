"""Generation in process by the command: records that the checker accepts, and one line for what cannot be."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from lynxrunner.commands.run import run
from lynxschema.leaves import state_of
from tests.runner.checked import errors
from tests.runner.served import tiny_llm

Lynx = Callable[..., Result]
PROMPT, WANTED = 12, 6


@pytest.fixture
def lynx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lynx:
    """`lynx run` of a tiny decoder, 12 tokens in and 6 out."""
    monkeypatch.chdir(tmp_path)
    tiny_llm.write(tmp_path)
    fixed = ("--model", "model.onnx", "--quick", "--threads", "1", "--percentile", "p50", "--out", "out")
    lengths = ("--input-length", str(PROMPT), "--output-length", str(WANTED))
    return lambda *given: CliRunner().invoke(run, ["custom", *fixed, *lengths, *given])


def records() -> list[tuple[Path, dict[str, Any]]]:
    found = [(path.parent, json.loads(path.read_bytes())) for path in sorted(Path("out").glob("*/submission.json"))]
    for directory, _ in found:
        # Whether a busy machine was as fast while rows were stored as before and after is not what is tested.
        assert [each for each in errors(directory) if not each.startswith("LX335")] == []
    return found


def test_a_decoder_is_measured_by_phase(lynx: Lynx) -> None:
    result = lynx("--precision", "fp32,int8", "--bound", "ttft:p50=10s,tpot:p50=5s")
    assert result.exit_code == 0, result.output
    (directory, fp32), (_, int8) = sorted(records(), key=lambda each: each[1]["executor"]["precision"]["recipe"])
    workload, executor, (point,) = fp32["workload"], fp32["executor"], fp32["operating_points"]
    assert workload["decoding"] == "autoregressive" and workload["inputs"][0]["name"] == "input_ids"
    assert executor["kv_cache"]["bytes_per_token"] == 2 * tiny_llm.HEADS * tiny_llm.HEAD * 4
    assert executor["kv_cache"]["capacity_bytes"] == 2 * (PROMPT + WANTED) * executor["kv_cache"]["bytes_per_token"]
    assert (executor["precision"]["kv_cache"], executor["scheduling"]["batching"]) == ("fp32", "none")
    assert int8["executor"]["kv_cache"] == executor["kv_cache"]
    (trial,) = point["trials"]
    told, answered = trial["generation"], trial["counts"]["ok"]
    assert (told["input_tokens"], told["output_tokens"]) == (PROMPT * answered, WANTED * answered)
    assert told["counted_by"] == "runtime" and told["goodput_share"] == 1
    assert not any(state_of(told[name]) for name in ("ttft_ms", "tpot_ms", "itl_ms", "prefill_tokens_per_s"))
    assert told["prefill_tokens_per_s"] == pytest.approx(PROMPT / told["ttft_ms"]["mean"] * 1e3, rel=1e-6)
    prefill, step = point["phases"]
    assert prefill["operations"] > 2 * step["operations"]
    assert point["operations_per_inference"] == prefill["operations"] + (WANTED - 1) * step["operations"]
    chunks = pq.read_table(directory / "chunks.parquet")
    stored = pq.read_table(directory / "samples.parquet")
    assert len(chunks) == WANTED * len(stored)


def test_lengths_vary_and_are_drawn(lynx: Lynx) -> None:
    result = lynx("--input-length", "uniform:4:20", "--output-length", "uniform:2:8", "--runtime", "openvino")
    assert result.exit_code == 0, result.output
    ((directory, record),) = records()
    lengths = record["operating_points"][0]["lengths"]
    assert lengths["output"]["seed"] == lengths["input"]["seed"] + 1
    rows = pq.read_table(directory / "samples.parquet")
    assert len(set(rows["input_items"].to_pylist())) > 4 and len(set(rows["output_items"].to_pylist())) > 3
    assert "not_measured" in record["operating_points"][0]["bytes_per_inference"]


@pytest.mark.parametrize(("given", "said"), [
    (("--scenario", "offline"), "answers are generated as single_stream or concurrent"),
    (("--streams", "2"), "answers are generated as single_stream or concurrent"),
    (("--concurrency", "2"), "add --scenario concurrent"),
    (("--bind", "past=4"), "takes its lengths from --input-length"),
    (("--bound", "first:p99=1ms"), "metric"),
    (("--precision", "fp32", "--runtime", "pytorch"), "appraisal of pytorch fp32, 1 thread failed: this runtime does"),
])
def test_what_cannot_be_is_one_line(lynx: Lynx, given: tuple[str, ...], said: str) -> None:
    if "pytorch" in given:
        pytest.importorskip("torch")
    result = lynx(*given)
    assert result.exit_code == 2 and said in result.output
    assert "Traceback" not in result.output and not list(Path("out").glob("*"))


def test_answers_are_for_what_generates() -> None:
    result = CliRunner().invoke(run, ["digits-cnn", "--quick", "--output-length", "8"])
    assert result.exit_code == 2 and "digits-cnn generates nothing" in result.output


def test_a_context_has_an_end() -> None:
    result = CliRunner().invoke(run, ["gpt2-small", "--quick", "--input-length", "1000", "--output-length", "25"])
    assert result.exit_code == 2 and "1024 tokens together" in result.output
