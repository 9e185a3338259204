"""Where an operating point stands under its device's roofs: bytes and operations per second that it can have at most.

Williams, Waterman, Patterson: Roofline, CACM 52(4), 2009. The memory's roof counts what must move (see the field
`bytes_per_inference`), so a share of it is a lower bound.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from lynxschema import ceiling
from lynxschema.alike import alike
from lynxschema.catalogue import entries
from lynxschema.leaves import state_of

Json = dict[str, Any]
OVERHEAD = 0.1
"""Below this share of the roof that binds, neither roof explains the time: latency of memory or overheads do."""


@dataclass(frozen=True)
class Roof:
    """A ceiling per second, and whether it was measured on the device or stands in its data sheet."""

    per_s: float
    source: Literal["measured", "datasheet"]


class Work(NamedTuple):
    """Bytes that must move and operations, each of one item of a batch."""

    bytes: float
    operations: float
    batch: int = 1


@dataclass(frozen=True)
class Roofline:
    """Operations and bytes per second that were reached, under the roofs that are known.

    `resident` says that the model and what one call reads fit into the device's caches, so that its memory is hardly
    asked. Tables of which a call gathers a few rows count whole: the next call gathers others.
    """

    operations_per_s: float
    bytes_per_s: float
    dtype: str
    arithmetic: Roof | None
    memory: Roof | None
    resident: bool

    @property
    def intensity(self) -> float:
        """Operations per byte."""
        return self.operations_per_s / self.bytes_per_s

    @property
    def arithmetic_share(self) -> float | None:
        """Share of the operations per second that the device can do."""
        return self.operations_per_s / self.arithmetic.per_s if self.arithmetic else None

    @property
    def memory_share(self) -> float | None:
        """Share of the bytes per second that its memory can deliver."""
        return self.bytes_per_s / self.memory.per_s if self.memory else None

    @property
    def verdict(self) -> Literal["memory-bound", "compute-bound"] | None:
        """The roof that is lower at this intensity; None where one is not known."""
        if self.arithmetic is None or self.memory is None:
            return None
        below = self.intensity < self.arithmetic.per_s / self.memory.per_s
        return "memory-bound" if below and not self.resident else "compute-bound"

    @property
    def share(self) -> float | None:
        """Share of the roof that binds."""
        return self.memory_share if self.verdict == "memory-bound" else self.arithmetic_share

    @property
    def overhead(self) -> bool:
        """Whether so little of the binding roof is reached that neither roof is what limits."""
        return self.verdict is not None and (self.share or 0.0) < OVERHEAD


def roofline(record: Json, point: Json, known: Callable[[str], Json] | None = None) -> Roofline | None:
    """None where bytes, operations, batch or rate are not known. `known` gives the catalogue's entry of a device.

    Roofs are those measured on the device where there are any, else those of data sheet and record, the lower.
    """
    rate = ceiling.items_per_s(point)
    moved, computed = point["bytes_per_inference"], point["operations_per_inference"]
    if not rate or state_of(moved) or state_of(computed) or not moved:
        return None
    return under_roofs(record["executor"], Work(moved, computed, point["batch"]), rate, known)


def under_roofs(executor: Json, work: Work, rate: float, known: Callable[[str], Json] | None = None) -> Roofline:
    """So much work, done so many times per second."""
    known = known or _published
    moved, computed, batch = work
    hardware, seen = executor["hardware"], _measured(executor)
    return Roofline(
        operations_per_s=computed * rate, bytes_per_s=moved * rate, dtype=executor["precision"]["compute"],
        arithmetic=_roof(_operations(executor, seen), ceiling.operations(executor, known)),
        memory=_roof(_bandwidth(seen), ceiling.bandwidth(hardware, known)),
        resident=max(moved * batch, _model(executor)) <= ceiling.kept_on_chip(hardware, known),
    )


def _model(executor: Json) -> float:
    """Bytes of the artefact that ran; 0 where they are not disclosed."""
    artefact = executor["toolchain"]["artefact"]
    return 0.0 if state_of(artefact) or state_of(artefact["bytes"]) else float(artefact["bytes"])


def _roof(measured: float | None, stated: float | None) -> Roof | None:
    if measured:
        return Roof(measured, "measured")
    return Roof(stated, "datasheet") if stated else None


def _measured(executor: Json) -> Json:
    """The ceiling of as many threads as computed, else of the most; of one device, for several share differently."""
    devices = executor["hardware"]["devices"]
    found = devices[0].get("ceilings", []) if len(devices) == 1 else []
    threads = executor["runtime"]["threads"]
    asked = None if state_of(threads) else threads["intra_op"]
    wanted = asked * executor["scheduling"]["instances"] if isinstance(asked, int) else None
    fitting = [each for each in found if each["threads"] == wanted]
    return max(fitting or found, key=lambda each: int(each["threads"]), default={})


def _bandwidth(seen: Json) -> float | None:
    found: float | None = seen.get("bandwidth", {}).get("best_bytes_per_s")
    return found


def _operations(executor: Json, seen: Json) -> float | None:
    """Mixed formats take the sum of their times, hence the harmonic mean; unmeasured ones leave the declared one."""
    peaks = {each["dtype"]: each["best_operations_per_s"] for each in seen.get("operations", ())}
    shares = _shares(executor["precision"])
    if shares and shares.keys() <= peaks.keys():
        return float(sum(shares.values()) / sum(share / peaks[dtype] for dtype, share in shares.items()))
    return peaks.get(alike(executor["precision"]["compute"]))


def _shares(precision: Json) -> Counter[str]:
    """Share of operations by format, as the kernels were seen; empty where they were not."""
    found: Counter[str] = Counter()
    for each in () if state_of(precision["effective"]) else precision["effective"]["operators"]:
        if each["share_of_operations"] > 0:
            found[alike(each["dtype"])] += each["share_of_operations"]
    return found


def _published(device: str) -> Json:
    entry: Json = entries("devices").get(device, {})
    return entry
