"""A submission as the site sees it: its record, its place, its standing."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lynxschema.claim import claim, precision
from lynxschema.leaves import state_of

Record = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Submission:
    """One accepted, provisional or draft submission. `accepted` is its line of `accepted.jsonl`, if any.

    Equal only to itself, so that work on it can be kept.
    """

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

    @property
    def device(self) -> str:
        """Its devices, as they name themselves."""
        devices = self.record["executor"]["hardware"]["devices"]
        return " + ".join(f"{each['count']} \N{MULTIPLICATION SIGN} {each['name']}" for each in devices)

    @property
    def runtime(self) -> str:
        """Runtime and version."""
        runtime = self.record["executor"]["runtime"]
        return f"{runtime['id']} {runtime['version']}"

    @property
    def threads(self) -> int | None:
        """Threads inside one operator, where the runtime has such a setting and said it."""
        threads = self.record["executor"]["runtime"]["threads"]
        count = None if state_of(threads) else threads["intra_op"]
        return None if count is None or state_of(count) else int(count)

    @property
    def executor(self) -> str:
        """Its executor in a line, the precision apart."""
        threads = f", {self.threads} thread{'s' if self.threads != 1 else ''}" if self.threads else ""
        return f"{self.device}, {self.runtime}{threads}"

    @cached_property
    def precision(self) -> str:
        """Weights and compute format: `int8/int8`."""
        return precision(self.record["executor"])

    def claim(self, point: Record) -> str:
        """What one of its results says, in a sentence."""
        return claim(self.record, point)
