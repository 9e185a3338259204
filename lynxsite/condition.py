"""The condition of an operating point, in words."""

from typing import Any

from lynxschema.leaves import state_of
from lynxsite.numeral import plain, whole

Record = dict[str, Any]
SCENARIOS = {
    "single_stream": "single stream", "concurrent": "concurrent", "server": "server", "offline": "offline",
}
_PROCESSES = {"poisson": "Poisson arrivals", "constant": "constant spacing"}


def scenario(point: Record) -> str:
    """Name of its scenario."""
    return SCENARIOS[point["scenario"]]


def batch(point: Record) -> int | None:
    """Items of one call; None where the scheduler decides."""
    size = point["batch"]
    return None if state_of(size) else int(size)


def load(point: Record) -> str:
    """How requests arrive."""
    how = point["load"]
    if how["kind"] == "closed":
        return f"{how['concurrency']} in flight"
    if how["kind"] == "open":
        return f"{plain(how['rate_per_s'])} requests/s offered, {_PROCESSES[how['process']]}"
    return "all at once"


def lengths(point: Record) -> str:
    """`128 tokens in, 16 out`, on the mean; empty where inputs have one size."""
    found = point["lengths"]
    if state_of(found):
        return ""
    ways = {"input": f"{found['unit']} in", "output": "out"}
    return ", ".join(f"{plain(found[way]['mean'])} {words}" for way, words in ways.items() if not state_of(found[way]))


def condition(point: Record) -> str:
    """Scenario, batch, load and lengths: `offline, batch 32, all at once, 128 tokens in`."""
    size = batch(point)
    formed = "batches formed by the scheduler" if size is None else f"batch {whole(size)}"
    return ", ".join(filter(None, (scenario(point), formed, load(point), lengths(point))))
