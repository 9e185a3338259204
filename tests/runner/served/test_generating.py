"""A server that really generates: onnxruntime-genai over a tiny decoder, measured by the command."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lynxrunner.served.endpoint import Endpoint
from lynxrunner.served.next_token import token
from lynxrunner.served.quality import SILENT, UNNAMED, UNSCORED, score, scored
from lynxrunner.workloads.reference import Reference
from lynxrunner.workloads.workload import Workload
from lynxschema.check import check_submission
from tests.runner.served.conftest import ROOT
from tests.runner.served.test_run import DISCLOSED, ran, written
from tests.runner.served.tiny_llm import HEAD, HEADS, VOCABULARY, write

onnxruntime = pytest.importorskip("onnxruntime", reason="lynxbench[onnxruntime] is not installed")
pytest.importorskip("aiohttp", reason="lynxbench[served] is not installed")
pytest.importorskip("onnxruntime_genai", reason="onnxruntime-genai is not installed")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Directory of the model."""
    home = tmp_path / "model"
    home.mkdir()
    write(home)
    return home


@contextmanager
def served(model: Path, *naming: str) -> Iterator[str]:
    """URL of a server of its own."""
    command = [sys.executable, "-m", "tests.runner.served.generating", str(model), *naming]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


@pytest.fixture
def generating(model: Path) -> Iterator[str]:
    """URL of a server that names no token."""
    with served(model) as url:
        yield url


def test_generation_is_measured_over_the_wire(generating: str, tmp_path: Path) -> None:
    disclosed = tmp_path / "disclosed.toml"
    stated = Path(DISCLOSED).read_text().replace('id = "scripted"', 'id = "onnxruntime"\nversion = "1.0"')
    disclosed.write_text(stated)
    more = ("--quick", "--disclose", str(disclosed), "--concurrency", "2")
    result = ran(generating, tmp_path / "out", *more, model="tiny")
    assert result.exit_code == 0, result.output
    directory, record = written(tmp_path / "out")
    assert not [each for each in check_submission(directory, "draft") if each.severity == "error"]
    (trial,) = record["operating_points"][0]["trials"]
    told = trial["generation"]
    assert trial["counts"]["error"] == 0 and told["output_tokens"] == 8 * trial["counts"]["ok"]
    assert 0 < told["ttft_ms"]["minimum"] < trial["latency_ms"]["maximum"]
    # A probe of words told how many make a token: here each word is one.
    assert told["input_tokens"] == 32 * trial["counts"]["ok"]


@pytest.fixture
def scored_items(model: Path) -> Workload:
    """Two sequences of six tokens, and what ONNX Runtime answers at each position of a full pass."""
    items = {"input_ids": np.arange(12).reshape(2, 6) * 17 % 250}
    session = onnxruntime.InferenceSession(model / "model.onnx", providers=["CPUExecutionProvider"])
    empty = {each.name: np.zeros((2, HEADS, 0, HEAD), np.float32) for each in session.get_inputs()[1:]}
    logits = session.run(["logits"], items | empty)[0]
    expected = logits.reshape(-1, VOCABULARY).argmax(axis=1)
    reference = Reference("fp32_outputs", "top1_agreement", "0" * 64, expected)
    return Workload({}, "tiny", model, items, lambda outputs: outputs["logits"], NotImplemented, {}, {"name": "drawn"},
                    reference)


@pytest.mark.parametrize("naming", ["token_ids", "content", "prefixed"])
def test_the_token_chosen_after_each_prompt_is_scored(model: Path, scored_items: Workload, naming: str) -> None:
    with served(model, naming) as url:
        found = score(Endpoint(url, "tiny"), scored_items, "1" * 64)
    (told,) = found.quality
    assert (told["metric"], told["correct"], told["total"]) == ("top1_agreement", 12, 12)
    assert told["artefact_sha256"] == "1" * 64 and found.dataset == {"name": "drawn"}
    assert found.evidence["predictions"]["predicted"].tolist() == scored_items.reference.expected.tolist()


def test_a_server_that_names_no_token_has_no_score(generating: str, scored_items: Workload) -> None:
    found = score(Endpoint(generating, "tiny"), scored_items, "1" * 64)
    assert found.quality["not_measured"]["reason"] == "not_reported_by_server" and not found.evidence


@pytest.mark.parametrize("answer", [
    None, [], {}, {"choices": []}, {"choices": [3]}, {"choices": [{"token_ids": ["1"]}]},
    {"choices": [{"logprobs": {"tokens": ["token_id:-4"]}}]}, {"choices": [{"logprobs": {"content": [{"id": 2**40}]}}]},
    {"choices": [{"logprobs": {"content": "1", "tokens": ["word"]}}]},
])
def test_an_answer_that_names_no_token_is_none(answer: Any) -> None:
    assert token(answer) is None


def test_there_is_no_score_without_an_artefact_or_prompts_of_tokens(generating: str) -> None:
    disclosed = {"toolchain": {"artefact": {"sha256": "1" * 64}}}
    assert scored(Endpoint(generating, "tiny"), "gpt2-small", {}).quality == UNNAMED
    assert scored(Endpoint(generating, "tiny"), "custom", disclosed).quality == UNSCORED
    assert scored(Endpoint(generating, "tiny", api="chat"), "gpt2-small", disclosed).quality == SILENT
