"""A submission as the site sees it: its place, its facts, what is left of its record, its standing."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lynxschema.claim import claim
from lynxsite.errata import Note, withdrawn
from lynxsite.extract import Extract, extracted
from lynxsite.facts import Facts, results_of
from lynxsite.manifest import digest
from lynxsite.parcel import opened
from lynxsite.row import Row
from lynxsite.signature import Signature

Record = dict[str, Any]
OLDER = "older/"
"""The page that shows a submission without a page of its own."""


@dataclass(frozen=True, eq=False)
class Submission:
    """One accepted, provisional or draft submission. `accepted` is its line of `accepted.jsonl`, if any; `files`
    a digest of its files' names, sizes and times; `paged` says whether it has a page of its own.

    Equal only to itself, so that work on it can be kept.
    """

    directory: Path
    extract: Extract
    accepted: Record | None = None
    files: str = ""
    paged: bool = True

    @classmethod
    def of(cls, directory: Path, record: Record) -> "Submission":
        """From a record at hand."""
        return cls(directory, extracted(record))

    @cached_property
    def state(self) -> str:
        """A digest of everything that pages can say of it; empty where its files cannot be told from others."""
        return digest(self.key, self.files, self.accepted, self.paged) if self.files else ""

    @cached_property
    def name(self) -> str:
        """What pages of other submissions call it."""
        return f"{self.precision}, {self.executor}"

    @property
    def lab(self) -> str:
        """Whose it is: the name of its submitter's directory."""
        return self.directory.parts[-2]

    @cached_property
    def key(self) -> str:
        """`<submitter>/<slug>`, unique in a registry."""
        return "/".join(self.directory.parts[-2:])

    @cached_property
    def path(self) -> str:
        """Where it is shown, relative to the site's root; `#` and a result's id may follow."""
        return f"results/{self.key}/" if self.paged else f"{OLDER}?result={self.key}"

    @property
    def facts(self) -> Facts:
        """What it is gathered and named by; costs nothing, unlike `record`."""
        return self.extract.facts

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its results as rows of the table."""
        return self.extract.rows

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """What decides comparisons of each of its results."""
        return self.extract.signatures

    @property
    def warnings(self) -> tuple[str, ...]:
        """Of the checker."""
        return self.extract.warnings

    @property
    def notes(self) -> tuple[Note, ...]:
        """Its errata, oldest first."""
        return self.extract.notes

    @property
    def withdrawn(self) -> bool:
        """Whether it was taken back: it stays readable and is ranked with nothing."""
        return withdrawn(self.notes)

    @property
    def record(self) -> Record:
        """Its record without histograms, sources and the detail of trials; opened on demand."""
        return opened(self.extract.packed)

    @property
    def standing(self) -> str:
        """`draft`, `withdrawn`, `provisional` or `accepted`."""
        if self.facts.profile == "draft":
            return "draft"
        if self.withdrawn:
            return "withdrawn"
        return "accepted" if self.accepted else "provisional"

    @property
    def started_at(self) -> str:
        """When its session started, in UTC."""
        return self.facts.started_at

    @property
    def points(self) -> list[Record]:
        """Operating points that are results."""
        return results_of(self.record)

    @property
    def device(self) -> str:
        """Its devices, as they name themselves."""
        return self.facts.device

    @property
    def runtime(self) -> str:
        """Runtime and version."""
        return f"{self.facts.runtime} {self.facts.version}"

    @property
    def threads(self) -> int | None:
        """Threads inside one operator, where the runtime has such a setting and said it."""
        return self.facts.threads

    @property
    def executor(self) -> str:
        """Its executor in a line, the precision apart."""
        threads = f", {self.threads} thread{'s' if self.threads != 1 else ''}" if self.threads else ""
        return f"{self.device}, {self.runtime}{threads}"

    @property
    def precision(self) -> str:
        """Weights and compute format: `int8/int8`."""
        return self.facts.precision

    def claim(self, point: Record) -> str:
        """What one of its results says, in a sentence."""
        return claim(self.record, point)
