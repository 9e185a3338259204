"""Whether two results may be ranked, and in which factors they differ.

A ranking needs the same workload, the same operating point and no unknown in an identity leaf. Executors may
differ in any factor; when they differ in exactly one, the comparison is controlled. Unlike results are shown
side by side with the reasons, never ranked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from lynxschema.attribution import executor_leaves
from lynxschema.leaves import Leaf, leaves, state_of

Record = dict[str, Any]

ABSENT = "absent"
WORKLOAD = "/workload/id"
SPOKEN = {
    WORKLOAD: "workload", "/workload/version": "workload version",
    "/operating_points/*/lengths": "sequence profile", "/operating_points/*/bounds": "latency bound",
}
"""What a difference in a member, or in anything below it, is called."""
BLOCKING = ("workload", "operating_point")
SHARED_CAPTURE = ("device", "host")
# Circumstances of single trials and of metering decide no comparison; they stand in their own tables.
APART = ("/operating_points/*/trials", "/operating_points/*/energy", "/operating_points/*/headline")


class Difference(NamedTuple):
    """One leaf that is not equal: where, its factor and role, both values, and whether one is unknown."""

    pointer: str
    factor: str
    role: str
    first: Any
    second: Any
    unknown: bool


@dataclass(frozen=True)
class Verdict:
    """What keeps two results from being ranked, what differs, and what to bear in mind.

    `withdrawn` names those of the two that were taken back: they are ranked with nothing.
    """

    differences: tuple[Difference, ...]
    withdrawn: tuple[str, ...] = ()

    @property
    def factors(self) -> tuple[str, ...]:
        """Factors in which an identity leaf or the operating point is known to differ, in order of the record."""
        return tuple(dict.fromkeys(d.factor for d in self.differences if _decides(d) and not d.unknown))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the two may not be ranked, or nothing. Of two workloads, what else differs in them is left out."""
        blocking = [d for d in self.differences if d.factor in BLOCKING and _decides(d) and not d.unknown]
        others = any(d.pointer == WORKLOAD for d in blocking)
        unlike = [f"different {_spoken(d.pointer)}" for d in blocking
                  if not others or d.factor != "workload" or d.pointer == WORKLOAD]
        unknown = [f"{_spoken(d.pointer)} is unknown" for d in self.differences if d.unknown and _decides(d)]
        return tuple(dict.fromkeys([*(f"{name} is withdrawn" for name in self.withdrawn), *unlike, *unknown]))

    @property
    def caveats(self) -> tuple[Difference, ...]:
        """Conditions of the machine that differ or are unknown; they do not keep the two from being ranked."""
        return tuple(d for d in self.differences if not _decides(d))

    @property
    def ranked(self) -> bool:
        """Whether the two may stand in one ranking."""
        return not self.reasons

    @property
    def controlled(self) -> bool:
        """Whether exactly one factor differs."""
        return self.ranked and len(self.factors) == 1

    def sentence(self) -> str:
        """The verdict as it is shown."""
        if not self.ranked:
            return f"not ranked: {_listed(self.reasons)}"
        if not self.factors:
            return "comparable: the same executor at the same operating point"
        only = "only " if self.controlled else ""
        return f"comparable: they differ {only}in {_listed([factor.replace('_', ' ') for factor in self.factors])}"


def verdict(first: Record, first_point: Record, second: Record, second_point: Record) -> Verdict:
    """Compares two results, each a record and one of its operating points."""
    shared = first["provenance"]["session_id"] == second["provenance"]["session_id"]
    ours, theirs = _compared(first, first_point), _compared(second, second_point)
    pointers = dict.fromkeys([*ours, *theirs])
    found = (_difference(pointer, ours.get(pointer), theirs.get(pointer), shared) for pointer in pointers)
    return Verdict(tuple(difference for difference in found if difference))


def _compared(record: Record, point: Record) -> dict[str, Leaf]:
    """Identity and condition leaves of workload, executor and one operating point, by pointer."""
    parts = [
        leaves(record["workload"], "/workload", "/workload"),
        executor_leaves(record["executor"]),
        leaves(point, "/operating_points/*", "/operating_points/*"),
    ]
    return {leaf.pointer: leaf for part in parts for leaf in part if counts(leaf)}


def counts(leaf: Leaf) -> bool:
    """Whether a leaf takes part in comparisons at all."""
    return leaf.row["role"] in ("identity", "condition") and not leaf.path.startswith(APART)


def _difference(pointer: str, ours: Leaf | None, theirs: Leaf | None, shared: bool) -> Difference | None:
    row = (ours or theirs).row  # type: ignore[union-attr]
    values = [ABSENT if leaf is None else leaf.value for leaf in (ours, theirs)]
    unknown = any(state_of(value) in ("not_measured", "withheld") for value in values)
    if unknown and shared and row["factor"] in SHARED_CAPTURE and values[0] == values[1]:
        return None
    if not unknown and _equal(*values):
        return None
    return Difference(pointer, row["factor"], row["role"], values[0], values[1], unknown)


def _equal(ours: Any, theirs: Any) -> bool:
    return bool(ours == theirs) or state_of(ours) == state_of(theirs) == "not_applicable"


def decides(role: str, factor: str) -> bool:
    """Whether a leaf of this role and factor decides the verdict; else it is a caveat."""
    return role == "identity" or factor in BLOCKING


def _decides(difference: Difference) -> bool:
    return decides(difference.role, difference.factor)


def _spoken(pointer: str) -> str:
    """/operating_points/*/load/rate_per_s -> load rate per s; /operating_points/*/lengths/unit -> sequence profile."""
    named = next((name for member, name in SPOKEN.items() if f"{pointer}/".startswith(f"{member}/")), "")
    steps = [step for step in pointer.split("/")[2:] if step != "*"]
    return named or " ".join(steps).replace("_", " ")


def _listed(words: tuple[str, ...] | list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def pairs(first: Record, second: Record) -> Iterator[tuple[Record, Record]]:
    """Operating points of two records whose conditions are equal."""
    for ours in first["operating_points"]:
        for theirs in second["operating_points"]:
            if not any(d.factor == "operating_point" for d in verdict(first, ours, second, theirs).differences):
                yield ours, theirs
