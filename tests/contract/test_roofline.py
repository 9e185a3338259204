"""Where an operating point stands under its device's roofs."""

from typing import Any

import pytest

from lynxschema.records.submission import Submission
from lynxschema.roofline import Roof, Roofline, roofline
from lynxschema.roofline_sentence import sentence
from tests.examples import example

BANDWIDTH, FP32, INT8 = 25e9, 100e9, 200e9
MEGA = 1_000_000


def measured(threads: int, scale: float = 1.0) -> dict[str, Any]:
    """A ceiling as the runner writes it."""
    how = {"repetitions": 10, "spread": 0.05, "tool": "numpy", "version": "2.4.0", "method": "a kernel"}
    return {
        "threads": threads,
        "bandwidth": {**how, "best_bytes_per_s": scale * BANDWIDTH, "working_set_bytes": 200 * MEGA},
        "operations": [{**how, "dtype": "fp32", "best_operations_per_s": scale * FP32},
                       {**how, "dtype": "int8", "best_operations_per_s": scale * INT8}],
    }


def record(moved: int, operations: float, batch: int = 1, ceilings: list[dict[str, Any]] | None = None) -> Any:
    """The vision example: 500 calls in two seconds on a processor with 48 MiB of cache, int8 on 8 threads."""
    found = example("cpu-vision")
    point = found["operating_points"][0]
    point |= {"bytes_per_inference": moved, "operations_per_inference": operations, "batch": batch}
    if ceilings is not None:
        found["executor"]["hardware"]["devices"][0]["ceilings"] = ceilings
    return found


def at(found: Any) -> Roofline:
    seen = roofline(found, found["operating_points"][0])
    assert seen is not None
    return seen


def test_reading_more_than_the_caches_hold_is_memory_bound() -> None:
    """100 MB and 100 million operations: 1 operation per byte, under a ridge of 200 / 25."""
    seen = at(record(100 * MEGA, 100e6, ceilings=[measured(8)]))
    assert (seen.verdict, seen.intensity, seen.resident, seen.overhead) == ("memory-bound", 1.0, False, False)
    assert seen.memory_share == pytest.approx(100e6 * 250 / BANDWIDTH)
    assert seen.share == seen.memory_share


def test_what_stays_in_the_caches_does_not_ask_the_memory() -> None:
    seen = at(record(1 * MEGA, 1e6, ceilings=[measured(8)]))
    assert (seen.verdict, seen.resident, seen.intensity) == ("compute-bound", True, 1.0)


def test_a_batch_reads_together_what_its_items_share() -> None:
    """30 MB each stay in 48 MiB alone, and two of them do not."""
    alone, both = (at(record(30 * MEGA, 30e6, batch, [measured(8)])) for batch in (1, 2))
    assert (alone.resident, both.resident) == (True, False)
    assert both.bytes_per_s == 2 * alone.bytes_per_s


def test_many_operations_per_byte_are_compute_bound() -> None:
    seen = at(record(100 * MEGA, 800e6 + 1, ceilings=[measured(8)]))
    assert seen.verdict == "compute-bound"
    assert at(record(100 * MEGA, 800e6 - 1, ceilings=[measured(8)])).verdict == "memory-bound"
    assert seen.share == seen.arithmetic_share == pytest.approx(1.0, rel=1e-6)


def test_far_below_both_roofs_it_is_overheads() -> None:
    seen = at(record(100 * MEGA, 1e9, ceilings=[measured(8, scale=100)]))
    assert seen.overhead
    assert "limited by latency or overheads" in sentence(seen)


def test_roofs_are_those_of_the_threads_that_ran() -> None:
    ceilings = [measured(1, 0.5), measured(8), measured(16, 2.0)]
    seen = at(record(100 * MEGA, 1e8, ceilings=ceilings))
    assert (seen.arithmetic, seen.memory) == (Roof(INT8, "measured"), Roof(BANDWIDTH, "measured"))
    found = record(100 * MEGA, 1e8, ceilings=ceilings)
    found["executor"]["scheduling"]["instances"] = 2
    assert at(found).memory == Roof(2 * BANDWIDTH, "measured")
    found["executor"]["runtime"]["threads"] = {"not_applicable": "its own scheduler"}
    assert at(found).memory == Roof(2 * BANDWIDTH, "measured")


def test_without_a_measurement_the_data_sheet_counts() -> None:
    seen = at(record(100 * MEGA, 1e8))
    assert (seen.arithmetic, seen.memory) == (Roof(16384e9, "datasheet"), Roof(204.8e9, "datasheet"))
    assert "(data sheet)" in sentence(seen)


def test_mixed_formats_take_the_sum_of_their_times() -> None:
    found = record(100 * MEGA, 1e8, ceilings=[measured(8)])
    operators = found["executor"]["precision"]["effective"]["operators"]
    operators[:] = [{**operators[0], "dtype": dtype, "share_of_operations": 0.5} for dtype in ("fp32", "uint8")]
    assert at(found).arithmetic == Roof(1 / (0.5 / FP32 + 0.5 / INT8), "measured")
    operators[0]["dtype"] = "bf16"
    assert at(found).arithmetic == Roof(INT8, "measured")


def test_one_roof_gives_no_verdict() -> None:
    found = record(100 * MEGA, 1e8)
    device = found["executor"]["hardware"]["devices"][0]
    device["peaks"] = []
    seen = at(found)
    assert (seen.verdict, seen.arithmetic_share, seen.overhead) == (None, None, False)
    assert seen.memory_share is not None
    assert "not known which" in sentence(seen)


@pytest.mark.parametrize("member", ["bytes_per_inference", "operations_per_inference", "batch"])
def test_what_is_not_known_gives_no_roofline(member: str) -> None:
    found = record(100 * MEGA, 1e8, ceilings=[measured(8)])
    point = found["operating_points"][0]
    point[member] = {"not_measured": {"reason": "varies_by_request", "detail": "batches vary"}}
    assert roofline(found, point) is None


def test_the_contract_takes_ceilings() -> None:
    Submission.model_validate(record(100 * MEGA, 1e8, ceilings=[measured(8)]))


def test_the_sentence_says_where_roofs_come_from() -> None:
    seen = Roofline(90e9, 9e9, "int8", Roof(INT8, "measured"), Roof(3.35e12, "datasheet"), resident=True)
    assert sentence(seen) == ("compute-bound from the caches at 10 operations per byte: 45 % of 200 GOP/s in int8 "
                              "(measured), 0.27 % of 3.35 TB/s of memory (data sheet)")
