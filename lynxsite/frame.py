"""The frame: one page rendered by MkDocs, split at its tokens, joined with the content of many pages."""

import re
from dataclasses import dataclass

from markupsafe import escape

from lynxsite.page import Page, root
from lynxsite.term import linked

TITLE, DESCRIPTION, CANONICAL = "lynx-frame-title", "lynx-frame-description", "lynx-frame-canonical"
CONTENT = "<h1>lynx-frame-content</h1>"
"""The theme puts a heading of its own above content that has none; the token is one, and goes with it."""

_TOKENS = re.compile(f"({TITLE}|{DESCRIPTION}|{CANONICAL}|{CONTENT})")
_SKIP = '<div data-md-component="skip">'
_ARTICLE = '<article class="md-content__inner'
_BLANKS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Frame:
    """Literal pieces of a rendered page and, between them, tokens."""

    pieces: tuple[str, ...]

    @classmethod
    def split(cls, html: str) -> "Frame":
        """Split the rendered page; white space across lines shrinks to one line break."""
        return cls(tuple(_TOKENS.split(_BLANKS.sub("\n", _with_skip(html)))))

    def join(self, page: Page, canonical: str) -> str:
        """The whole HTML of `page`; every value but the content is escaped here."""
        values = {
            TITLE: str(escape(page.title)),
            DESCRIPTION: str(escape(page.description)),
            CANONICAL: str(escape(canonical)),
            CONTENT: linked(page.content, root(page.path)),
        }
        return "".join(values.get(piece, piece) for piece in self.pieces)


def _with_skip(html: str) -> str:
    """The theme leads past its header to the first heading it knows; of what is stamped it knows none."""
    linked = html.replace(_SKIP, f'{_SKIP}<a href="#content" class="md-skip">Skip to content</a>', 1)
    return linked.replace(_ARTICLE, f'<article id="content"{_ARTICLE.removeprefix("<article")}', 1)


def source(depth: int) -> str:
    """Source path of the page that MkDocs renders as the frame of a depth."""
    return "/".join(["lynx-frame"] * depth) + ".md"


def markdown() -> str:
    """Its Markdown: tokens, no navigation beside the content, and nothing for the search index."""
    meta = [
        f"title: {TITLE}", f"description: {DESCRIPTION}", "hide: [navigation, toc]", "search: {exclude: true}",
    ]
    return "\n".join(["---", *meta, "---", "", CONTENT, ""])
