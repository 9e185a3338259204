"""Whether what the kernels computed in was measured, and how."""

from typing import Any

from lynxschema.leaves import state_of

DECLARED = "declared, not verified"


def effective(record: dict[str, Any]) -> str:
    """`by profile`, or that the precision is only declared."""
    found = record["executor"]["precision"].get("effective")
    return DECLARED if not found or state_of(found) else f"by {found['method'].replace('_', ' ')}"
