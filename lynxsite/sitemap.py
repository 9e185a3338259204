"""The sitemap: MkDocs writes it before any page is stamped, so stamped pages are added here."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

_END = "</urlset>"


def with_pages(sitemap: str, url: str, paths: Iterable[str]) -> str:
    """The sitemap with further addresses; unchanged where the site has no address of its own."""
    if not url:
        return sitemap
    added = "".join(f"    <url><loc>{escape(url + path)}</loc></url>\n" for path in paths)
    return sitemap.replace(_END, added + _END)
