"""Clocks fell while the trial ran.

Read before and after. A rise is how a governor answers to load. A fall of more than 10 % is worth a warning: steps of
turbo are about 100 MHz, 3 % of a common clock, and a fall of several of them means heat, a power limit or a neighbour.
Never invalid: two readings say little about the time between them; drift and percentiles say the rest.
"""

from lynxrunner.judge.observed import Fault, Observed, number

NOTABLE = 0.10
CLOCKS = {"frequency_mhz": "the processor's clock", "device_clock_mhz": "the accelerator's clock"}


def frequency(trial: Observed) -> Fault | None:
    """The clock that fell most."""
    falls = {clock: _fall(trial.record["noise"].get(member)) for member, clock in CLOCKS.items()}
    clock = max(falls, key=lambda name: falls[name])
    fell = falls[clock]
    return Fault(f"{clock} fell by {fell:.0%}", fell) if fell > NOTABLE else None


def _fall(change: object) -> float:
    ends = [number(change.get(end)) for end in ("before", "after")] if isinstance(change, dict) else [None, None]
    before, after = ends
    return 1 - after / before if before and after is not None else 0.0
