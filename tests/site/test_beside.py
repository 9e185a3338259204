"""What a result is read beside, and what nobody measured."""

from pathlib import Path

from lynxsite import partners
from lynxsite.measured import grid, unmeasured
from lynxsite.pages import home
from lynxsite.registry import Registry
from lynxsite.submission import Submission
from tests.site import variety


def _registry(count: int) -> Registry:
    made = (Submission.of(Path(f"lab-{place % 2}/{place}"), record)
            for place, (_, record) in enumerate(variety.variety(count)))
    return Registry(tuple(made))


def test_the_fastest_are_named_though_several_factors_differ() -> None:
    registry = _registry(9)
    slowest = min(registry.results, key=lambda result: result.rate).submission
    circles = partners.circles(registry, slowest)[0]
    kinds = {circle.factor: circle.others for circle in circles}
    assert {"precision", "runtime", "comparable"} <= kinds.keys()
    several = kinds["comparable"]
    assert [each.rate for each in several] == sorted((each.rate for each in several), reverse=True)
    alone = {each for factor in ("precision", "runtime") for each in kinds[factor]}
    assert not alone & set(several) and len(alone) + len(several) == 8
    assert all(each.submission is not slowest for each in several)


def test_a_result_alone_in_its_field_has_no_partner() -> None:
    registry = _registry(1)
    assert partners.circles(registry, registry.submissions[0]) == [[], [], [], []]


def test_the_catalogue_says_what_is_missing() -> None:
    asked = {"single_stream": [1], "offline": [1, 8, 32]}
    entry = {"scenarios": [{"scenario": name, "batches": batches} for name, batches in asked.items()]}
    assert unmeasured(entry, {("single stream", 1), ("offline", 8)}) == ["offline, batch 1, 32"]
    assert unmeasured(entry, set()) == ["single stream, batch 1", "offline, batch 1, 8, 32"]


def test_a_grid_counts_results_by_any_two_sides() -> None:
    found = grid(_registry(9).submissions, lambda each: each.precision, by=lambda each: each.facts.runtime)
    assert dict(found.rows) == {"onnxruntime": [8, 8, 8], "openvino": [4, 4, 4]} and len(found.columns) == 3


def test_the_latest_are_of_different_sessions() -> None:
    made = _registry(9).submissions
    sessions = [0, 0, 0, 0, 0, 0, 1, 1, 2]
    shown = tuple(
        Submission(each.directory, each.extract._replace(facts=each.extract.facts._replace(session=str(session))))
        for each, session in zip(made, sessions, strict=True))
    found = [each.directory.name for each in home.latest_of(shown)]
    assert found == ["0", "6", "8", "1", "2", "3"]
    assert home.latest_of(shown[:1]) == [shown[0]]
