"""Tokens faster than the weights can be read.

## What it checks

For an autoregressive workload: time per token, the latency of a request over its tokens where there is none, against
the bytes of the weights that a step reads (the active parameters, in their formats) less what caches and on-chip memory
hold, over the bandwidth of all devices and the tokens accepted per step. Faster than that is a warning, since
embeddings are gathered; faster than half of it is refused.

## Why it matters

Each step of generation reads every active weight once, whatever the batch. No scheduler gets round it.

## Rejected

A model of 70 GB on a device of 3.35 TB/s at 1.2 ms per token.

## Mended

The same at 26 ms per token.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from lynxschema.ceiling import bandwidth, kept_on_chip
from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission
from lynxschema.weights import read_each_step

READS = ("/operating_points", "/executor", "/workload")
SLACK, NEVER_GATHERED = 1.1, 0.5


def check(submission: Submission) -> Iterator[Fault]:
    record = submission.record
    hardware, known = record["executor"]["hardware"], partial(submission.entry, "devices")
    most = bandwidth(hardware, known)
    if record["workload"]["decoding"] != "autoregressive" or most is None:
        return
    read = max(read_each_step(record) - kept_on_chip(hardware, known), 0.0)
    for point in submission.points:
        for position, trial in enumerate(point.record["trials"]):
            step, least = _step_ms(trial, record["executor"]["scheduling"]), read / most * 1e3 / SLACK
            if step is not None and step < least:
                yield Fault(f"{step:.3g} ms a step", f"at least {least:.3g} ms, to read {read:.3g} bytes of weights",
                            "see whether tokens, weights or bandwidth is wrong",
                            pointer=f"{point.pointer}/trials/{position}/generation",
                            severity="error" if step < least * NEVER_GATHERED else "warning")


def _step_ms(trial: dict[str, Any], scheduling: dict[str, Any]) -> float | None:
    """Time of a decoding step; None where nothing tells it."""
    told = trial.get("generation")
    if told is None:
        return None
    each = told["tpot_ms"].get("mean")
    if each is None and not state_of(told["output_tokens"]) and told["output_tokens"] and "latency_ms" in trial:
        each = trial["latency_ms"]["mean"] * trial["counts"]["ok"] / told["output_tokens"]
    guessed, gained = scheduling["speculative_decoding"], told["accepted_tokens_per_step"]
    most = 1.0 if state_of(guessed) else guessed["tokens"] + 1.0
    return None if each is None else each * (most if state_of(gained) else min(max(gained, 1.0), most))
