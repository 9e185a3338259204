"""What the pages of a workload and of a runtime set side by side."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lynxsite import line_up, version
from lynxsite.best import best
from lynxsite.result import Result
from lynxsite.submission import Submission
from tests.site import records, variety

Change = Callable[[records.Record], Any]


def _results(made: list[records.Record]) -> list[Result]:
    submissions = [Submission.of(Path(f"lab/{place}"), record) for place, record in enumerate(made)]
    return [Result(one, position) for one in submissions for position in range(len(one.rows))]


@pytest.fixture(scope="module")
def nine() -> list[records.Record]:
    """Three runtimes at three precisions, four operating points each, on one thread."""
    return [record for _, record in variety.variety(9)]


def test_a_row_holds_all_but_the_precision(nine: list[records.Record]) -> None:
    offline = next(table for table in line_up.tables(_results(nine)) if "offline" in table.title)
    assert [name.partition("/")[0] for name in offline.columns] == ["fp16", "fp32", "int8"]
    assert len(offline.rows) == offline.total == 9  # three runtimes, three batches
    assert all(cell and cell.figure.value and cell.figure.interval for row in offline.rows for cell in row.cells)
    assert len({(row.executor, row.condition) for row in offline.rows}) == 9
    sizes = [row.condition for row in offline.rows if row.executor == offline.rows[0].executor]
    assert sizes == [f"offline, batch {size}, all at once" for size in (1, 8, 32)]


def test_quality_stands_once_for_every_operating_point(nine: list[records.Record]) -> None:
    quality = next(table for table in line_up.tables(_results(nine)) if "Quality" in table.title)
    assert len(quality.rows) == 3
    assert {cell.figure.value for row in quality.rows for cell in row.cells if cell} == {"0.7186", "0.7188", "0.7142"}


def test_rows_of_one_name_say_their_session(nine: list[records.Record]) -> None:
    first, again = copy.deepcopy(nine), copy.deepcopy(nine)
    for record in [*first, *again]:
        record["executor"]["hardware"]["host"]["smt"] = {"not_measured": {"reason": "virtualised", "detail": "a guest"}}
    for record in again:
        record["provenance"] |= {"session_id": "another", "started_at": "2026-11-24T09:30:00Z"}
    quality = next(table for table in line_up.tables(_results([*first, *again])) if "Quality" in table.title)
    names = [(row.executor, row.condition) for row in quality.rows]
    assert len(set(names)) == len(names) == 6
    assert sum(condition.endswith("measured on 2026-11-24 at 09:30 UTC") for _, condition in names) == 3


def test_generation_has_its_token_times_by_precision(nine: list[records.Record]) -> None:
    timed = copy.deepcopy(nine)
    for record in timed:
        record["operating_points"][0]["headline"]["ttft_ms"] = record["operating_points"][0]["headline"]["latency_ms"]
    plain, more = ({table.title: table for table in line_up.tables(_results(each))} for each in (nine, timed))
    title, = set(more) - set(plain)
    assert title.startswith("p50 of the time to first token")
    assert more[title].rows == more["p50 of the latency of a request, ms, one in flight"].rows


def test_an_unknown_member_is_in_no_row(nine: list[records.Record]) -> None:
    hidden = copy.deepcopy(nine)
    for record in hidden:
        record["executor"]["scheduling"] = {"withheld": {"by": "the vendor", "why": "under embargo"}}
    assert line_up.tables(_results(hidden)) == []


def test_a_long_table_says_how_many_rows_there_are(
    nine: list[records.Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_up, "MOST_ROWS", 2)
    table = line_up.tables(_results(nine))[0]
    assert len(table.rows) == 2 < table.total == 9


def test_the_best_are_those_with_most_executors(nine: list[records.Record]) -> None:
    found = best(_results(nine), 2)
    assert len(found) == 2 and {each.ranked for each in found} == {9}
    assert found[0].leader.rate == max(each.rate for each in _results(nine)
                                       if each.point["id"] == found[0].leader.point["id"])


SERVED = {"kind": "open", "process": "poisson", "rate_per_s": 50.0, "seed": 1}


def _served(record: records.Record) -> records.Record:
    """The record with its single-stream result as one at an offered rate."""
    made = copy.deepcopy(record)
    made["operating_points"][0].update(id="server", scenario="server", load=SERVED)
    return made


def test_at_an_offered_rate_the_tail_ranks(nine: list[records.Record]) -> None:
    found = best(_results([_served(record) for record in nine]), 24)
    served = next(each for each in found if each.leader.value("scenario") == "server")
    tails = [each.value("p99") for each in _results([_served(record) for record in nine]) if each.id == "server"]
    assert served.leader.value("p99") == min(tails) and served.ranked == 9


def test_a_scenario_with_one_executor_is_not_left_out(nine: list[records.Record]) -> None:
    found = best(_results([*nine, _served(nine[0])]), 24)
    assert [each.leader.value("scenario") for each in found if each.ranked == 1] == ["server"]
    lone = found[-1]
    assert lone.ties == [] and lone.leader.id == "server"
    assert len(best(_results([*nine, _served(nine[0])]), 0)) == 1


def _versions(record: records.Record, *changes: Change) -> list[version.Change]:
    newer = copy.deepcopy(record)
    newer["executor"]["runtime"]["version"] = "1.24.0"
    steps = newer["executor"]["toolchain"]["steps"]
    steps[-1]["version"] = "1.24.0"
    for change in changes:
        change(newer)
    return version.changes({result.submission: None for result in _results([newer, record])})


def test_versions_are_compared_where_nothing_else_moved(nine: list[records.Record]) -> None:
    found = _versions(nine[0])
    assert len(found) == 4
    assert {(each.older.submission.facts.version, each.newer.submission.facts.version) for each in found} == {
        ("1.23.2", "1.24.0")}
    assert all(each.rate.tie and each.rate.interval for each in found)


@pytest.mark.parametrize("change", [
    lambda made: made["executor"]["runtime"]["threads"].update(intra_op=7),
    lambda made: made["executor"]["runtime"].update(backend="CUDAExecutionProvider"),
    lambda made: made["executor"]["precision"].update(compute="bf16"),
    lambda made: made["executor"]["toolchain"]["steps"][0].update(version="9.9"),
    lambda made: made["workload"].update(version="2.0.0"),
])
def test_versions_with_other_settings_are_not_compared(nine: list[records.Record], change: Change) -> None:
    assert _versions(nine[0], change) == []


def test_an_option_that_only_the_newer_version_has_does_not_keep_it_off(nine: list[records.Record]) -> None:
    assert len(_versions(nine[0], lambda made: made["executor"]["runtime"]["options"].update(new=True))) == 4


def test_versions_are_ordered_as_people_do() -> None:
    mixed = ["2026.4.1", "2.0", "1.10.0", "2.0.1", "1.9.0", "2.0rc1"]
    assert sorted(mixed, key=version.order) == ["1.9.0", "1.10.0", "2.0rc1", "2.0", "2.0.1", "2026.4.1"]
