"""Two results side by side: what moved, ratios with intervals, quality; all decided by lynxschema."""

from functools import lru_cache
from typing import Any, NamedTuple

from lynxschema.comparability import Difference, Verdict, verdict
from lynxschema.comparison import ratios
from lynxschema.load.evidence_file import evidence_file, is_readable
from lynxschema.load.submission import Submission as Loaded
from lynxschema.numeral import rounded, significant
from lynxschema.scores import score_difference
from lynxschema.tree import RECORD
from lynxsite.result import Result
from lynxsite.submission import Submission

NO_SCORE = "one of the two publishes no score"


class Ratio(NamedTuple):
    """A figure of both results and their ratio, as text; `interval` is empty where there is none."""

    figure: str
    first: str
    second: str
    ratio: str = ""
    interval: str = ""
    tie: bool = False


class Contrast(NamedTuple):
    """The second result against the first."""

    verdict: Verdict
    ratios: list[Ratio]
    quality: str

    @property
    def moved(self) -> list[Difference]:
        """Deciding leaves that differ."""
        return [each for each in self.verdict.differences if each not in self.verdict.caveats]


def contrast(first: Result, second: Result) -> Contrast:
    """Compares two results; ratios are second over first."""
    found = verdict(first.submission.record, first.point, second.submission.record, second.point)
    rows = [_ratio(row) for row in ratios(first.point, second.point, found.ranked)]
    return Contrast(found, rows, quality(first.submission, second.submission))


def quality(first: Submission, second: Submission) -> str:
    """The verdict on their quality, item by item where both have predictions."""
    found = score_difference(_scored(first), _scored(second))
    return found.sentence() if found else NO_SCORE


@lru_cache(maxsize=512)
def _scored(submission: Submission) -> Loaded:
    """The submission with its predictions alone: no other evidence is opened for a page."""
    listed = enumerate(submission.record["evidence"])
    wanted = [(place, each) for place, each in listed if is_readable(each) and each["kind"] == "predictions"]
    files = tuple(evidence_file(submission.directory, f"/evidence/{place}", each) for place, each in wanted)
    return Loaded(submission.directory, RECORD, submission.record, b"", files, (), readable=True)


def _ratio(row: dict[str, Any]) -> Ratio:
    first, second = significant(row["first"]), significant(row["second"])
    if "ratio" not in row:
        return Ratio(row["figure"], first, second)
    value, low, high = row["ratio"], row["low"], row["high"]
    if low is None:
        return Ratio(row["figure"], first, second, significant(value), "", row["tie"])
    texts = [rounded(each, low, high) for each in (value, low, high)]
    return Ratio(row["figure"], first, second, texts[0], f"{texts[1]} to {texts[2]}", row["tie"])
