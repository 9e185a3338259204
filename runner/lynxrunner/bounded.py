"""Whether the bound of a record's points was held, and where it was not, what stood in its way."""

from collections.abc import Iterator, Sequence

from lynxrunner.judge.contention import contended
from lynxrunner.judge.observed import number
from lynxrunner.state import Record
from lynxschema.leaves import state_of

DISTURBED = 0.01
"""Share of lost processor time that can move a p99: as many requests as lie beyond it."""


def bounds(results: Sequence[Record]) -> Iterator[str]:
    """Sentences on points that have a bound."""
    found = [point for point in results if not state_of(point["bounds"])]
    bounded = [point for point in found if _is_rate_under_a_latency(point)]
    yield from (_each(point) for point in found if not _is_rate_under_a_latency(point))
    held = [point for point in bounded if point["bounds"][0]["held"]]
    if held:
        best = max(held, key=_rate)
        yield f"{_bound(best)} is held at {_rate(best):,.10g} requests/s, by every trial's upper bound."
    elif bounded:
        least = min(bounded, key=_rate)
        rate = f"{_rate(least):,.10g} requests/s, the lowest rate measured"
        yield f"{_bound(least)} was not held: {_worst(least)} at {rate}."
        yield from _obstacle(least)


def _is_rate_under_a_latency(point: Record) -> bool:
    """Whether a point is one of those among which the highest rate that holds one bound is looked for."""
    limits = point["bounds"]
    return point["load"]["kind"] == "open" and len(limits) == 1 and limits[0]["metric"] == "latency_ms"


def _each(point: Record) -> str:
    """Every bound of a point of its own."""
    said = [f"{limit['metric'].removesuffix('_ms')} {_name(limit['percentile'])} <= {limit['limit_ms']:g} ms "
            f"{'held' if limit['held'] else 'not held'}" for limit in point["bounds"]]
    shares = [trial.get("generation", {}).get("goodput_share", {}) for trial in point["trials"]]
    share = f", by {min(shares):.1%} of the requests of the worst trial" if not any(map(state_of, shares)) else ""
    return f"{point['id']}: {', '.join(said)}{share}."


def disturbance(noise: Record) -> str | None:
    """Who took processor time from a trial, where it was enough to move a p99."""
    others, stolen = contended(noise), number(noise.get("steal_share")) or 0.0
    if max(others, stolen) <= DISTURBED:
        return None
    return f"other processes had {others:.0%}" if others >= stolen else f"the hypervisor took {stolen:.0%}"


def _obstacle(point: Record) -> Iterator[str]:
    if any("service_ms" not in trial for trial in point["trials"]):
        return  # over the wire, nobody sees how much of a latency is service
    service = min(trial["service_ms"]["p50"]["value"] for trial in point["trials"])
    if service > point["bounds"][0]["limit_ms"]:
        yield f"The service alone takes {service:.3g} ms: no rate holds this bound."
        return
    found = [said for trial in point["trials"] if (said := disturbance(trial["noise"]))]
    if found:
        trials = f"{len(found)} of {len(point['trials'])} trials"
        yield (f"The service takes {service:.3g} ms, so the machine is the likely reason: {found[0]} of the processor "
               f"time ({trials} were disturbed). lynx doctor says what would make it quieter.")


def _bound(point: Record) -> str:
    bound = point["bounds"][0]
    return f"{_name(bound['percentile'])} <= {bound['limit_ms']:g} ms"


def _worst(point: Record) -> str:
    name = point["bounds"][0]["percentile"]
    uppers = [trial["latency_ms"][name]["upper"] for trial in point["trials"] if name in trial["latency_ms"]]
    return f"{_name(name)} is at most {max(uppers):.4g} ms" if uppers else f"{_name(name)} has no bound"


def _rate(point: Record) -> float:
    return float(point["load"]["rate_per_s"])


def _name(percentile: str) -> str:
    return percentile.replace("_", ".")
