"""A page of the site: where it lies and what stands on it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page to be stamped into the frame of its depth.

    `path` is relative to the site's root and ends with a slash; `content` is HTML, already escaped;
    title and description are plain text.
    """

    path: str
    title: str
    description: str
    content: str

    @property
    def depth(self) -> int:
        """Directories between the site's root and the page."""
        return self.path.count("/")


def root(path: str) -> str:
    """Relative address of the site's root, seen from a page."""
    return "../" * path.count("/") or "./"
