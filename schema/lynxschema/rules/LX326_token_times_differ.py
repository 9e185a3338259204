"""Token times or counts that the samples do not give.

## What it checks

Where a trial publishes `generation` and its chunks are stored: time to first token (first chunk from the begin of the
request), time per further token (to the completion, over output tokens less one), times between tokens (differences of
chunks), the decode rate, and the prefill rate where the client's own process answers one request at a time. Input and
output tokens against the rows: as many where all are stored, else no fewer, and no more than the longest requests of
the length profile would bring (with a tenth of slack). Where chunks are fewer than tokens, no time between tokens may
be published.

## Why it matters

Each of the three has several definitions in use, which differ by factors where a server sends several tokens at once.

## Rejected

```json
{"generation": {"ttft_ms": {"mean": 21.0}}}
```

where first chunks arrived 84 ms after the request on the mean.

## Mended

```json
{"generation": {"ttft_ms": {"mean": 84.0}}}
```
"""

from collections.abc import Iterator

from lynxschema.agreement import disagreements
from lynxschema.evidence import distribution
from lynxschema.finding import Fault
from lynxschema.generation import decode_rate, prefill_of, tokens
from lynxschema.leaves import state_of
from lynxschema.load.point import Point, Record
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial
from lynxschema.samples import Column

READS = ("/operating_points", "/evidence", "/workload")
PROFILES_OF = {"input_tokens": "input", "output_tokens": "output"}


def check(submission: Submission) -> Iterator[Fault]:
    for point in submission.points:
        for trial in point.trials:
            if "generation" in trial.record:
                yield from _counts(point, trial)
                columns = submission.token_columns.get((point.number, trial.record["trial"]))
                yield from _times(point, trial, columns) if columns else ()


def _times(point: Point, trial: Trial, columns: dict[str, Column | Record]) -> Iterator[Fault]:
    computed = {
        name: column if isinstance(column, dict) else distribution(column) for name, column in columns.items()
    }
    rate = decode_rate(computed["tpot_ms"])
    for name, figure in {**computed, "decode_tokens_per_s_per_user": rate, **_prefill(point, trial, columns)}.items():
        published = trial.record["generation"][name]
        # A harness may leave a figure out with its reason; it may not publish what the chunks do not give.
        if not state_of(published):
            yield from disagreements(published, figure, f"{trial.pointer}/generation/{name}", "the chunks")


def _prefill(point: Point, trial: Trial, columns: dict[str, Column | Record]) -> dict[str, float | Record]:
    """Where the client is the process that computes, one request at a time, the first token ends the prefill."""
    alone = point.record["load"].get("concurrency") == 1
    seen = point.record["latency_definition"].get("client") == "same_process" and alone
    return {"prefill_tokens_per_s": prefill_of(trial.rows, columns["ttft_ms"])} if seen else {}


def _counts(point: Point, trial: Trial) -> Iterator[Fault]:
    for name, stored in tokens(trial.rows).items():
        counted = trial.record["generation"][name]
        least, most = stored, stored + _unstored(point, trial, name)
        if not state_of(counted) and not least <= counted <= most:
            expected = f"{least:,}" if least == most else f"{least:,} to {most:,.0f}"
            yield Fault(f"{counted:,} tokens", f"{expected}, by the samples and the length profile",
                        "publish the tokens as counted", pointer=f"{trial.pointer}/generation/{name}")


def _unstored(point: Point, trial: Trial, name: str) -> float:
    """Most tokens of the answered requests that are not stored."""
    rest = trial.record["counts"]["ok"] - len(trial.steady.succeeded())
    lengths = point.record["lengths"]
    profile = None if state_of(lengths) else lengths[PROFILES_OF[name]]
    if rest <= 0:
        return 0.0
    return rest * float(profile["maximum"]) * SLACK if profile and not state_of(profile) else float("inf")


SLACK = 1.1
"""A chat template adds some tokens to the declared length."""
