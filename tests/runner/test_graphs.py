"""The catalogue's graphs: sizes of the papers, bytes of the catalogue, weights that can be drawn anywhere."""

from collections.abc import Callable
from importlib import import_module
from math import prod
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped, unused-ignore]
import pytest

from lynxrunner.graphs import gpt2_small, mobilenet_v2
from lynxrunner.graphs.builder import Builder
from lynxrunner.graphs.save import save
from lynxrunner.graphs.weights import balanced, bits, centred, integers, uniform
from lynxrunner.models.files import digest
from lynxrunner.runtimes.onnxruntime import OnnxRuntime
from lynxrunner.runtimes.protocol import Settings
from lynxrunner.workloads import textures
from lynxrunner.workloads.seeded import WEIGHTS_SEED
from lynxschema.catalogue import entries

PAPERS = {
    # parameters in millions and multiply-accumulates in thousand millions of one item, as published
    "mobilenet-v2": (3.5, 0.3008), "resnet50": (25.5, 4.089), "bert-base": (109, 11.174), "gpt2-small": (124, 0.1259),
    "dlrm": (102.8, 0.02754),
}
GRAPHS = {"mobilenet-v2": "mobilenet_v2", "resnet50": "resnet50", "bert-base": "bert_base", "gpt2-small": "gpt2_small",
          "dlrm": "dlrm"}


def graph(name: str) -> Builder:
    found: Builder = import_module(f"lynxrunner.graphs.{GRAPHS[name]}").build(WEIGHTS_SEED)
    return found


@pytest.mark.parametrize("name", PAPERS)
def test_parameters_are_the_papers(name: str) -> None:
    found = sum(prod(weight.shape) for weight in graph(name).weights)
    assert found == entries("workloads")[name]["parameters"]
    assert found / 1e6 == pytest.approx(PAPERS[name][0], rel=0.005)


@pytest.mark.parametrize("name", PAPERS)
def test_operations_are_the_papers(name: str) -> None:
    assert entries("workloads")[name]["operations_per_item"] / 2e9 == pytest.approx(PAPERS[name][1], rel=5e-4)


@pytest.mark.parametrize("name", PAPERS)
def test_names_of_a_graph_are_unique(name: str) -> None:
    model = graph(name).model()
    names = [node.name for node in model.graph.node]
    assert len(set(names)) == len(names)
    used = {value for node in model.graph.node for value in node.input}
    assert {each.name for each in model.graph.initializer} <= used


def test_the_catalogue_names_the_bytes_and_counts_what_runs(tmp_path: Path) -> None:
    """Of the smallest graph, at every run of the tests; the cache holds every graph to its hash."""
    entry, path = entries("workloads")["mobilenet-v2"], save(mobilenet_v2.build(WEIGHTS_SEED), tmp_path)
    assert [digest(path)] == entry["model_sha256"]
    inputs = {"image": textures.textures(1, 7)}
    found = OnnxRuntime().inspect(path, Settings(threads=1), inputs, tmp_path)
    assert found.operations == entry["operations_per_item"]


def test_another_seed_is_another_model(tmp_path: Path) -> None:
    assert [digest(save(mobilenet_v2.build(WEIGHTS_SEED + 1), tmp_path))] != (
        entries("workloads")["mobilenet-v2"]["model_sha256"])


def test_philox_is_the_published_one() -> None:
    """Known-answer test of Random123's kat_vectors: philox 4x64, 10 rounds, counter and key 0."""
    words = np.random.Philox(key=[0, 0], counter=[2**64 - 1] * 4).random_raw(4)
    assert [f"{word:016x}" for word in words] == [
        "16554d9eca36314c", "db20fe9d672d0fdc", "d7e772cee186176b", "7e68b68aec7ba23b"]


def test_halves_of_a_word_come_lower_first() -> None:
    word = int(np.random.Philox(key=[3, 5]).random_raw())
    assert bits(3, 5, 3)[:2].tolist() == [word & 0xFFFFFFFF, word >> 32]


@pytest.mark.parametrize("draw", [centred, balanced])
def test_weights_have_the_deviation_that_is_asked_for(draw: Callable[..., np.ndarray]) -> None:
    found = draw(1, 2, (400, 64, 3, 3), 0.25)
    assert found.dtype == np.float32
    assert found.std() == pytest.approx(0.25, rel=0.02)
    assert found.mean() == pytest.approx(0, abs=0.002)


def test_balanced_filters_pass_nothing_on_that_all_inputs_share() -> None:
    assert np.abs(balanced(1, 2, (40, 64, 3, 3), 0.25).sum(axis=1)).max() < 1e-5
    assert np.abs(centred(1, 2, (40, 64, 3, 3), 0.25).sum(axis=1)).max() > 1


def test_draws_stay_in_their_range() -> None:
    assert 0 <= uniform(1, 2, (10_000,)).min() < 0.01 < 0.99 < uniform(1, 2, (10_000,)).max() < 1
    assert set(integers(1, 2, (10_000,), 7).tolist()) == set(range(7))


def test_cached_steps_equal_the_whole_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The decoder with two layers and few words: what is true of two layers is true of twelve."""
    for name, value in {"LAYERS": 2, "VOCABULARY": 500}.items():
        monkeypatch.setattr(gpt2_small, name, value)
    session = onnxruntime.InferenceSession(save(gpt2_small.build(1), tmp_path), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    cache = {each.name: np.zeros((2, 12, 0, 64), np.float32) for each in session.get_inputs()[1:]}
    tokens = integers(7, 0, (2, 24), 500)

    def step(new: slice, past: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        return dict(zip(names, session.run(None, {"input_ids": tokens[:, new], **past}), strict=True))

    whole = step(slice(0, 24), cache)["logits"]
    answered = step(slice(0, 16), cache)
    for number in range(16, 24):
        past = {name: answered[name.replace("past_key_values", "present")] for name in cache}
        answered = step(slice(number, number + 1), past)
        assert np.allclose(answered["logits"][:, 0], whole[:, number], atol=2e-5 * whole.std())


def test_texture_tells_images_apart_everywhere() -> None:
    images = textures.textures(3, 7)
    assert images.shape == (3, 3, 224, 224)
    assert np.array_equal(images[:, :, :32, :32], images[:, :, 96:128, 160:192])
    assert images.std() == pytest.approx(1, abs=0.1)
    assert len({image.tobytes() for image in images}) == len(images)
