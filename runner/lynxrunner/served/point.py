"""One operating point of an endpoint: what is asked, and the record of what came back."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lynxrunner.judge.observed import Judge, Observed
from lynxrunner.judge.validity import validity
from lynxrunner.lengths import Profile
from lynxrunner.offered import Load
from lynxrunner.served.bounds import judged
from lynxrunner.served.tokens import generation, rates
from lynxrunner.served.vantage import Vantage
from lynxrunner.state import Record, not_applicable
from lynxschema import evidence, figures, queueing
from lynxschema.generation import headline as token_headline
from lynxschema.generation import token_columns, token_histograms
from lynxschema.samples import Samples

UNIT = "requests/s"


@dataclass(frozen=True)
class Asked:
    """What every request of an operating point is drawn from; `shared` is the share of a prompt that all have."""

    scenario: str
    load: Load
    inputs: Profile
    outputs: Profile
    bounds: tuple[Record, ...] = field(default=(), hash=False)
    shared: float = 0.0

    @property
    def id(self) -> str:
        """Anchor of the result."""
        parts = [self.scenario.replace("_", "-"), self.load.name.replace(".", "-"), f"in-{self.inputs.name}",
                 f"out-{self.outputs.name}", *([f"shared-{self.shared:g}"] if self.shared else [])]
        return "-".join(parts if self.scenario != "single_stream" else [parts[0], *parts[2:]]).replace(".", "-")


@dataclass(frozen=True)
class Measured:
    """One trial: its result, its stored rows and chunks."""

    result: Record
    rows: Samples
    chunks: Samples


def operating_point(asked: Asked, seen: Vantage, trials: Sequence[Measured]) -> Record:
    """The contract's operating point."""
    open_load = asked.scenario == "server"
    found = [_trial(number, trial, asked, seen) for number, trial in enumerate(trials)]
    columns = [token_columns(trial.rows, trial.chunks, open_load) for trial in trials]
    steady = [trial.rows.steady().succeeded() for trial in trials]
    behind = [number for number, trial in enumerate(trials) if open_load and not queueing.sustained(trial.rows)]
    histograms = token_histograms(columns)
    return {
        "id": asked.id,
        "scenario": asked.scenario,
        "purpose": "result",
        "batch": 1,
        "lengths": _lengths(asked, seen),
        "load": {**asked.load.record(), **({"overloaded": True} if behind else {})},
        "bounds": judged(list(asked.bounds), found) if asked.bounds else not_applicable("no bound was asked for"),
        "latency_definition": seen.latency,
        "counts": figures.counts(found),
        "trials": found,
        "histogram": evidence.histogram(_pooled(steady, open_load)),
        **({"token_histograms": histograms} if histograms else {}),
        "headline": {**figures.headline(found, asked.scenario), **token_headline(found), **_further(found)},
        **seen.cost,
        "validity": verdict(asked.scenario, found, trials, behind, seen.judges),
    }


def _trial(number: int, trial: Measured, asked: Asked, seen: Vantage) -> Record:
    shared = ("warmup_discarded", "duration_s", "counts", "completions_per_100ms", "noise")
    record = {"trial": number, **{member: trial.result[member] for member in shared}}
    record |= figures.trial_figures(trial.rows, asked.scenario) | figures.rate_figures(record, 1, UNIT)
    record["generation"] = generation(trial.result, trial.rows, trial.chunks, asked, seen)
    if asked.scenario == "server" and seen.scheduling.get("batching") == "continuous":
        # Whatever the endpoint does, the client waits for nobody: all that a request waits here is its lateness.
        late = queueing.waiting(trial.rows.steady().succeeded())
        record["dispatch_lateness_ms"] = evidence.distribution(late)
    return record | rates(trial.result, record)


def _further(trials: Sequence[Record]) -> Record:
    if not all("further_throughput" in trial for trial in trials):
        return {}
    units = [[each["value"] for each in one] for one in zip(*(t["further_throughput"] for t in trials), strict=True)]
    named = [each["unit"] for each in trials[0]["further_throughput"]]
    return {"further_throughput": [{**evidence.over_trials(values), "unit": unit}
                                   for values, unit in zip(units, named, strict=True)]}


def _lengths(asked: Asked, seen: Vantage) -> Record:
    return {"unit": "tokens", "input": asked.inputs.record(), "output": asked.outputs.record(),
            "ignore_eos": seen.ignore_eos, "content": seen.content, "shared_prefix_share": asked.shared}


def _pooled(steady: Sequence[Samples], open_load: bool):  # type: ignore[no-untyped-def]
    import numpy as np

    return np.concatenate([rows.latencies(open_load) for rows in steady])


def verdict(
    scenario: str, found: Sequence[Record], trials: Sequence[Measured], behind: Sequence[int], judges: Sequence[Judge]
) -> Record:
    """The contract's `validity`: the judges', trials `behind` an open load, what failed and how often."""
    seen = [Observed(record, trial.rows, scenario, trial.result["settled"], trial.result["apart_s"])
            for record, trial in zip(found, trials, strict=True)]
    told = validity(seen, tuple(judges))
    failed = [f"trial {number}: {count} x {why}" for number, trial in enumerate(trials)
              for why, count in trial.result["failures"].items()]
    late = [f"overloaded: the queue grew throughout trials {', '.join(map(str, behind))}"] if behind else []
    reasons = [*told["reasons"], *late]
    return {"valid": not reasons, "reasons": reasons, "warnings": [*told["warnings"], *failed]}
