"""Verdicts: what may be ranked, in which factors two results differ, and what an unknown does."""

import copy
from typing import Any

import numpy as np
import pytest

from lynxschema.comparability import Verdict, pairs, verdict
from lynxschema.comparison import ratios
from lynxschema.ratio import mcnemar, ratio
from tests.contract.edits import replaced
from tests.examples import example

RECORD = example("cpu-vision")
UNKNOWN = {"not_measured": {"reason": "virtualised", "detail": "the hypervisor hides it"}}
POINT = ("operating_points", 0)


def against(*edits: tuple[tuple[Any, ...], Any]) -> Verdict:
    other = replaced(RECORD, ("provenance", "session_id"), "f" * 16)
    for path, value in edits:
        other = replaced(other, path, value)
    return verdict(RECORD, RECORD["operating_points"][0], other, other["operating_points"][0])


def test_the_same_executor_is_comparable_without_a_factor() -> None:
    found = against()
    assert (found.ranked, found.factors, found.controlled) == (True, (), False)


def test_one_factor_is_a_controlled_comparison() -> None:
    found = against((("executor", "precision", "compute"), "fp32"), (("executor", "precision", "activations"), "fp32"))
    assert found.controlled and found.sentence() == "comparable: they differ only in precision"


def test_two_factors_are_ranked_but_not_controlled() -> None:
    found = against((("executor", "precision", "compute"), "fp32"), (("executor", "runtime", "version"), "1.24.0"))
    assert found.ranked and set(found.factors) == {"precision", "runtime"} and not found.controlled


@pytest.mark.parametrize(("path", "value"), [
    ((*POINT, "batch"), 8),
    ((*POINT, "latency_definition", "includes", "preprocessing"), True),
    (("workload", "model", "sha256"), "0" * 64),
    (("workload", "model", "weights"), {"kind": "seeded", "seed": 1}),
])
def test_unlike_work_is_never_ranked(path: tuple[Any, ...], value: Any) -> None:
    found = against((path, value))
    assert not found.ranked and found.sentence().startswith("not ranked: different ")


def test_an_unknown_identity_equals_nothing_not_even_itself() -> None:
    record = replaced(RECORD, ("executor", "hardware", "host", "sockets"), UNKNOWN)
    other = replaced(record, ("provenance", "session_id"), "f" * 16)
    found = verdict(record, record["operating_points"][0], other, other["operating_points"][0])
    assert not found.ranked and "is unknown" in found.sentence()


def test_one_session_shares_one_capture() -> None:
    record = replaced(RECORD, ("executor", "hardware", "host", "sockets"), UNKNOWN)
    assert verdict(record, record["operating_points"][0], record, record["operating_points"][0]).ranked


def test_an_unknown_condition_is_a_caveat() -> None:
    found = against((("executor", "hardware", "devices", 0, "power_limit_watts"), UNKNOWN))
    assert found.ranked and "/executor/hardware/devices/0/power_limit_watts" in {d.pointer for d in found.caveats}


def test_not_applicable_equals_itself_whatever_the_words() -> None:
    assert against((("executor", "hardware", "cloud"), {"not_applicable": "stands under a desk"})).factors == ()


def test_pairs_are_points_of_equal_condition() -> None:
    assert [one["id"] for one, _ in pairs(RECORD, RECORD)] == ["single-stream-b1"]
    assert list(pairs(RECORD, replaced(RECORD, (*POINT, "batch"), 2))) == []


def test_ties_are_called_ties() -> None:
    assert ratio([1.0, 1.01, 0.99], [1.0, 1.02, 0.98]).tie
    assert ratio([1.0, 1.0001, 0.9999], [1.01, 1.0101, 1.0099]).tie, "under 2 %"
    assert not ratio([1.0, 1.01, 0.99], [1.5, 1.52, 1.48]).tie
    assert ratio([1.0], [9.0]).tie, "one trial resolves nothing"


def test_welch_intervals_cover_at_their_level() -> None:
    random = np.random.default_rng(7)
    covered = 0
    for _ in range(600):
        found = ratio(list(np.exp(random.normal(0, 0.02, 5))), list(1.3 * np.exp(random.normal(0, 0.08, 5))))
        covered += found.low <= 1.3 <= found.high
    assert covered / 600 == pytest.approx(0.95, abs=0.03)


def test_mcnemar() -> None:
    assert mcnemar(0, 0) == 1 and mcnemar(5, 5) == 1
    assert mcnemar(0, 10) == pytest.approx(2 / 1024)


def test_generation_is_compared_by_its_phases() -> None:
    one = example("gpu-llm-server")["operating_points"][1]
    other = copy.deepcopy(one)
    for trial in other["trials"]:
        trial["generation"]["ttft_ms"]["p50"]["value"] *= 2
    found = {each["figure"]: each["ratio"] for each in ratios(one, other, ranked=True)}
    assert found["first token p50, ms"] == pytest.approx(2) and found["output token p50, ms"] == pytest.approx(1)
    # Prefill is told by who runs the model alone.
    assert "prefill, tokens/s" not in found
    for point, rate in ((one, 100.0), (other, 50.0)):
        for trial in point["trials"]:
            trial["generation"]["prefill_tokens_per_s"] = rate
    found = {each["figure"]: each["ratio"] for each in ratios(one, other, ranked=True)}
    assert found["prefill, tokens/s"] == pytest.approx(0.5)
