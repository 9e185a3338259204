"""Controlled groups, against the verdict of every pair."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from lynxschema.comparability import Verdict, verdict
from lynxsite.controlled import groups
from lynxsite.ranked import ranked
from lynxsite.registry import Registry
from lynxsite.result import Result
from lynxsite.signature import FACTORS
from lynxsite.submission import Submission
from lynxsite.variant import Moved, distinguished
from tests.site import records, variety

UNKNOWN = {"not_measured": {"reason": "virtualised", "detail": "the hypervisor hides it"}}
CHANGES: tuple[dict[str, Any], ...] = (
    {}, {"/executor/hardware/devices/0/name": "another"}, {"/executor/hardware/devices/0/driver": UNKNOWN},
    {"/executor/hardware/devices/0/driver": UNKNOWN, "/provenance/session_id": "another"},
    {"/executor/hardware/devices/0/driver": UNKNOWN, "/executor/precision/compute": "fp32"},
    {"/executor/scheduling": UNKNOWN}, {"/executor/precision/compute": "fp32"},
    {"/executor/precision/weights/0/sparsity/share": 0.0}, {"/workload/version": "2.0.0"},
    {"/executor/hardware/interconnect": {"not_applicable": "one device, said otherwise"}},
    {"/executor/runtime/version": "9.9"}, {"/executor/runtime/version": "9.9", "/executor/precision/compute": "fp32"},
)


def _submission(number: int, record: dict[str, Any]) -> Submission:
    return Submission.of(Path("lab") / f"result-{number}", record)


def _verdict(first: Result, second: Result) -> Verdict:
    return verdict(first.submission.record, first.point, second.submission.record, second.point)


@pytest.fixture(scope="module")
def registry() -> Registry:
    made = [records.changed(changes) for changes in CHANGES] + [record for _, record in variety.variety(4)]
    return Registry(tuple(_submission(number, record) for number, record in enumerate(made)))


def test_keys_say_what_the_verdict_of_each_pair_says(registry: Registry) -> None:
    for first, second in combinations(registry.results, 2):
        found = _verdict(first, second)
        ours, theirs = first.signature, second.signature
        ranked = ours.known and theirs.known and ours.without(*FACTORS) == theirs.without(*FACTORS)
        assert ranked == found.ranked, found.sentence()
        if ranked:
            differing = {name for name in FACTORS if ours.part(name) != theirs.part(name)}
            assert differing == set(found.factors)


def test_each_controlled_pair_stands_in_one_group(registry: Registry) -> None:
    results = ranked(registry).results
    place = {result: number for number, result in enumerate(results)}
    grouped = {
        frozenset((place[one], place[other]))
        for group in groups(registry) for one, other in combinations(group.variants, 2)
        for one, other in [(a, b) for a in one for b in other]
    }
    expected = {
        frozenset((one, other)) for one, other in combinations(range(len(results)), 2)
        if _verdict(results[one], results[other]).controlled
    }
    assert grouped == expected and expected


def test_the_largest_effect_comes_first(registry: Registry) -> None:
    effects = [group.ratio for group in groups(registry)]
    assert effects == sorted(effects, reverse=True) and min(effects) >= 1


def test_a_digit_of_a_version_does_not_name_a_thread_count() -> None:
    moved = [Moved("/executor/runtime/threads/intra_op", "runtime", "identity", ("1", "2"))]
    names = distinguished(["onnxruntime 1.32.0", "onnxruntime 1.32.0"], moved)
    assert names == ["onnxruntime 1.32.0, threads intra op 1", "onnxruntime 1.32.0, threads intra op 2"]
