"""Quality on seeded weights: what the references must fulfil, and what must fail against them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lynxrunner.answers import answers
from lynxrunner.appraise import outputs
from lynxrunner.assemble.quality import evidence, quality
from lynxrunner.errors import RunError
from lynxrunner.graphs import mobilenet_v2
from lynxrunner.graphs.builder import Builder
from lynxrunner.graphs.save import save
from lynxrunner.runtimes.onnxruntime import OnnxRuntime
from lynxrunner.runtimes.protocol import Settings, Tensors
from lynxrunner.workloads import imagenet, seeded
from lynxrunner.workloads.reference import MICRO, millionths, published, spread
from lynxrunner.workloads.workload import Workload
from lynxschema.catalogue import entries, references
from lynxschema.comparability import verdict
from lynxschema.sqnr import sqnr_db, table
from tests.examples import example

SEEDED = [name for name, entry in entries("workloads").items() if entry.get("quality", {}).get("reference") ==
          "fp32_outputs"]
LEAST_CLASSES, GREATEST_SHARE = 20, 0.2


@pytest.mark.parametrize("name", SEEDED)
def test_references_tell_a_model_from_a_constant(name: str) -> None:
    entry = entries("workloads")[name]
    found = published(entry)
    assert found is not None and found.micro is not None
    counts = np.bincount(found.expected)
    assert len(found.expected) == entry["quality"]["items"]
    assert np.count_nonzero(counts) >= LEAST_CLASSES
    assert counts.max() / len(found.expected) <= GREATEST_SHARE < entry["quality"]["floor"]
    assert found.micro.shape == (len(found.expected), 64) and len(set(found.columns)) == 64
    constant = np.broadcast_to(found.micro.mean(axis=0).astype(np.int64), found.micro.shape)
    assert sqnr_db(found.micro, constant) < 0.1 < entry["quality"]["sqnr_floor_db"]


def test_there_are_the_five() -> None:
    assert SEEDED == ["bert-base", "dlrm", "gpt2-small", "mobilenet-v2", "resnet50"]


def test_sqnr_is_the_ratio_of_powers() -> None:
    signal = np.array([[1_000, 5_000], [-1_000, 5_000]])
    assert sqnr_db(signal, signal + np.array([100, 0])) == pytest.approx(20)
    assert sqnr_db(signal, signal) == 100
    assert sqnr_db(signal, signal * 0 + 5_000) < 0
    with pytest.raises(ValueError, match="does not vary"):
        sqnr_db(signal * 0, signal)
    with pytest.raises(ValueError, match="shape"):
        sqnr_db(signal, signal[:1])


@pytest.mark.parametrize("change", [
    {"item": [0, 0, 1, 2]}, {"position": [0, 0, 0, 1]}, {"item": [0, 0, 1, -1]}, {"item": [0, 0, 1, 2**58]},
    {"position": [0, 1, 0, 2**62]}, {"item": [0, 0, 1], "position": [0, 1, 0], "micro": [1, 2, 3]},
])
def test_outputs_that_are_not_each_once_are_no_table(change: dict[str, list[int]]) -> None:
    whole = {"item": [1, 0, 1, 0], "position": [0, 1, 1, 0], "micro": [3, 2, 4, 1]}
    columns = {name: np.array(values) for name, values in whole.items()}
    assert table(columns, 2, 2) is not None
    assert table({**columns, **{name: np.array(values) for name, values in change.items()}}, 2, 2) is None


@pytest.fixture(scope="module")
def workload(tmp_path_factory: pytest.TempPathFactory) -> Workload:
    """MobileNetV2, built outside the cache, which tests leave alone."""
    home = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seeded, "cached", lambda _, __, build: save(build(), home))
        return imagenet.workload(entries("workloads")["mobilenet-v2"])


def computed(path: Path, workload: Workload) -> Tensors:
    return outputs(OnnxRuntime().load(path, Settings(threads=2)), workload.items, 8)


def scores(workload: Workload, found: Tensors) -> dict[str, float]:
    """Values by metric."""
    return {each["metric"]: each["value"] for each in quality(workload.reference, answers(workload, found), "ab" * 32)}


def below(found: dict[str, float]) -> list[bool]:
    wanted = entries("workloads")["mobilenet-v2"]["quality"]
    return [found["top1_agreement"] < wanted["floor"], found["sqnr_db"] < wanted["sqnr_floor_db"]]


def test_the_model_agrees_with_its_reference_and_stores_what_the_checker_counts(workload: Workload) -> None:
    answered = answers(workload, computed(workload.model, workload))
    top1, sqnr = quality(workload.reference, answered, "ab" * 32)
    assert top1["value"] == 1 and sqnr["value"] > 60
    columns = evidence(answered)
    found = table(columns["outputs"], 96, 64)
    assert found is not None and workload.reference is not None and workload.reference.micro is not None
    assert sqnr_db(workload.reference.micro, found) == sqnr["value"]
    assert columns["predictions"]["predicted"].tolist() == references("mobilenet-v2.json")[0]["top1"]


def test_a_constant_fails(workload: Workload) -> None:
    assert below(scores(workload, {"logits": np.tile(np.arange(1000, dtype=np.float32), (96, 1))})) == [True, True]


def test_shuffled_weights_fail(workload: Workload, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn, random = Builder.drawn, np.random.default_rng(0)

    def shuffled(graph: Builder) -> Any:
        for weight, values in drawn(graph):
            yield weight, random.permutation(values.ravel()).reshape(values.shape)

    monkeypatch.setattr(Builder, "drawn", shuffled)
    path = save(mobilenet_v2.build(seeded.WEIGHTS_SEED), tmp_path)
    assert below(scores(workload, computed(path, workload))) == [True, True]


def test_outputs_of_another_model_are_one_line(workload: Workload) -> None:
    for outputs_ in ({"other": np.zeros((96, 10))}, {"logits": np.zeros((96, 10), np.float32)},
                     {"logits": np.zeros((5, 1000), np.float32)}):
        with pytest.raises(RunError, match="are not those of mobilenet-v2"):
            answers(workload, outputs_)
    with pytest.raises(RunError, match="no finite numbers"):
        answers(workload, {"logits": np.full((96, 1000), np.nan, np.float32)})


def test_columns_are_spread_and_outputs_kept_in_millionths() -> None:
    assert spread(128) == list(range(0, 128, 2)) and spread(5) == list(range(5))
    kept = millionths(np.array([[0.5, -1.25, 3]], np.float32), (1, 2))
    assert kept.tolist() == [[-1.25 * MICRO, 3 * MICRO]]


def test_seeded_weights_are_never_ranked_with_trained_ones() -> None:
    trained = example("cpu-vision")
    drawn = example("cpu-vision")
    drawn["workload"]["model"]["weights"] = {"kind": "seeded", "seed": 1}
    point = trained["operating_points"][0]
    assert verdict(trained, point, trained, point).ranked
    found = verdict(trained, point, drawn, point)
    assert not found.ranked
    assert any("weights kind" in reason for reason in found.reasons)
