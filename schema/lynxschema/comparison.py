"""Two submissions side by side: verdicts, ratios with intervals, quality; plain data for terminal and site."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lynxschema.claim import TOKENS
from lynxschema.comparability import Difference, pairs, verdict
from lynxschema.figures import times_member
from lynxschema.load.submission import Submission
from lynxschema.ratio import ratio
from lynxschema.roofline import roofline
from lynxschema.roofline_sentence import sentence
from lynxschema.scores import score_difference
from lynxschema.withdrawal import is_withdrawn

Record = dict[str, Any]


def comparison(first: Submission, second: Submission) -> Record:
    """Every pair of equal operating points; where there is none, the first point of each, which is not ranked."""
    ours, theirs = first.record, second.record
    matched = list(pairs(ours, theirs)) or [(ours["operating_points"][0], theirs["operating_points"][0])]
    withdrawn = tuple(name for name, each in zip("AB", (first, second), strict=True) if is_withdrawn(each.directory))
    quality = score_difference(first, second)
    executors = verdict(ours, matched[0][0], theirs, matched[0][1])
    return {
        "first": first.directory.name,
        "second": second.directory.name,
        "differences": [_row(each) for each in executors.differences if each not in executors.caveats],
        "caveats": [_row(each) for each in executors.caveats],
        "points": [_point(ours, one, theirs, other, withdrawn) for one, other in matched],
        "quality": quality.sentence() if quality else "one of the two publishes no score",
    }


def _point(first: Record, one: Record, second: Record, other: Record, withdrawn: tuple[str, ...]) -> Record:
    found = replace(verdict(first, one, second, other), withdrawn=withdrawn)
    return {
        "points": [one["id"], other["id"]],
        "verdict": found.sentence(),
        "ranked": found.ranked,
        "factors": list(found.factors),
        "ratios": list(ratios(one, other, found.ranked)),
        "rooflines": [_roofline(first, one), _roofline(second, other)],
    }


def _roofline(record: Record, point: Record) -> str | None:
    found = roofline(record, point)
    return sentence(found) if found and found.verdict else None


def _row(difference: Difference) -> Record:
    return {key: getattr(difference, key) for key in ("pointer", "factor", "first", "second", "unknown")}


def ratios(one: Record, other: Record, ranked: bool) -> Iterator[Record]:
    """Each figure that both operating points have, with the ratio of the second to the first where they are ranked."""
    ours, theirs = dict(_figures(one)), dict(_figures(other))
    for name in ours:
        if name in theirs and min(*ours[name], *theirs[name]) > 0:
            yield _ratio(name, ours[name], theirs[name], ranked)


def _ratio(name: str, ours: list[float], theirs: list[float], ranked: bool) -> Record:
    found = ratio(ours, theirs)
    # An unlike pair is shown, never ranked: its ratio would be read as a ranking.
    return {
        "figure": name, "first": _geometric(ours), "second": _geometric(theirs),
        **({"ratio": found.value, "low": found.low, "high": found.high, "tie": found.tie} if ranked else {}),
    }


def _geometric(values: list[float]) -> float:
    return ratio([1.0], values).value


def _figures(point: Record) -> Iterator[tuple[str, list[float]]]:
    """Values over the trials of each figure that every trial has."""
    trials, member = point["trials"], times_member(point["scenario"])
    yield f"throughput, {point['headline']['throughput']['unit']}", [t["throughput"]["value"] for t in trials]
    for name in ("p50", "p99"):
        if all(name in trial[member] for trial in trials):
            what = "batch service" if member == "batch_service_ms" else "latency"
            yield f"{what} {name}, ms", [trial[member][name]["value"] for trial in trials]
    yield from _of_tokens(trials)
    # A shared device meters the others' work too: its headline has no figure per inference, nor has this table.
    if "joules_per_inference" in point["headline"] and all("energy" in trial for trial in trials):
        energies = [trial["energy"] for trial in trials]
        yield "energy, J/inference", [energy["joules"] / energy["successes"] for energy in energies]


def _of_tokens(trials: list[Record]) -> Iterator[tuple[str, list[float]]]:
    """Of generation: first token, further tokens, prefill."""
    told = [trial.get("generation", {}) for trial in trials]
    for name, title in TOKENS.items():
        if all("p50" in each.get(name, {}) for each in told):
            yield f"{title} p50, ms", [each[name]["p50"]["value"] for each in told]
    prefill = [each.get("prefill_tokens_per_s") for each in told]
    if all(isinstance(rate, int | float) for rate in prefill):
        yield "prefill, tokens/s", [float(rate) for rate in prefill if rate is not None]
