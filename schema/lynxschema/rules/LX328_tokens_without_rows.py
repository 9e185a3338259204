"""Tokens that no row shows.

## What it checks

That token times come with `chunks.parquet`, and token counts with the columns `input_items` and `output_items` of the
samples.

## Why it matters

Time to first token and time per token are what generation is compared by. Without the times of the chunks they are
claims.

## Rejected

```json
{"generation": {"ttft_ms": {"mean": 21.0}}, "evidence": [{"kind": "samples"}]}
```

## Mended

```json
{"generation": {"ttft_ms": {"mean": 21.0}}, "evidence": [{"kind": "samples"}, {"kind": "chunks"}]}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.generation import TIMES
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial

PROFILES = ("registry",)
READS = ("/operating_points", "/evidence")
COUNTED = {"input_tokens": "input_items", "output_tokens": "output_items"}
MEND = "store them, or state why there are none"


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        for trial in point.trials:
            if "generation" in trial.record:
                yield from _unseen(trial, submission.chunks is not None)


def _unseen(trial: Trial, has_chunks: bool) -> Iterator[Fault]:
    told, pointer = trial.record["generation"], f"{trial.pointer}/generation"
    for name in (*TIMES, "decode_tokens_per_s_per_user"):
        if not has_chunks and not state_of(told[name]):
            yield Fault("token times and no chunks", "an evidence file of the kind chunks", MEND,
                        pointer=f"{pointer}/{name}")
    for name, column in COUNTED.items():
        if not state_of(told[name]) and column not in trial.rows.columns:
            yield Fault(f"{told[name]:,} tokens and no {column}", f"the column {column} in the samples", MEND,
                        pointer=f"{pointer}/{name}")
