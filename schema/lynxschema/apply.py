"""A rule upon what it judges: its faults with its code, and never an end to the check."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

from lynxschema.finding import Fault
from lynxschema.rulebook import Rule

T = TypeVar("T")
INTERNAL = "LX000"
MOST_OF_ONE_RULE = 20


def applied(rule: Rule, judge: Callable[[T], Iterable[Fault]], subject: T) -> list[Fault]:
    """The first 20 faults that one of the rule's functions finds; a crash inside it is one of them."""
    found = []
    try:
        for fault in islice(judge(subject), MOST_OF_ONE_RULE):
            found.append(fault._replace(code=rule.code))
    except Exception as error:
        found.append(crash(error, f"inside the rule {rule.code}"))
    return found


def crash(error: Exception, where: str) -> Fault:
    """The fault that stands for a fault of the checker's own, or of the machine's."""
    if isinstance(error, MemoryError):
        mend = "allow the check more memory (`ulimit -v`, a container's limit), or fewer processes with --jobs 1"
        return Fault(f"too little memory {where}", "memory enough to judge it", mend, code=INTERNAL)
    found, mend = f"{type(error).__name__} {where}", "report it with what was checked: it is a fault of the checker"
    return Fault(found, "a checker that judges anything", mend, code=INTERNAL)
