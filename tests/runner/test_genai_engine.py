"""Several requests at once in onnxruntime-genai's engine: their tokens, and what a run of them discloses."""

import asyncio
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from lynxrunner.commands.run import run
from lynxrunner.decode.client import connected
from lynxrunner.decode.scheduler import Scheduler
from lynxrunner.graphs.weights import integers
from lynxrunner.runtimes.onnxruntime_genai import GenaiSession, OnnxRuntimeGenai
from lynxrunner.runtimes.protocol import Settings
from lynxrunner.served.reply import ERROR, Ask, Reply
from lynxsite.interactivity import interactivity
from tests.runner.checked import errors
from tests.runner.served import padded_llm, tiny_llm

pytest.importorskip("onnxruntime_genai", reason="lynxbench[genai] is not installed")
PROMPT, WANTED, MOST = 12, 6, 3


@pytest.fixture(scope="module")
def padded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return padded_llm.write(tmp_path_factory.mktemp("padded"))


def opened(path: Path, most: int) -> GenaiSession:
    return OnnxRuntimeGenai().load(path, Settings(1, streams=most))


def asks(*wanted: int) -> list[Ask]:
    return [Ask("", each, integers(number, 0, (PROMPT,), tiny_llm.VOCABULARY)) for number, each in enumerate(wanted)]


def sent(scheduler: Scheduler, requests: list[Ask]) -> list[Reply]:
    async def at_once() -> list[Reply]:
        async with connected(scheduler) as client:
            return await asyncio.gather(*map(client.send, requests))

    return asyncio.run(at_once())


def test_tokens_of_a_batch_are_those_of_lone_requests(padded: Path) -> None:
    engine, alone = opened(padded, MOST).answering(), opened(padded, 1).answering()
    assert isinstance(engine, Scheduler) and not isinstance(alone, Scheduler)
    requests = asks(WANTED, WANTED - 2, WANTED)
    found: dict[int, list[int]] = {}
    numbers = [engine.begin(ask.tokens, ask.output_length) for ask in requests if ask.tokens is not None]
    while sum(map(len, found.values())) < 3 * WANTED - 2:
        for each in engine.step():
            assert each.token is not None and not each.why
            found.setdefault(each.number, []).append(each.token)
    expected = [alone.generate(ask.tokens, ask.output_length)[1] for ask in requests if ask.tokens is not None]
    assert [found[number] for number in numbers] == expected
    assert len({tuple(tokens) for tokens in expected}) > 1


def test_requests_of_a_batch_advance_together_and_others_wait(padded: Path) -> None:
    engine = opened(padded, MOST).answering()
    assert isinstance(engine, Scheduler)
    replies = sent(engine, asks(*[WANTED] * (engine.most + 1)))
    assert [len(reply.chunks) for reply in replies] == [WANTED] * (engine.most + 1)
    *batch, later = replies
    assert all(reply.chunks == batch[0].chunks for reply in batch)
    assert later.begun < batch[0].ended < later.chunks[0]


def test_a_request_that_cannot_be_is_an_error_and_harms_no_other(padded: Path) -> None:
    engine = opened(padded, MOST).answering()
    assert isinstance(engine, Scheduler)
    good, bad = sent(engine, [*asks(WANTED), Ask("", WANTED, np.zeros(0, np.int64))])
    assert len(good.chunks) == WANTED and bad.status == ERROR and bad.why


def lynx(model: Path, *given: str) -> Result:
    fixed = ("--model", str(model), "--quick", "--threads", "1", "--percentile", "p50", "--out", "out")
    lengths = ("--input-length", str(PROMPT), "--output-length", str(WANTED))
    return CliRunner().invoke(run, ["custom", *fixed, *lengths, *given])


def test_a_sweep_is_accepted_and_makes_a_curve(
    padded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = lynx(padded, "--runtime", "onnxruntime-genai", "--scenario", "concurrent", "--concurrency", "1,2,3")
    assert result.exit_code == 0, result.output
    (path,) = Path("out").glob("*/submission.json")
    # Whether a busy machine was as fast while rows were stored as before and after is not what is tested.
    assert [each for each in errors(path.parent) if not each.startswith("LX335")] == []
    record = json.loads(path.read_bytes())
    executor, points = record["executor"], record["operating_points"]
    assert executor["runtime"]["options"]["engine"] == executor["scheduling"]["batching"] + "_batching"
    assert executor["scheduling"]["maximum_batch"] >= MOST
    assert [point["id"] for point in points] == [
        f"concurrent-c{number}-in-l{PROMPT}-out-l{WANTED}" for number in (1, 2, 3)]
    assert ["phases" in point for point in points] == [True, False, False]
    for point in points:
        (trial,) = point["trials"]
        assert trial["generation"]["output_tokens"] == WANTED * trial["counts"]["ok"]
        assert ("not_measured" in str(trial["generation"]["prefill_tokens_per_s"])) == ("phases" not in point)
    curve = interactivity(record)
    assert curve is not None and [row["flight"] for row in curve["data"]["points"]] == [1, 2, 3]


REFUSED = {
    "no mask": (("--runtime", "onnxruntime-genai"), "feeds every batch an attention_mask"),
    "one at a time": (("--runtime", "onnxruntime"), "generates one answer at a time"),
    "lengths": (("--runtime", "onnxruntime-genai", "--input-length", "uniform:4:20"), "give a fixed length such as 20"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_batched_is_one_line(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given, said = REFUSED[case]
    monkeypatch.chdir(tmp_path)
    tiny_llm.write(tmp_path)
    result = lynx(tmp_path / "model.onnx", "--scenario", "concurrent", "--concurrency", "2", *given)
    assert result.exit_code == 2 and said in result.output
    assert "Traceback" not in result.output and not list(Path("out").glob("*"))
