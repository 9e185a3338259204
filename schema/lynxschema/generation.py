"""First token, further tokens, tokens in all: from rows of requests and chunks, by the runner and by the checker.

A chunk is what arrived at once. Where chunks are fewer than the tokens of their request, the stream was coalesced, and
times between tokens cannot be told.
"""

from typing import Any

import numpy as np

from lynxschema import evidence
from lynxschema.samples import Column, Samples

Record = dict[str, Any]


def token_times(rows: Samples, chunks: Samples, open_load: bool) -> Record:
    """`ttft_ms`, `tpot_ms` and `itl_ms` of one trial's stored steady requests that succeeded."""
    answered = rows.steady().succeeded()
    index, at = _ordered(chunks, answered["schedule_index"])
    known, firsts = np.unique(index, return_index=True)
    if len(answered) == 0 or len(known) < len(answered):
        missing = evidence.unmeasured("not_reported_by_server", "requests without a chunk")
        return {"ttft_ms": missing, "tpot_ms": missing, "itl_ms": missing}
    first = at[firsts]
    begin = answered["scheduled_ns" if open_load else "started_ns"]
    return {
        "ttft_ms": evidence.distribution(first - begin),
        "tpot_ms": _per_token(answered, first),
        "itl_ms": _between(answered, index, at),
    }


def tokens(rows: Samples) -> dict[str, int]:
    """Input and output tokens of the stored steady requests that succeeded, as far as the rows have them."""
    answered = rows.steady().succeeded()
    columns = {"input_tokens": "input_items", "output_tokens": "output_items"}
    return {name: int(answered[column].sum()) for name, column in columns.items() if column in rows.columns}


def decode_rate(tpot_ms: Record) -> float | Record:
    """Tokens per second that one user sees: the inverse of the mean time per token."""
    return 1000 / tpot_ms["mean"] if tpot_ms.get("mean") else tpot_ms


def _ordered(chunks: Samples, wanted: Column) -> tuple[Column, Column]:
    """Request and time of each chunk of the wanted requests, ascending."""
    mine = np.isin(chunks["schedule_index"], wanted)
    index, at = chunks["schedule_index"][mine], chunks["chunk_ns"][mine]
    order = np.lexsort((at, index))
    return index[order], at[order]


def _per_token(answered: Samples, first: Column) -> Record:
    if "output_items" not in answered.columns:
        return evidence.unmeasured("not_reported_by_server", "tokens of each request")
    further = answered["output_items"] - 1
    several = further > 0
    if not several.any():
        return evidence.unmeasured("too_few_samples", "no request of two tokens")
    return evidence.distribution((answered["completed_ns"] - first)[several] // further[several])


def _between(answered: Samples, index: Column, at: Column) -> Record:
    arrived = np.unique(index, return_counts=True)[1]
    if "output_items" not in answered.columns or np.any(arrived < answered["output_items"]):
        return evidence.unmeasured("coalesced_stream", "fewer chunks than tokens")
    gaps = np.diff(at)[np.diff(index) == 0]
    return evidence.distribution(gaps) if len(gaps) else evidence.unmeasured("too_few_samples", "no second token")
