"""Readings -> joules: the one place where energy is computed.

The runner publishes what these functions return and a rule recomputes it with the same functions.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from lynxschema.evidence import over_trials, unmeasured
from lynxschema.readings import COUNTER, Channel, Readings
from lynxschema.samples import Samples

Figure = dict[str, Any]
Channels = Sequence[Channel]
LONGEST_GAP_S = 3.0
"""Readings further apart than this say nothing about what went on between them (arXiv 2312.02741)."""


def trial_energy(readings: Readings, channels: Channels) -> Figure:
    """Members of the contract's trial energy, or the state that says why the readings give none."""
    window = readings.window
    if window is None:
        return unmeasured("too_short", "fewer than three readings of the meter while requests succeeded")
    parts = [readings.in_window(channel) for channel in counted(channels)]
    if not parts or min(len(part.at_ns) for part in parts) < 2:
        return unmeasured("reading_failed", "a counted channel has no readings in the window")
    gap = max(part.longest_gap_s for part in parts)
    if gap > LONGEST_GAP_S:
        return unmeasured("reading_failed", f"the meter was silent for {gap:.3g} s; {LONGEST_GAP_S:g} s is the most")
    joules = sum(part.joules for part in parts)
    if joules < 0:
        return unmeasured("reading_failed", "the meter's counter ran backwards")
    return {"window_s": window.seconds, "joules": joules, "successes": window.successes, "longest_gap_s": gap}


def idle(trials: Sequence[Readings], channels: Channels) -> Figure:
    """Mean watts of the counted channels over all readings that are marked idle, and the seconds of them."""
    sums = counted(channels)
    parts = [part for readings in trials for channel in sums for part in readings.idle(channel)]
    seconds = sum(part.seconds for part in parts) / max(len(sums), 1)
    joules = sum(part.joules for part in parts)
    if seconds <= 0 or joules < 0:
        return unmeasured("too_short", "no two readings of the meter while nothing ran")
    return {"watts": joules / seconds, "window_s": seconds}


def energy(trials: Sequence[Readings], channels: Channels, shared: str | None = None) -> Figure:
    """Figures of the contract's energy over the readings of all trials, or the state of the first that has none.

    `shared` says why nothing is published per inference; see `sharing`.
    """
    found = [trial_energy(readings, channels) for readings in trials]
    failed = next((figure for figure in found if "not_measured" in figure), None)
    if failed or not found:
        return failed or unmeasured("reading_failed", "no trial was metered")
    total = {name: sum(figure[name] for figure in found) for name in ("window_s", "joules", "successes")}
    resting = idle(trials, channels)
    return {
        **total, "idle": resting, "mean_watts": total["joules"] / total["window_s"],
        **_per_inference(total, resting, shared), "counter_against_integral": against_integral(trials, channels),
    }


def against_integral(trials: Sequence[Readings], channels: Channels) -> float | Figure:
    """Energy of the counters over the integrated power of the readings beside them, less 1."""
    counters = [channel for channel in counted(channels) if channel["reading"] == COUNTER]
    powers = [channel for channel in channels if channel["reading"] != COUNTER and not channel["counted"]]
    if not counters:
        return {"not_applicable": "the meter has no energy counter"}
    if len(powers) != len(counters):
        return {"not_applicable": "the meter shows no power beside its energy counter"}
    counter, integral = (
        sum(readings.in_window(channel).joules for readings in trials for channel in kind)
        for kind in (counters, powers)
    )
    return counter / integral - 1 if integral > 0 else {"not_applicable": "the meter showed a power of 0"}


def headline(trials: Sequence[Figure]) -> Figure:
    """Joules per successful inference over the trials, from their energies."""
    return over_trials([figure["joules"] / figure["successes"] for figure in trials])


def per_token(trials: Sequence[Figure], rows: Sequence[Samples]) -> tuple[float, Figure] | None:
    """Joules per output token of the point and over its trials; None where no row says how many tokens came out.

    Tokens are successes times the mean output of the trial's stored steady requests that succeeded.
    """
    if any("output_items" not in each.columns for each in rows):
        return None
    outputs = [each.steady().succeeded()["output_items"] for each in rows]
    if any(each.sum() <= 0 for each in outputs):
        return None
    tokens = [trial["successes"] * float(each.mean()) for trial, each in zip(trials, outputs, strict=True)]
    joules = [trial["joules"] for trial in trials]
    return sum(joules) / sum(tokens), over_trials([j / t for j, t in zip(joules, tokens, strict=True)])


def sharing(devices: Sequence[Mapping[str, Any]]) -> str | None:
    """Why a meter of these devices says nothing per inference; None where all of them were exclusive."""
    modes = sorted({device["sharing"]["mode"] for device in devices} - {"exclusive"})
    return f"a shared device ({', '.join(modes)}): the meter sees the others' work too" if modes else None


def counted(channels: Channels) -> Channels:
    """The channels that make the sum."""
    return [channel for channel in channels if channel["counted"]]


def _per_inference(total: Figure, resting: Figure, shared: str | None) -> Figure:
    state = {"not_applicable": shared}
    above = resting if "not_measured" in resting else (
        (total["joules"] - resting["watts"] * total["window_s"]) / total["successes"]
    )
    return {
        "joules_per_inference": state if shared else total["joules"] / total["successes"],
        "joules_per_inference_above_idle": state if shared else above,
    }
