"""Other processes had the processors that the trial's threads wanted.

The smaller of two shares: the time that threads waited while they could run, and the processor time that other
processes used. Threads of one executor that wait for each other are how it is made; other processes that nobody waits
for disturb little. The thresholds are those of stolen time, for it is the same to the model: 1 % can be seen, over 20 %
misleads.
"""

from lynxrunner.judge.observed import Fault, Observed, number
from lynxrunner.state import Record

NOTABLE, MISLEADING = 0.01, 0.20


def contention(trial: Observed) -> Fault | None:
    """Waiting for processors that others used."""
    share = contended(trial.record["noise"])
    if share <= NOTABLE:
        return None
    text = f"other processes had the processors for {share:.0%} of the time that the trial's threads wanted"
    return Fault(text, share, misleads=share > MISLEADING)


def contended(noise: Record) -> float:
    """The share that others took, of a noise record; 0 where it could not be read."""
    found = [number(noise.get(member)) for member in ("ready_wait_share", "other_processes_share")]
    return min(share or 0.0 for share in found)
