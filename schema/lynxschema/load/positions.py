"""Where JSON values stand in their text, looked for where something was found only."""

from collections.abc import Collection, Iterator
from contextlib import suppress

from lynxschema.load.clean_text import step
from lynxschema.load.members import after_blank, members
from lynxschema.load.values import values

Position = tuple[int, int]
QUICK = 2**18
"""Characters of a text that is read by descending: what is skipped may be read once for each level above."""


def positions(text: str, wanted: Collection[str]) -> dict[str, Position]:
    """Line and column, from 1, of each wanted pointer's value; of an absent member, those of its object."""
    offsets = _offsets(text, wanted) if wanted else {}
    return {pointer: position(text, _nearest(pointer, offsets)) for pointer in wanted}


def position(text: str, offset: int) -> Position:
    """Line and column, from 1, of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _offsets(text: str, wanted: Collection[str]) -> dict[str, int]:
    if len(text) <= QUICK:
        with suppress(ValueError, RecursionError):
            return _descended(text, wanted)
    offsets: dict[str, int] = {}
    near = {above for pointer in wanted for above in _upwards(pointer)}
    for value in values(text):
        if value.pointer in near:
            offsets.setdefault(value.pointer, value.offset)
    return offsets


def _descended(text: str, wanted: Collection[str]) -> dict[str, int]:
    """Offsets of the wanted and of all above, by looking into no other container; raises ValueError for no JSON."""
    below: dict[str, set[str]] = {}
    for pointer in wanted:
        for each in _upwards(pointer):
            below.setdefault(each.rpartition("/")[0], set()).add(each)
    offsets: dict[str, int] = {}
    rest = [("", after_blank(text, 0))]
    while rest:
        pointer, at = rest.pop()
        offsets[pointer] = at
        missing = below.get(pointer, set()) - {""}
        for name, begin in members(text, at) if missing and text[at:at + 1] in ("{", "[") else ():
            found = f"{pointer}/{step(name)}"
            if found in missing:
                missing.remove(found)
                rest.append((found, begin))
            if not missing:
                break
    return offsets


def _upwards(pointer: str) -> Iterator[str]:
    yield pointer
    while pointer:
        pointer = pointer.rpartition("/")[0]
        yield pointer


def _nearest(pointer: str, offsets: dict[str, int]) -> int:
    return next((offsets[above] for above in _upwards(pointer) if above in offsets), 0)
