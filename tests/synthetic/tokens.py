"""Chunks of a synthetic submission whose requests answer in tokens, and the figures that they give."""

from typing import Any

import numpy as np

from lynxschema import generation
from lynxschema.samples import Samples

Columns = dict[str, np.ndarray]
EACH = 8


def with_items(samples: Samples) -> Samples:
    """The rows with 100 tokens in and 8 out."""
    return Samples({
        **samples.columns, "input_items": np.full(len(samples), 100), "output_items": np.full(len(samples), EACH),
    })


def chunks(samples: Samples, coalesced: bool) -> Columns:
    """Eight chunks of each request, evenly up to its completion; four where the stream is coalesced."""
    number = EACH // 2 if coalesced else EACH
    step = (samples["completed_ns"] - samples["started_ns"]) // number
    at = samples["started_ns"][:, None] + step[:, None] * np.arange(1, number + 1)
    named = {name: np.repeat(samples[name], number) for name in ("operating_point", "trial", "schedule_index")}
    return {**named, "chunk_ns": at.ravel()}


def generated(trial: dict[str, Any], rows: Samples, found: Samples, open_load: bool) -> dict[str, Any]:
    """The trial with its figures of generation."""
    times, none = generation.token_times(rows, found, open_load), {"not_applicable": "synthetic"}
    return {**trial, "generation": {
        **times, **generation.tokens(rows), "decode_tokens_per_s_per_user": generation.decode_rate(times["tpot_ms"]),
        "prefill_tokens_per_s": {"not_measured": {"reason": "not_reported_by_server", "detail": "synthetic"}},
        "goodput_share": none, "accepted_tokens_per_step": none,
    }}
