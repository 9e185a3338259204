"""Where the phases of generation stand under their device's roofs: reading a prompt, and one step of decoding.

Only where one request is answered at a time, so that the time to first token is that of the prefill, and where all
prompts are equally long, so that what was inspected is what each of them took.
"""

from collections.abc import Callable
from typing import Any

from lynxschema.leaves import state_of
from lynxschema.mean import mean
from lynxschema.roofline import Roofline, Work, under_roofs

Json = dict[str, Any]
TIMES = {"prefill": "ttft_ms", "decode_step": "tpot_ms"}


def phase_rooflines(
    record: Json, point: Json, known: Callable[[str], Json] | None = None
) -> dict[str, Roofline]:
    """By phase; those whose time or work is not known are left out. `known` as for `roofline`."""
    lengths, alone, phases = point["lengths"], point["load"].get("concurrency") == 1, point.get("phases", ())
    if state_of(phases) or state_of(lengths) or lengths["input"]["distribution"] != "fixed" or not alone:
        return {}
    found = {}
    for phase in phases:
        times = [trial.get("generation", {}).get(TIMES.get(phase["phase"], ""), {}).get("mean")
                 for trial in point["trials"]]
        if times and all(times):
            work = Work(phase["bytes"], phase["operations"])
            found[phase["phase"]] = under_roofs(record["executor"], work, 1e3 / mean(times), known)
    return found
