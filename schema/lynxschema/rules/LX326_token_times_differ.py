"""Token times or counts that the samples do not give.

## What it checks

Where a trial publishes `generation` and its chunks are stored: time to first token (first chunk from the begin of the
request), time per further token (to the completion, over output tokens less one), times between tokens (differences of
chunks), and the decode rate. Input and output tokens against the rows: as many where all are stored, else no fewer.
Where chunks are fewer than tokens, no time between tokens may be published.

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
from lynxschema.finding import Fault
from lynxschema.generation import decode_rate, token_times, tokens
from lynxschema.leaves import state_of
from lynxschema.load.point import Trial
from lynxschema.load.submission import Submission
from lynxschema.samples import Samples

READS = ("/operating_points", "/evidence")


def check(submission: Submission) -> Iterator[Fault]:
    columns = submission.columns("chunks")
    for point in submission.points:
        for trial in point.trials:
            if "generation" in trial.record:
                yield from _counts(trial)
                if columns:
                    mine = Samples(columns).where(operating_point=point.number, trial=trial.record["trial"])
                    yield from _times(trial, mine)


def _times(trial: Trial, chunks: Samples) -> Iterator[Fault]:
    computed = token_times(trial.rows, chunks, trial.scenario == "server")
    computed["decode_tokens_per_s_per_user"] = decode_rate(computed["tpot_ms"])
    for name, figure in computed.items():
        published = trial.record["generation"][name]
        # A harness may leave a figure out with its reason; it may not publish what the chunks do not give.
        if not state_of(published):
            yield from disagreements(published, figure, f"{trial.pointer}/generation/{name}", "the chunks")


def _counts(trial: Trial) -> Iterator[Fault]:
    for name, stored in tokens(trial.rows).items():
        counted = trial.record["generation"][name]
        if not state_of(counted) and (counted < stored or (trial.stores_all and counted != stored)):
            yield Fault(f"{counted:,} tokens", f"{stored:,}, as the samples have", "publish the tokens as counted",
                        pointer=f"{trial.pointer}/generation/{name}")
