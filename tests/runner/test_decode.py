"""Decoding with a cache that is bound once: the same tokens as whole passes give, on every runtime that can."""

from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from lynxrunner.custom.signature import Slot, inputs, outputs
from lynxrunner.decode.cache import capacity_bytes
from lynxrunner.decode.decoder import LOGITS, Decoder, decoder
from lynxrunner.decode.steps import Steps
from lynxrunner.errors import RunError
from lynxrunner.graphs.weights import integers
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.runtimes.find import find
from lynxrunner.runtimes.protocol import Session, Settings
from tests.runner.served import tiny_llm

RUNTIMES = ("onnxruntime", "openvino")
PROMPT, WANTED = 24, 9


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("tiny")
    tiny_llm.write(home)
    return home / "model.onnx"


def signature(path: Path) -> Decoder:
    model = OnnxModel.read(path)
    found = decoder(inputs(model, path.name), outputs(model, path.name))
    assert found is not None
    return found


def opened(name: str, path: Path) -> Session:
    pytest.importorskip(name)
    return find(name).load(path, Settings(threads=1))


def greedy(session: Session, known: Decoder, prompt: np.ndarray, wanted: int) -> tuple[list[int], list[np.ndarray]]:
    """Every token by a whole pass over all before it."""
    found, logits = list(prompt), []
    for _ in range(wanted):
        logits.append(session.run(known.drawn(np.array([found]), 0, 0))[LOGITS][0, -1])
        found.append(int(logits[-1].argmax()))
    return found[len(prompt):], logits


@pytest.mark.parametrize("name", RUNTIMES)
def test_cached_decoding_equals_whole_passes(name: str, tiny: Path) -> None:
    session, known = opened(name, tiny), signature(tiny)
    steps = Steps(session, known, PROMPT, PROMPT + WANTED)
    for seed in (1, 2):  # the second request finds what the first has left in the cache
        for length in (PROMPT, PROMPT - 1):
            prompt = integers(seed, 0, (length,), tiny_llm.VOCABULARY)
            steps.prepare([(length, WANTED)])
            times, tokens = steps.generate(prompt, WANTED)
            expected, logits = greedy(session, known, prompt, WANTED)
            assert tokens == expected
            assert len(times) == WANTED and times == sorted(times)
            np.testing.assert_allclose(steps.passes[length + WANTED - 2, 1].logits, logits[-1], atol=1e-4)
    assert len({tuple(greedy(session, known, integers(seed, 0, (8,), 256), 4)[0]) for seed in range(4)}) > 1


@pytest.mark.parametrize("name", RUNTIMES)
def test_nothing_is_allocated_for_a_request(name: str, tiny: Path) -> None:
    """Passes are bound beforehand and write into the one cache; what was bound is used again."""
    steps = Steps(opened(name, tiny), signature(tiny), PROMPT, PROMPT + WANTED)
    steps.prepare([(PROMPT, WANTED)])
    bound = dict(steps.passes)
    steps.generate(integers(1, 0, (PROMPT,), tiny_llm.VOCABULARY), WANTED)
    assert steps.passes == bound
    key = steps.cache.read(PROMPT + 1)["past_key_values.0.key"]
    assert key.any() and any(np.shares_memory(key, side) for side in steps.cache.sides[(PROMPT + 1) % 2])


def test_cache_is_as_large_as_the_architecture_says(tiny: Path) -> None:
    known = signature(tiny)
    assert known.bytes_per_token == tiny_llm.LAYERS * 2 * tiny_llm.HEADS * tiny_llm.HEAD * 4
    steps = Steps(opened("onnxruntime", tiny), known, 4, 100)
    assert steps.cache.bytes == capacity_bytes(known, 100) == 2 * 100 * known.bytes_per_token


def test_a_decoder_is_known_by_its_signature(tiny: Path) -> None:
    model = OnnxModel.read(tiny)
    found, given = inputs(model, "m"), outputs(model, "m")
    more = [*found, Slot("attention_mask", "int64", ("batch", "total")), Slot("position_ids", "int32", ("batch", "s"))]
    known = decoder(more, given)
    assert known is not None and Decoder(**asdict(known)) == known
    fed = known.beside(np.array([[7, 8]]), 5)
    assert {name: (str(array.dtype), array.tolist()) for name, array in fed.items()} == {
        "input_ids": ("int64", [[7, 8]]), "attention_mask": ("int64", [[1] * 7]), "position_ids": ("int32", [[5, 6]])}
    assert decoder([*found, Slot("use_cache_branch", "bool", (1,))], given) is None
    assert decoder([slot for slot in found if slot.name != "input_ids"], given) is None
    assert decoder(found, [slot for slot in given if slot.name != "present.0.key"]) is None


def test_a_runtime_that_takes_no_buffers_says_so(tiny: Path) -> None:
    class Other:
        pass

    with pytest.raises(RunError, match="key-value cache"):
        Steps(Other(), signature(tiny), 4, 8)  # type: ignore[arg-type]
