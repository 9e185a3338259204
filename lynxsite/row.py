"""A result as a row of the table: one value per column."""

from typing import Any

from lynxsite.column import COLUMNS, Told
from lynxsite.facts import Facts

Row = tuple[Any, ...]
"""In the order of COLUMNS; None where the column is read of the submission."""
PLACES = {column.name: place for place, column in enumerate(COLUMNS)}


def row(facts: Facts, record: dict[str, Any], point: dict[str, Any]) -> Row:
    """The row of one result."""
    told = Told(facts, record, point)
    return tuple(column.value(told) for column in COLUMNS)
