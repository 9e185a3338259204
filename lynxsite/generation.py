"""What a page says of generation: rates of tokens, both phases, distributions of token times, memory of the cache."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from lynxschema.leaves import state_of
from lynxschema.mean import mean
from lynxschema.numeral import percent, significant
from lynxschema.phase_roofline import phase_rooflines
from lynxschema.roofline import Roofline
from lynxschema.roofline_sentence import sentence
from lynxsite.figure import TIMES, Figure, figure
from lynxsite.histogram import Histogram, histogram
from lynxsite.quantity import quantity
from lynxsite.state import why

Record = dict[str, Any]
RATES = {
    "prefill_tokens_per_s": "Prefill, tokens of the prompt per second",
    "decode_tokens_per_s_per_user": "Decode, tokens per second that one user sees",
}
COUNTED = {"itl_ms": "gaps between tokens"}
PHASES = {"prefill": "Prefill", "decode_step": "Decoding step", "encode": "Encoding"}


class Row(NamedTuple):
    """A figure of all trials as text, or why there is none."""

    title: str
    text: str
    why: str = ""


class Phase(NamedTuple):
    """What one phase must move and compute, as text; `intensity` in operations per byte, `under` where it stands."""

    title: str
    bytes: str
    operations: str
    intensity: str
    under: str


class Generation(NamedTuple):
    """One operating point that generates."""

    rates: list[tuple[str, Figure]]
    rows: list[Row]
    histograms: list[tuple[str, Histogram]]
    phases: list[Phase]
    cache: list[tuple[str, str]]


def generation(record: Record, point: Record) -> Generation | None:
    """None where nothing is generated."""
    told = [found for trial in point["trials"] if (found := trial.get("generation")) and not state_of(found)]
    if not told:
        return None
    under = phase_rooflines(record, point)
    further = point["headline"].get("further_throughput", [])
    found, percentiles = point.get("token_histograms", {}), point["headline"]
    return Generation(
        [(rate["unit"].replace("_", " "), figure(rate)) for rate in further],
        [*(_row(title, name, told) for name, title in RATES.items()), *_goodput(told)],
        [(TIMES[name], histogram(found[name], percentiles.get(name, {}), COUNTED.get(name, "requests")))
         for name in TIMES if name in found],
        [_phase(each, under.get(each["phase"])) for each in _told(point.get("phases", []))],
        list(_cache(record["executor"].get("kv_cache"), point["lengths"])),
    )


def _row(title: str, name: str, trials: Sequence[Record]) -> Row:
    """Mean over the trials: the record has no interval for it."""
    state = next((trial[name] for trial in trials if state_of(trial[name])), None)
    return Row(title, "", why(state)) if state else Row(title, significant(mean([trial[name] for trial in trials])))


def _goodput(trials: Sequence[Record]) -> Iterator[Row]:
    shares = [trial["goodput_share"] for trial in trials]
    if not any(map(state_of, shares)):
        yield Row("Goodput: share of requests within every bound", percent(mean(shares)))


def _told(phases: list[Record] | Record) -> list[Record]:
    return phases if isinstance(phases, list) else []


def _phase(phase: Record, under: Roofline | None) -> Phase:
    moved, computed = quantity(phase["bytes"], "bytes").text, quantity(phase["operations"], "operations").text
    return Phase(PHASES[phase["phase"]], moved, computed, significant(phase["operations"] / phase["bytes"]),
                 sentence(under) if under else "")


def _cache(cache: Record | None, lengths: Record) -> Iterator[tuple[str, str]]:
    """Memory of a request's cache against the length of its sequence."""
    if cache is None or any(map(state_of, (cache, lengths))) or state_of(lengths["output"]):
        return
    longest = lengths["input"]["maximum"], lengths["input"]["maximum"] + lengths["output"]["maximum"]
    named = {"one token": 1, f"the longest prompt, {longest[0]:,} tokens": longest[0],
             f"with its answer, {longest[1]:,} tokens": longest[1]}
    yield from ((name, quantity(tokens * cache["bytes_per_token"], "bytes").text) for name, tokens in named.items())
