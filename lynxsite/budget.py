"""How many of the newest submissions get a page of their own: a site has a size that it may not outgrow."""

from collections.abc import Iterable
from itertools import accumulate, islice
from typing import NamedTuple

from lynxsite.submission import Submission

FRAME_BYTES, RESULT_BYTES = 60_000, 22_000
"""What a page weighs without its results, and more for each: measured on this registry's own and generated records."""


class Budget(NamedTuple):
    """Most pages, and most bytes of pages with the records beside them."""

    pages: int = 20_000
    bytes: int = 400_000_000

    def paged(self, newest: Iterable[Submission]) -> int:
        """How many of the submissions, newest first, the budget holds."""
        sums = accumulate(map(weight, islice(newest, self.pages)))
        return sum(total <= self.bytes for total in sums)


WHOLE = Budget()


def weight(submission: Submission) -> int:
    """Bytes that the page and the record beside it take, about."""
    return FRAME_BYTES + RESULT_BYTES * len(submission.rows) + submission.extract.size
