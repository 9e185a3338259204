"""Where a member's value comes from: the longest pointer of `provenance.sources` that leads to it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

LABELS = {"captured": "captured", "derived": "derived", "datasheet": "data sheet", "stated": "stated"}


class Source(NamedTuple):
    """Kind of source (empty where the record names none) and a data sheet's citation."""

    kind: str = ""
    citation: str = ""

    @property
    def label(self) -> str:
        """What the page shows."""
        return LABELS.get(self.kind, "not said")


def source(pointer: str, sources: Mapping[str, Mapping[str, Any]]) -> Source:
    """The source that holds for a leaf."""
    while pointer and pointer not in sources:
        pointer = pointer.rpartition("/")[0]
    found = sources.get(pointer, {})
    return Source(found.get("kind", ""), found.get("citation", ""))
