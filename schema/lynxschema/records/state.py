"""Honest states: what stands in a field where there is no value, always with its reason."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Discriminator, Tag

from lynxschema.records.field import prose
from lynxschema.records.record import Record
from lynxschema.records.scalar import Text

T = TypeVar("T")

Reason = Literal[
    "no_meter", "permission_denied", "virtualised", "shared_device", "unsupported_by_driver",
    "unsupported_by_runtime", "unsupported_by_platform", "too_few_samples", "too_few_trials", "too_short",
    "coalesced_stream", "not_reported_by_server", "varies_by_request", "incomplete_coverage", "reading_failed",
    "not_implemented_by_harness", "not_requested",
]
STATES = ("not_applicable", "not_measured", "withheld")


class NotApplicable(Record):
    """The member has no meaning for this executor or workload."""

    not_applicable: Text = prose("Why the member has no meaning here.", "one device")


class Unmeasured(Record):
    """Why a figure or fact could not be read."""

    reason: Reason = prose("Kind of obstacle.", "no_meter")
    detail: Text = prose("What was tried and what happened.", "no powercap zone under /sys/class/powercap")


class NotMeasured(Record):
    """The member exists but could not be read."""

    not_measured: Unmeasured = prose("The obstacle.", {"reason": "no_meter", "detail": "no powercap zone"})


class Withholding(Record):
    """Who keeps a fact back, and why."""

    by: Text = prose("Who withholds it.", "the cloud provider")
    why: Text = prose("Why it is withheld.", "not published for this instance type")


class Withheld(Record):
    """The member is known to somebody who does not publish it."""

    withheld: Withholding = prose("Who keeps it back.", {"by": "the vendor", "why": "under embargo"})


def _tag(*allowed: str) -> Callable[[Any], str]:
    def tag(value: Any) -> str:
        named = value if isinstance(value, dict) else type(value).model_fields if isinstance(value, Record) else ()
        return next((state for state in allowed if state in named), "value")

    return tag


_NA = Annotated[NotApplicable, Tag("not_applicable")]
_NM = Annotated[NotMeasured, Tag("not_measured")]
_WH = Annotated[Withheld, Tag("withheld")]

Applicable = Annotated[Annotated[T, Tag("value")] | _NA, Discriminator(_tag("not_applicable"))]
"""A value, or why it has no meaning here."""
Measured = Annotated[Annotated[T, Tag("value")] | _NM, Discriminator(_tag("not_measured"))]
"""A value, or why it could not be read."""
Readable = Annotated[
    Annotated[T, Tag("value")] | _NA | _NM, Discriminator(_tag("not_applicable", "not_measured"))
]
"""A value, or why it has no meaning here or could not be read."""
Disclosed = Annotated[Annotated[T, Tag("value")] | _NA | _NM | _WH, Discriminator(_tag(*STATES))]
"""A value, or any of the three states."""
