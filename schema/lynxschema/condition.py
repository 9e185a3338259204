"""The condition of an operating point, in words."""

from typing import Any

from lynxschema.leaves import state_of
from lynxschema.lengths import lengths
from lynxschema.numeral import plain, whole

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


def condition(point: Record) -> str:
    """Scenario, batch, load and lengths: `offline, batch 32, all at once, 128 tokens in`."""
    return f"{scenario(point)}, {setting(point)}"


def setting(point: Record) -> str:
    """The same without the scenario."""
    size = batch(point)
    formed = "batches formed by the scheduler" if size is None else f"batch {whole(size)}"
    return ", ".join(filter(None, (formed, load(point), lengths(point))))
