"""How many of the newest submissions get a page of their own: a site has a size that it may not outgrow."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from lynxsite.submission import Submission

FRAME_BYTES, RESULT_BYTES = 60_000, 22_000
"""What a page weighs without its results, and more for each: measured on this registry's own and generated records."""
LISTED_BYTES, ROW_BYTES, FOLDED = 1_300, 600, 0.08
"""What a submission and each of its results take in lists and tables, and a record's share of its size in a shard."""
REST_BYTES = 30_000_000
"""The documentation, the theme, the scripts."""


class Budget(NamedTuple):
    """Most pages, most bytes of pages with the records beside them, and most bytes of the whole site."""

    pages: int = 20_000
    bytes: int = 400_000_000
    site: int = 1_000_000_000

    def paged(self, newest: Sequence[Submission]) -> int:
        """How many of the submissions, newest first, the budget holds."""
        left = self.site - REST_BYTES - sum(map(_least, newest))
        some = list(islice(newest, self.pages))
        return min(_within(map(weight, some), self.bytes),
                   _within((weight(each) - _folded(each) for each in some), left))


WHOLE = Budget()


def weight(submission: Submission) -> int:
    """Bytes that the page and the record beside it take, about."""
    return FRAME_BYTES + RESULT_BYTES * len(submission.rows) + submission.extract.size


def _least(submission: Submission) -> int:
    """Bytes that it takes without a page: its lines in lists and tables, its record in a shard."""
    return LISTED_BYTES + ROW_BYTES * len(submission.rows) + _folded(submission)


def _folded(submission: Submission) -> int:
    return round(FOLDED * submission.extract.size)


def _within(weights: Iterable[int], most: int) -> int:
    """How many of them fit, one after the other."""
    return sum(total <= most for total in accumulate(weights))
