"""Where values come from, by pointer; the longest pointer that fits a member holds for it."""

from lynxrunner.state import Record

DEVICE = "/executor/hardware/devices/0"
KINDS = {
    "captured": (
        "/executor", "/workload/model", "/startup", "/evidence", "/provenance", "/operating_points",
    ),
    "derived": (
        "/executor_id", "/quality", f"{DEVICE}/supported_precisions", f"{DEVICE}/id", f"{DEVICE}/design_centre",
        "/executor/precision/compute", "/executor/precision/activations", "/executor/precision/accumulation",
        "/executor/scheduling",
    ),
    "stated": ("/submitter", "/workload", "/workload/model/weights", "/workload/model/name"),
}
DERIVED_OF_POINT = ("histogram", "headline", "validity", "bytes_per_inference", "operations_per_inference")


def sources(points: int, stated: dict[str, Record]) -> dict[str, Record]:
    """Sources of a record with so many operating points; `stated` are those of the caller's own disclosures."""
    fixed = {pointer: {"kind": kind} for kind, pointers in KINDS.items() for pointer in pointers}
    figures = {
        f"/operating_points/{position}/{member}": {"kind": "derived"}
        for position in range(points) for member in DERIVED_OF_POINT
    }
    return {**fixed, **figures, **stated}
