"""Free axes and the sizes that the user gives them."""

from collections.abc import Iterable, Mapping, Sequence

from lynxrunner.custom.signature import Slot
from lynxrunner.errors import RunError
from lynxrunner.names import require

MOST = 2**31 - 1


def sizes(texts: Iterable[str]) -> dict[str, int]:
    """From AXIS=N. Raises RunError for anything else."""
    found: dict[str, int] = {}
    for text in texts:
        axis, _, number = text.rpartition("=")
        if not (axis and number.isdecimal() and 1 <= int(number) <= MOST):
            raise RunError(f"--bind {text}: give it as AXIS=N with a whole number of at least 1")
        found[axis] = int(number)
    return found


def bound(slots: Sequence[Slot], given: Mapping[str, int], model: str) -> list[Slot]:
    """Slots without a free axis but the batch. Raises RunError that lists what has no size, or fits no axis."""
    free = {axis: [slot.name for slot in slots if axis in slot.shape] for slot in slots for axis in slot.free()}
    known = {*free, *(str(slot.shape[0]) for slot in slots if isinstance(slot.shape[0], str))}
    for axis in given:
        require("free axis", axis, known, f" {model} has these.")
    missing = {axis: names for axis, names in free.items() if axis not in given}
    if missing:
        told = "; ".join(f"{axis} (of {', '.join(names[:3])}{', ...' if len(names) > 3 else ''})"
                         for axis, names in missing.items())
        example = " ".join(f"--bind {axis}=N" for axis in missing)
        raise RunError(f"{model}: free axes without a size: {told}; give each one: {example}")
    return [slot.bound(dict(given)) for slot in slots]


def fixed_batch(slots: Sequence[Slot], model: str) -> int | None:
    """The only batch that the model takes, None where the first axis is free. Raises RunError for more than one."""
    lengths = {slot.shape[0] for slot in slots if isinstance(slot.shape[0], int)}
    if not lengths:
        return None
    if lengths != {1}:
        raise RunError(f"{model}: the first axis of its inputs is fixed at {', '.join(map(str, sorted(lengths)))}; "
                       "export it with a free first axis, or with 1")
    return 1
