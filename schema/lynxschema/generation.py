"""First token, further tokens, tokens in all: from rows of requests and chunks, by the runner and by the checker.

A chunk is what arrived at once. Where chunks are fewer than the tokens of their request, the stream was coalesced, and
times between tokens cannot be told.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from lynxschema import evidence
from lynxschema.leaves import state_of
from lynxschema.samples import Column, Samples

Record = dict[str, Any]
TIMES = ("ttft_ms", "tpot_ms", "itl_ms")


def token_columns(rows: Samples, chunks: Samples, open_load: bool) -> dict[str, Column | Record]:
    """Times in ns behind each of `token_times`, or the state that says why there are none.

    `ttft_ms` and `tpot_ms` have one for each request, `itl_ms` one for each pair of successive chunks of a request.
    """
    answered = rows.steady().succeeded()
    index, at = ordered(chunks, answered["schedule_index"])
    known, firsts = np.unique(index, return_index=True)
    if len(answered) == 0 or len(known) < len(answered):
        missing = evidence.unmeasured("not_reported_by_server", "requests without a chunk")
        return {"ttft_ms": missing, "tpot_ms": missing, "itl_ms": missing}
    first = at[firsts]
    begin = answered["scheduled_ns" if open_load else "started_ns"]
    return {"ttft_ms": first - begin, "tpot_ms": _per_token(answered, first), "itl_ms": _between(answered, index, at)}


def token_times(rows: Samples, chunks: Samples, open_load: bool) -> Record:
    """`ttft_ms`, `tpot_ms` and `itl_ms` of one trial's stored steady requests that succeeded."""
    columns = token_columns(rows, chunks, open_load)
    return {name: _figure(column, evidence.distribution) for name, column in columns.items()}


def token_histograms(trials: Sequence[dict[str, Column | Record]]) -> Record:
    """Pooled histogram of each token time that every trial's `token_columns` have."""
    known = [name for name in TIMES if trials and not any(isinstance(each[name], dict) for each in trials)]
    return {name: evidence.histogram(np.concatenate([each[name] for each in trials])) for name in known}


def headline(trials: Sequence[Record]) -> Record:
    """Percentiles over trials of each token time that every trial's `generation` has."""
    told = [trial["generation"] for trial in trials if "generation" in trial]
    known = [name for name in TIMES if told and not any(state_of(each[name]) for each in told)]
    return {name: evidence.percentiles_over_trials([each[name] for each in told]) for name in known}


def output_per_100ms(rows: Samples, start_ns: int) -> list[int]:
    """Output items of the stored steady requests that succeeded, by the 100 ms since `start_ns` of their completion."""
    answered = rows.steady().succeeded()
    periods = (answered["completed_ns"] - start_ns) // evidence.PERIOD_NS
    return [int(items) for items in np.bincount(periods, weights=answered["output_items"])]


def tokens(rows: Samples) -> dict[str, int]:
    """Input and output tokens of the stored steady requests that succeeded, as far as the rows have them."""
    answered = rows.steady().succeeded()
    columns = {"input_tokens": "input_items", "output_tokens": "output_items"}
    return {name: int(answered[column].sum()) for name, column in columns.items() if column in rows.columns}


def decode_rate(tpot_ms: Record) -> float | Record:
    """Tokens per second that one user sees: the inverse of the mean time per token."""
    return 1000 / tpot_ms["mean"] if tpot_ms.get("mean") else tpot_ms


def prefill_rate(rows: Samples, chunks: Samples) -> float | Record:
    """Prompt tokens per second until the first token, over the stored steady requests that succeeded.

    What it means where the first token comes as soon as its prefill has ended, and nothing was waited for.
    """
    return prefill_of(rows, token_columns(rows, chunks, open_load=False)["ttft_ms"])


def prefill_of(rows: Samples, first: Column | Record) -> float | Record:
    """The same from the times to first token in ns, or the state that says why there are none."""
    if isinstance(first, dict):
        return first
    answered, total = rows.steady().succeeded(), int(first.sum())
    if "input_items" not in answered.columns or total <= 0:
        return evidence.unmeasured("too_few_samples", "no tokens of prompts, or no time until their answers")
    return int(answered["input_items"].sum()) / total * 1e9


def ordered(chunks: Samples, wanted: Column) -> tuple[Column, Column]:
    """Request and time of each chunk of the wanted requests, ascending."""
    mine = np.isin(chunks["schedule_index"], wanted)
    index, at = chunks["schedule_index"][mine], chunks["chunk_ns"][mine]
    order = np.lexsort((at, index))
    return index[order], at[order]


def _figure(column: Column | Record, of: Callable[[Column], Record]) -> Record:
    return column if isinstance(column, dict) else of(column)


def _per_token(answered: Samples, first: Column) -> Column | Record:
    if "output_items" not in answered.columns:
        return evidence.unmeasured("not_reported_by_server", "tokens of each request")
    further = answered["output_items"] - 1
    several = further > 0
    if not several.any():
        return evidence.unmeasured("too_few_samples", "no request of two tokens")
    times: Column = (answered["completed_ns"] - first)[several] // further[several]
    at_once = evidence.unmeasured("coalesced_stream", "answers of several tokens that came at once")
    return times if times.all() else at_once


def _between(answered: Samples, index: Column, at: Column) -> Column | Record:
    arrived = np.unique(index, return_counts=True)[1]
    if "output_items" not in answered.columns or np.any(arrived < answered["output_items"]):
        return evidence.unmeasured("coalesced_stream", "fewer chunks than tokens")
    gaps = np.diff(at)[np.diff(index) == 0]
    return gaps if len(gaps) else evidence.unmeasured("too_few_samples", "no second token")
