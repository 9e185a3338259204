"""Token times against a stream written down by hand."""

from typing import Any

import numpy as np
import pytest

from lynxschema.generation import decode_rate, token_times, tokens
from lynxschema.samples import Samples

MS = 10**6


def rows(**columns: list[int]) -> Samples:
    return Samples({name: np.array(column, dtype=np.int64) for name, column in columns.items()})


REQUESTS: dict[str, Any] = {
    "schedule_index": [4, 5, 6], "phase": [0, 1, 1], "status": [0, 0, 0], "scheduled_ns": [0, 1 * MS, 2 * MS],
    "started_ns": [0, 3 * MS, 3 * MS], "completed_ns": [9 * MS, 13 * MS, 9 * MS], "input_items": [7, 7, 7],
    "output_items": [3, 3, 1],
}
CHUNKS = {"schedule_index": [4, 5, 5, 5, 6], "chunk_ns": [1 * MS, 5 * MS, 6 * MS, 13 * MS, 9 * MS]}


def test_times_are_those_of_the_definition() -> None:
    found = token_times(rows(**REQUESTS), rows(**CHUNKS), open_load=False)
    assert (found["ttft_ms"]["minimum"], found["ttft_ms"]["maximum"]) == (2, 6)
    assert found["tpot_ms"]["mean"] == 4  # (13 - 5) / 2; a request of one token has none
    assert (found["itl_ms"]["minimum"], found["itl_ms"]["maximum"]) == (1, 7)
    assert decode_rate(found["tpot_ms"]) == 250


def test_an_open_load_counts_from_the_scheduled_arrival() -> None:
    found = token_times(rows(**REQUESTS), rows(**CHUNKS), open_load=True)
    assert (found["ttft_ms"]["minimum"], found["ttft_ms"]["maximum"]) == (4, 7)


def test_the_order_of_chunks_in_the_file_does_not_matter() -> None:
    backwards = {name: column[::-1] for name, column in CHUNKS.items()}
    found = [token_times(rows(**REQUESTS), rows(**chunks), open_load=False) for chunks in (CHUNKS, backwards)]
    assert found[0] == found[1]


def test_a_coalesced_stream_has_no_time_between_tokens() -> None:
    found = token_times(rows(**REQUESTS | {"output_items": [3, 4, 1]}), rows(**CHUNKS), open_load=False)
    assert found["itl_ms"]["not_measured"]["reason"] == "coalesced_stream"
    assert found["ttft_ms"]["mean"] == 4


def test_a_request_without_a_chunk_leaves_nothing_to_tell() -> None:
    fewer = {name: column[:-1] for name, column in CHUNKS.items()}
    found = token_times(rows(**REQUESTS), rows(**fewer), open_load=False)
    assert all(figure["not_measured"]["reason"] == "not_reported_by_server" for figure in found.values())
    assert decode_rate(found["tpot_ms"]) == found["tpot_ms"]


@pytest.mark.parametrize("without", ["input_items", "output_items"])
def test_tokens_are_those_of_answered_steady_requests(without: str) -> None:
    assert tokens(rows(**REQUESTS)) == {"input_tokens": 14, "output_tokens": 4}
    fewer = {name: column for name, column in REQUESTS.items() if name != without}
    assert len(tokens(rows(**fewer))) == 1
