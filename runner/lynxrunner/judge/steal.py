"""The hypervisor gave processor time to others.

Taken over all processors of the machine, idle ones included, so that a busy one may have lost several times the
share. 1 % is as much as the effects that the contract calls ties (2 %) on two processors of which one is busy. Over
20 % misleads, as with drift: a fifth of the machine was not there.
"""

from lynxrunner.judge.observed import Fault, Observed

NOTABLE, MISLEADING = 0.01, 0.20


def steal(trial: Observed) -> Fault | None:
    """A share of stolen time that the figures can show."""
    share = trial.noise("steal_share")
    if share is None or share <= NOTABLE:
        return None
    return Fault(f"the hypervisor took {share:.1%} of the processor time", share, misleads=share > MISLEADING)
