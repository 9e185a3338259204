"""A result: one operating point of a submission."""

from typing import Any, NamedTuple

from lynxsite.column import COLUMNS
from lynxsite.row import PLACES
from lynxsite.signature import Signature
from lynxsite.submission import Submission

RATE = PLACES["rate"]
OWN = {column.name: column.own for column in COLUMNS if column.own}


class Result(NamedTuple):
    """The result at a position among its submission's; small, so that there can be many."""

    submission: Submission
    position: int

    @property
    def id(self) -> str:
        """Its anchor on the submission's page."""
        return self.submission.facts.results[self.position]

    @property
    def href(self) -> str:
        """Its address, relative to the site's root."""
        return f"{self.submission.path}#{self.id}"

    @property
    def state(self) -> str:
        """A digest of everything that pages can say of it, or empty, as of its submission."""
        return self.submission.state and f"{self.submission.state}{self.position}"

    @property
    def point(self) -> dict[str, Any]:
        """Its operating point, of the submission's slim record."""
        return self.submission.points[self.position]

    def value(self, column: str) -> Any:
        """What it has in a column of the table."""
        if column in OWN:
            return getattr(self.submission, OWN[column])
        return self.submission.extract.rows[self.position][PLACES[column]]

    @property
    def signature(self) -> Signature:
        """What decides its comparisons; one that was withdrawn is ranked with none."""
        found = self.submission.signatures[self.position]
        return found._replace(known=False) if self.submission.withdrawn else found

    @property
    def rate(self) -> float:
        """Headline throughput."""
        return float(self.submission.extract.rows[self.position][RATE])
