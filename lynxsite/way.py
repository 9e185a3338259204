"""The way from a group to one of its leaves, in words: which section it stands in and what it is called there."""

from typing import NamedTuple

from lynxschema.leaves import Leaf
from lynxsite.label import label, one, title


class Way(NamedTuple):
    """`Device 1` and `memory bandwidth`."""

    section: str
    label: str


def way(leaf: Leaf, group: str) -> Way:
    """Words for a leaf below the pointer `group`."""
    parts = _parts(leaf, group)
    if len(parts) == 1:
        return Way("", parts[0])
    return Way(title(parts[0]), " ".join(_unrepeated(parts[1:])))


def _parts(leaf: Leaf, group: str) -> list[str]:
    """Words for each step; a list's name and the position in it are one step. A state may stand for the whole group."""
    steps = group.count("/") + 1
    name = group.rpartition("/")[2]
    keys, declared = leaf.pointer.split("/")[steps:], leaf.path.split("/")[steps:]
    parts: list[str] = [] if keys else [label(name)]
    for key, known in zip(keys, declared, strict=True):
        if known == "*" and key.isdigit():
            parts[-1:] = [one(name, int(key))]
        else:
            parts.append(_free(key) if known == "*" else label(key))
        name = key
    return parts


def _unrepeated(words: list[str]) -> list[str]:
    return [word for word, before in zip(words, ["", *words], strict=False) if word != before]


def _free(key: str) -> str:
    """A key that the record chose itself, as it spelt it."""
    return key.replace("~1", "/").replace("~0", "~")
