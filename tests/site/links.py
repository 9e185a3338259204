"""Links of a built site, and those that lead nowhere."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

BASE = "http://site/"


class _Page(HTMLParser):
    """Addresses that a page refers to, and its anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        self.links += [value for name in ("href", "src") if (value := found.get(name)) is not None]
        self.anchors |= {value for name in ("id", "name") if (value := found.get(name))}


def read(file: Path) -> _Page:
    """A parsed page."""
    page = _Page()
    page.feed(file.read_text(encoding="utf-8"))
    return page


def dangling(site: Path) -> Iterator[str]:
    """`page -> link` for each internal link without a file or an anchor."""
    pages = {file: read(file) for file in site.rglob("*.html") if file.name != "404.html"}
    for file, page in pages.items():
        place = urljoin(BASE, file.relative_to(site).as_posix())
        for link in filter(lambda link: not _leads(link, place, site, pages), page.links):
            yield f"{file.relative_to(site)} -> {link}"


def _leads(link: str, place: str, site: Path, pages: dict[Path, _Page]) -> bool:
    url = urlsplit(urljoin(place, link))
    if url.netloc != "site" or url.scheme != "http":
        return url.scheme in ("https", "data", "mailto")
    target = site / unquote(url.path).lstrip("/")
    target = target / "index.html" if target.is_dir() else target
    if not url.fragment or target not in pages:
        return target.is_file()
    return unquote(url.fragment) in pages[target].anchors
