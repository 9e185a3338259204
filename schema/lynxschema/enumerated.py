"""Words that stand only where the contract enumerates them, or as keys: known without a walk of the record."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from lynxschema.contract import fields


def only_enumerated(word: str, record: Any, content: bytes) -> bool:
    """Whether the word is the value of no member, in the record or its text `content`, but of enumerated ones."""
    number = _values_in(content, word)
    if number is None:
        return False
    enumerated = sum(bool(value == word) for path in _paths().get(word, ()) for value in _values(record, path, 1))
    return number == enumerated


def _values_in(content: bytes, word: str) -> int | None:
    """How many values of `content`, strict JSON, are the word, or more; None where that cannot be told."""
    if b"\\" in content or not word.replace("_", "").isalnum():
        return None  # escaped it would not be found, and punctuation may stand between two strings
    quoted = f'"{word}"'.encode()
    return content.count(quoted) - content.count(quoted + b":")


def _values(value: Any, path: str, begin: int) -> Iterator[Any]:
    """Values at a path of the field table, whose step at `begin` is the next; nothing where the record is no such."""
    end = path.find("/", begin)
    end = len(path) if end < 0 else end
    for item in _items(value, path[begin:end], path[:begin]):
        if end == len(path):
            yield item
        else:
            yield from _values(item, path, end + 1)


def _items(value: Any, name: str, above: str) -> Iterator[Any]:
    if name != "*":
        yield from [value[name]] if isinstance(value, dict) and name in value else []
    elif isinstance(value, dict):
        # A free key has no row of its own.
        yield from (item for key, item in value.items() if f"{above}{key}" not in fields())
    elif isinstance(value, list):
        yield from value


@cache
def _paths() -> dict[str, list[str]]:
    """Paths at which a word is enumerated, by word."""
    found: dict[str, list[str]] = {}
    for path, row in fields().items():
        for word in row.get("enum", ()):
            found.setdefault(str(word), []).append(path)
    return found
