"""The page of a submission."""

from collections.abc import Iterator

from lynxsite.page import Page, root
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.submission import Submission


def pages(registry: Registry) -> Iterator[Page]:
    """One page per submission."""
    return map(page, registry.submissions)


def page(submission: Submission) -> Page:
    """A submission's page."""
    claims = [submission.claim(point) for point in submission.points]
    content = render("result.html", root=root(submission.path), submission=submission, claims=claims)
    return Page(submission.path, submission.record["workload"]["id"], claims[0], content)
