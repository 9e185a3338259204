"""Text that could not be shown as it is: surrogates, control characters, invisible, reordering and stacked marks."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lynxschema.finding import Fault

_MARKS = "\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
# Unicode's other Default_Ignorable_Code_Points, and the empty Braille cell: all show as nothing or as a blank.
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff"
_COMBINING = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
# No script stacks five marks on a letter: so many are drawn over the lines above and below.
_UNCLEAN = re.compile(f"[\x00-\x1f{_MARKS}{_BLANK}]|{_COMBINING}{{5}}")
Above = tuple["Above", str | int] | None
"""The steps that lead to a container, the last first."""
_NUMBERS = frozenset((int, float))


def unclean(document: Any, words: Iterable[str], text: str) -> Iterator[Fault]:
    """Faults of the document's strings and keys, `words` being all of them, as they stand in `text`."""
    # Plain ASCII without an escape is most records, and known to be clean without looking at each word.
    plain = text.isascii() and "\\" not in text and "\x7f" not in text
    if not plain and any(map(_UNCLEAN.search, words)):
        for pointer, string in strings(document):
            match = _UNCLEAN.search(string)
            if match:
                yield _fault(pointer, match.group()[0])


def places(document: Any) -> dict[str, list["Above"]]:
    """Where each string below a container stands; keys are not looked at."""
    found: dict[str, list[Above]] = {}
    rest: list[tuple[Any, Above]] = [(document, None)]
    while rest:
        value, above = rest.pop()
        if isinstance(value, list) and _NUMBERS.issuperset(map(type, value)):
            continue
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            kind = type(item)
            # Pointers are written out by who needs one: most members are numbers, and most strings in order.
            if kind is dict or kind is list:
                rest.append((item, (above, name)))
            elif kind is str:
                found.setdefault(item, []).append((above, name))
    return found


def pointer(above: "Above") -> str:
    """The steps as a JSON pointer."""
    steps = []
    while above:
        above, name = above
        steps.append(f"/{step(str(name))}")
    return "".join(reversed(steps))


def strings(document: Any) -> Iterator[tuple[str, str]]:
    """Every string below a container with its pointer; keys under the pointer of their object."""
    rest: list[tuple[str, Any]] = [("", document)] if isinstance(document, dict | list) else []
    if isinstance(document, str):
        yield "", document
    while rest:
        pointer, value = rest.pop()
        if isinstance(value, dict):
            yield from ((pointer, key) for key in value)
        if isinstance(value, list) and _NUMBERS.issuperset(map(type, value)):
            continue
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            # Most members are numbers: their pointers are never written out.
            if isinstance(item, str):
                yield f"{pointer}/{step(str(name))}", item
            elif isinstance(item, dict | list):
                rest.append((f"{pointer}/{step(str(name))}", item))


def words(document: Any) -> set[str]:
    """Every different string and key below a container, without the pointers that take most of a walk."""
    found: set[str] = set()
    rest = [document]
    while rest:
        value = rest.pop()
        if isinstance(value, dict):
            found.update(value)
            value = value.values()
        elif _NUMBERS.issuperset(map(type, value)):
            continue
        found.update(item for item in value if isinstance(item, str))
        rest += [item for item in value if isinstance(item, dict | list)]
    return found


def step(key: str) -> str:
    """One step of a JSON pointer (RFC 6901)."""
    if "/" not in key and "~" not in key:
        return key
    return key.replace("~", "~0").replace("/", "~1")


def _fault(pointer: str, character: str) -> Fault:
    return Fault(f"the character U+{ord(character):04X}", "printable text on one line", "remove the character",
                 pointer=pointer, code="LX008")
