"""onnxruntime-genai as a runtime: its answers, and what a run discloses of it."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from lynxrunner.commands.run import run
from lynxrunner.decode.executor import GROWS, decoder_of
from lynxrunner.decode.steps import Steps, answering
from lynxrunner.errors import RunError
from lynxrunner.graphs.weights import integers
from lynxrunner.runtimes.onnxruntime import OnnxRuntime
from lynxrunner.runtimes.onnxruntime_genai import OnnxRuntimeGenai
from lynxrunner.runtimes.protocol import Settings
from tests.runner.checked import errors
from tests.runner.served import tiny_llm

pytest.importorskip("onnxruntime_genai", reason="lynxbench[genai] is not installed")
PROMPT, WANTED = 12, 6


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("tiny")
    tiny_llm.write(home)
    return home / "model.onnx"


def test_its_tokens_and_logits_are_those_of_the_bound_cache(tiny: Path) -> None:
    known, prompt = decoder_of(tiny), integers(5, 0, (PROMPT,), tiny_llm.VOCABULARY)
    plain, own = OnnxRuntime().load(tiny, Settings(1)), OnnxRuntimeGenai().load(tiny, Settings(1))
    steps = Steps(plain, known, PROMPT, PROMPT + WANTED)
    steps.prepare([(PROMPT, WANTED)])
    answers = answering(own, known, PROMPT, PROMPT + WANTED)
    assert answers.cache_bytes is None and answers.vocabulary == tiny_llm.VOCABULARY
    times, tokens = answers.generate(prompt, WANTED)
    assert tokens == steps.generate(prompt, WANTED)[1] and times == sorted(times)
    fed = known.drawn(np.stack([prompt, prompt[::-1]]), 0, 0)
    np.testing.assert_allclose(own.run(fed)["logits"], plain.run(fed)["logits"], atol=1e-4)
    for past, new in ((0, PROMPT), (PROMPT, 1)):
        own.bind(known.drawn(np.ones((1, new), np.int64), past, 0))()


def test_a_run_is_accepted_and_says_whose_cache_it_is(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lengths = ("--input-length", str(PROMPT), "--output-length", str(WANTED))
    given = ("--model", str(tiny), "--quick", "--threads", "1", "--percentile", "p50", "--out", "out", *lengths)
    result = CliRunner().invoke(run, ["custom", "--runtime", "onnxruntime-genai", *given])
    assert result.exit_code == 0, result.output
    (path,) = Path("out").glob("*/submission.json")
    # Whether a busy machine was as fast while rows were stored as before and after is not what is tested.
    assert [each for each in errors(path.parent) if not each.startswith("LX335")] == []
    record = json.loads(path.read_bytes())
    executor, (trial,) = record["executor"], record["operating_points"][0]["trials"]
    assert executor["kv_cache"]["capacity_bytes"] == GROWS
    assert "not_measured" in executor["precision"]["effective"]
    assert trial["generation"]["output_tokens"] == WANTED * trial["counts"]["ok"]


def test_what_it_cannot_do_is_one_line(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RunError, match="has none here"):
        OnnxRuntimeGenai().prepare(None, "fp32", Settings(1, {"arena": "off"}), tmp_path)  # type: ignore[arg-type]
    fed = decoder_of(tiny).drawn(np.ones((1, 2), np.int64), 0, 0)
    with pytest.raises(RunError, match="the model's inputs are"):
        OnnxRuntimeGenai().load(tiny, Settings(1)).run({"input_ids": fed["input_ids"]})
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(run, ["digits-cnn", "--runtime", "onnxruntime-genai", "--quick"])
    assert result.exit_code == 2 and "runs decoders with past_key_values" in result.output
