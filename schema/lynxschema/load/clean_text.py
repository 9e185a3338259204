"""Text that could not be shown as it is: lone surrogates, control characters, invisible and reordering marks."""

import re
from collections.abc import Iterator
from typing import Any

from lynxschema.finding import Fault

_MARKS = "\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
_UNCLEAN = re.compile(f"[\x00-\x1f{_MARKS}]")
_NUMBERS = frozenset((int, float))
_SUSPECT = re.compile(rf"\\[bfnrtu]|[{_MARKS}]")


def unclean(document: Any, text: str) -> Iterator[Fault]:
    """Faults of the document's strings and keys; one pass over `text` tells where there can be none."""
    # Plain ASCII without an escape is most records, and known to be clean without looking at each character.
    plain = text.isascii() and "\\" not in text and "\x7f" not in text
    if not plain and _SUSPECT.search(text):
        for pointer, string in strings(document):
            match = _UNCLEAN.search(string)
            if match:
                yield _fault(pointer, match.group())


def strings(document: Any, keys: bool = True) -> Iterator[tuple[str, str]]:
    """Every string below a container with its pointer; keys, where wanted, under the pointer of their object."""
    rest: list[tuple[str, Any]] = [("", document)] if isinstance(document, dict | list) else []
    if isinstance(document, str):
        yield "", document
    while rest:
        pointer, value = rest.pop()
        if keys and isinstance(value, dict):
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
