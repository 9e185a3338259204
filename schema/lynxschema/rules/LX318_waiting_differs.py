"""Times in queue and service that the samples do not give.

## What it checks

Under an open load, `service_ms`, `queue_ms`, `dispatch_lateness_ms` and `observed_batch_mean` of every trial that
publishes them, against the stored rows: service is the call to its end, the queue from the scheduled arrival to the
call; lateness is how long a call began after its batch was complete and a server free, by the disclosed scheduling.
Under any other load nobody waits for a schedule, and none of them is published.

## Why it matters

A load generator that falls behind looks like a slow executor, and a long queue like a fast one. Which of them it was
is told by these three.

## Rejected

```json
{"latency_ms": {"mean": 9.1}, "queue_ms": {"mean": 0.1}}
```

where requests waited for 6.4 ms on the mean.

## Mended

```json
{"latency_ms": {"mean": 9.1}, "queue_ms": {"mean": 6.4}}
```
"""

from collections.abc import Iterator
from typing import Any

from lynxschema.agreement import disagreements
from lynxschema.evidence import as_row, ranked
from lynxschema.figures import OPEN, open_figures, open_times_of
from lynxschema.finding import Fault
from lynxschema.load.submission import Submission
from lynxschema.load.trial import Trial
from lynxschema.order_statistics import PERCENTILES
from lynxschema.queueing import Discipline, discipline

READS = ("/operating_points", "/evidence", "/executor/scheduling")
MEMBERS = ("service_ms", "queue_ms", "dispatch_lateness_ms", "observed_batch_mean")


def check(submission: Submission) -> Iterator[Fault]:
    known = discipline(submission.record["executor"]["scheduling"])
    for point in submission.points:
        for trial in point.trials if point.scenario != "server" else ():
            yield from _out_of_place(trial)
    told = [(point, trial) for point, trial in submission.timed[0] if point.scenario == "server" and _published(trial)]
    agree = _agreeing([trial for _, trial in told], known or Discipline(), known is not None) if told else ()
    for (point, trial), same in zip(told, agree, strict=True):
        if not same:
            computed = open_figures(trial.rows, known or Discipline())
            if known is None:
                del computed["dispatch_lateness_ms"]  # when a server was free cannot be told
            yield from _differences(trial, computed, point.record["purpose"] == "search_step")


def _agreeing(trials: list[Trial], discipline: Discipline, all_told: bool) -> Iterator[bool]:
    """Whether each trial publishes nothing but what the rows of all give to the bit, as nearly every one does."""
    times = open_times_of([trial.rows for trial in trials], discipline)
    rows, names = ranked(times), OPEN if all_told else OPEN[:-1]
    for place, trial in enumerate(trials):
        computed = dict(zip(names, rows[place::len(trials)], strict=False))
        yield all(name in computed and computed[name] == as_row(figure, times.counts[place])
                  for name, figure in _published(trial).items())


def _published(trial: Trial) -> dict[str, Any]:
    return {name: trial.record[name] for name in MEMBERS if name in trial.record}


def _differences(trial: Trial, computed: dict[str, Any], may_omit: bool) -> Iterator[Fault]:
    published = _published(trial)
    for name in [name for name in published if name in computed]:
        wanted = _shortened(computed[name], published[name]) if may_omit else computed[name]
        yield from disagreements(_supported(published[name], wanted), wanted, f"{trial.pointer}/{name}")


def _out_of_place(trial: Trial) -> Iterator[Fault]:
    for name in MEMBERS:
        if name in trial.record:
            yield Fault(f"{name} of a load without a schedule", "nothing", "leave it out",
                        pointer=f"{trial.pointer}/{name}")


def _supported(published: Any, computed: Any) -> Any:
    """A percentile that the samples cannot give has a rule of its own."""
    if not isinstance(computed, dict):
        return published
    return {name: figure for name, figure in published.items() if name in computed}


def _shortened(computed: Any, published: Any) -> Any:
    """Without the percentiles that a step of a search leaves out."""
    if not isinstance(computed, dict):
        return computed
    return {name: figure for name, figure in computed.items() if name in published or name not in PERCENTILES}
