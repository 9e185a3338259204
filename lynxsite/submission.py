"""A submission as the site sees it: its record, its place, its standing."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lynxschema.claim import claim, precision

Record = dict[str, Any]


@dataclass(frozen=True)
class Submission:
    """One accepted, provisional or draft submission. `accepted` is its line of `accepted.jsonl`, if any."""

    directory: Path
    record: Record
    warnings: tuple[str, ...] = ()
    accepted: Record | None = None

    @property
    def key(self) -> str:
        """`<submitter>/<slug>`, unique in a registry."""
        return f"{self.directory.parent.name}/{self.directory.name}"

    @property
    def path(self) -> str:
        """Its page, relative to the site's root."""
        return f"results/{self.key}/"

    @property
    def standing(self) -> str:
        """`draft`, `provisional` or `accepted`."""
        if self.record["provenance"]["profile"] == "draft":
            return "draft"
        return "accepted" if self.accepted else "provisional"

    @property
    def started_at(self) -> str:
        """When its session started, in UTC."""
        return str(self.record["provenance"]["started_at"])

    @property
    def points(self) -> list[Record]:
        """Operating points that are results; the steps of a search are only for its curve."""
        return [point for point in self.record["operating_points"] if point["purpose"] == "result"]

    @cached_property
    def precision(self) -> str:
        """Weights and compute format: `int8/int8`."""
        return precision(self.record["executor"])

    def claim(self, point: Record) -> str:
        """What one of its results says, in a sentence."""
        return claim(self.record, point)
