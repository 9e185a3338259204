"""What the kernels computed in, and whether it was measured."""

from collections import Counter
from typing import Any

from lynxschema.leaves import state_of

DECLARED = "declared, not verified"
LEAST = 0.01
"""Share of the operations from which a format is named."""
Record = dict[str, Any]


def effective(record: Record) -> str:
    """`by profile`, or that the precision is only declared."""
    found = _found(record)
    return f"by {found['method'].replace('_', ' ')}" if found else DECLARED


def seen(record: Record) -> str:
    """Formats and how they were seen: `int8 + fp32, by profile`; or that the precision is only declared."""
    return f"{computed(record)}, {effective(record)}" if _found(record) else DECLARED


def computed(record: Record) -> str:
    """Formats of the operations as they were seen, the most first: `int8 + fp32`; or that they were not."""
    found, shares = _found(record), Counter[str]()
    for each in found["operators"] if found else ():
        shares[each["dtype"]] += each["share_of_operations"]
    return " + ".join(dtype for dtype, share in shares.most_common() if share >= LEAST) or DECLARED


def _found(record: Record) -> Record | None:
    found: Record | None = record["executor"]["precision"].get("effective")
    return None if not found or state_of(found) else found
