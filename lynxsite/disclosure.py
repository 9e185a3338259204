"""What a record discloses, group by group, each leaf with its value or state and its source."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from lynxschema.leaves import Leaf, leaves, state_of
from lynxsite.label import label, title
from lynxsite.quantity import Quantity, quantity
from lynxsite.source import Source, source
from lynxsite.state import told
from lynxsite.way import Way, way

_POSITION = re.compile(r"/\d+(?=/|$)")
"""What a star stands for in the field table."""


class Row(NamedTuple):
    """One leaf. `state` is what it is and why, where a state stands for the value."""

    label: str
    value: Quantity
    state: tuple[str, str] | None
    source: Source


class Section(NamedTuple):
    """Leaves of one member of a group, such as one device."""

    title: str
    rows: list[Row]


class Group(NamedTuple):
    """A group of the contract."""

    name: str
    title: str
    sections: list[Section]


def group(record: dict[str, Any], pointer: str, content: Any) -> Group:
    """One group, its leaves in the order of the record."""
    sources = record["provenance"]["sources"]
    sections: dict[str, list[Row]] = {"": []}
    for leaf in leaves(content, pointer, _POSITION.sub("/*", pointer)):
        named = way(leaf, pointer)
        sections.setdefault(named.section, []).append(_row(leaf, named, sources))
    name = pointer.rpartition("/")[2]
    return Group(name, title(label(name)), list(_paired(Section(*each) for each in sections.items() if each[1])))


def _row(leaf: Leaf, named: Way, sources: dict[str, Any]) -> Row:
    value = Quantity("") if state_of(leaf.value) else quantity(leaf.value, leaf.row.get("unit"))
    return Row(named.label, value, told(leaf.value), source(leaf.pointer, sources))


def _paired(sections: Iterable[Section]) -> Iterator[Section]:
    """Libraries are names and versions: one section for all, the name as the label."""
    pairs: list[Row] = []
    for section in sections:
        if not section.title.startswith("Library "):
            yield section
        elif [row.label for row in section.rows] == ["name", "version"]:
            pairs.append(section.rows[1]._replace(label=section.rows[0].value.text))
    if pairs:
        yield Section("Libraries loaded", pairs)
