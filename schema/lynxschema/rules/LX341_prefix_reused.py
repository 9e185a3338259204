"""Prefixes reused that are declared not to be.

## What it checks

Where the KV cache is declared without prefix reuse: that no trial tells of prompt tokens found in the cache; and, of
two operating points that differ only in how much of a prompt was seen before (nine tenths and more of one, a tenth and
less of the other), that the repeated prompts do not start ten times faster.

## Why it matters

A prompt found in the cache is not read again. Its time to first token is that of a look-up, and passes for prefill.

## Rejected

```json
{"kv_cache": {"prefix_reuse": false}, "lengths": {"shared_prefix_share": 1}, "generation": {"ttft_ms": {"mean": 9.1}}}
```

beside a point of fresh prompts whose first tokens take 140 ms.

## Mended

```json
{"kv_cache": {"prefix_reuse": true}}
```
"""

import json
from collections.abc import Iterator
from typing import Any

from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.point import Point
from lynxschema.load.submission import Submission
from lynxschema.mean import mean

READS = ("/operating_points", "/executor")
REPEATED, FRESH = 0.9, 0.1
FASTER = 10
MEND = "declare prefix reuse, or switch it off and measure anew"


def check(submission: Submission) -> Iterator[Fault]:
    cache = submission.record["executor"].get("kv_cache")
    if cache is None or cache["prefix_reuse"]:
        return
    for point in submission.points:
        for trial in point.trials:
            share = trial.record.get("generation", {}).get("prefix_hit_share", 0)
            if share > 0:
                yield Fault(f"{share:.3g} of the prompt tokens were found in the cache", "none, without prefix reuse",
                            MEND, pointer=f"{trial.pointer}/generation/prefix_hit_share")
    fresh = {_condition(point): _first_ms(point) for point in submission.points if _seen_before(point) <= FRESH}
    for point in submission.points:
        slow, fast = fresh.get(_condition(point)), _first_ms(point)
        if _seen_before(point) >= REPEATED and slow and fast and fast * FASTER <= slow:
            yield Fault(f"{fast:.3g} ms to the first token of repeated prompts, {slow:.3g} ms of fresh ones",
                        f"less than {FASTER} times faster, without prefix reuse", MEND,
                        pointer=f"{point.pointer}/lengths/shared_prefix_share")


def _seen_before(point: Point) -> float:
    """Share of a prompt that earlier requests brought as well; between both limits where nothing says so."""
    lengths, drawn = point.record["lengths"], point.record["latency_definition"].get("inputs", "drawn")
    shared = {} if state_of(lengths) else lengths["shared_prefix_share"]
    if drawn != "drawn":
        return 1.0
    return float(shared) if isinstance(shared, int | float) else (REPEATED + FRESH) / 2


def _condition(point: Point) -> str:
    """What two points must have in common."""
    record: dict[str, Any] = point.record
    lengths = {} if state_of(record["lengths"]) else record["lengths"]
    alike = [record["scenario"], record["batch"], record["load"], *(lengths.get(name) for name in ("input", "output"))]
    return json.dumps(alike, sort_keys=True)


def _first_ms(point: Point) -> float | None:
    """Mean time to first token over the trials, None where one has none."""
    means = [trial.record.get("generation", {}).get("ttft_ms", {}).get("mean") for trial in point.trials]
    return mean(means) if means and all(means) else None
