"""Prefill and decode under one device's roofs: the one bound by arithmetic, the other by memory."""

from typing import Any

import pytest

from lynxschema.phase_roofline import phase_rooflines
from tests.examples import example


def generating() -> tuple[dict[str, Any], dict[str, Any]]:
    """A record and a point of one request at a time: 100 ms of prefill, 20 ms a step."""
    record = example("gpu-llm-server")
    point = record["operating_points"][1]
    point["load"]["concurrency"] = 1
    point["lengths"]["input"] = {"distribution": "fixed", "mean": 512, "minimum": 512, "maximum": 512}
    point["phases"] = [{"phase": "prefill", "bytes": 2e10, "operations": 4e13},
                       {"phase": "decode_step", "bytes": 2e10, "operations": 4e10}]
    for trial in point["trials"]:
        trial["generation"]["ttft_ms"]["mean"], trial["generation"]["tpot_ms"]["mean"] = 100.0, 20.0
    return record, point


def test_each_phase_has_its_own_place() -> None:
    found = phase_rooflines(*generating())
    assert found["prefill"].operations_per_s == pytest.approx(4e14)
    assert found["decode_step"].bytes_per_s == pytest.approx(1e12)
    assert (found["prefill"].verdict, found["decode_step"].verdict) == ("compute-bound", "memory-bound")


def test_phases_that_waited_or_differ_have_none() -> None:
    record, point = generating()
    point["load"]["concurrency"] = 2
    assert phase_rooflines(record, point) == {}
    record, point = generating()
    point["lengths"]["input"]["distribution"] = "uniform"
    assert phase_rooflines(record, point) == {}
    record, point = generating()
    point["trials"][0]["generation"]["tpot_ms"] = {
        "not_measured": {"reason": "coalesced_stream", "detail": "at once"}}
    assert list(phase_rooflines(record, point)) == ["prefill"]
