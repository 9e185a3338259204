"""The theme's search, loaded by who searches: its worker and its index weigh half as much as a whole page."""

import re
from pathlib import Path

import orjson

DOCUMENTS, INDEX = "search/documents.json", "search/search_index.json"
FILE = Path(__file__).parent / "assets/search.js"
WORKER = "assets/javascripts/workers/lynx-search.js"
"""Beside the theme's worker, which loads the stemmers of other languages by a path relative to itself."""

_THEME = re.compile(r'("search": "[^"]*/)(search\.[^"/]+\.js)"')


def deferred(html: str) -> str:
    """The page with the worker that waits for the first query before the theme's."""
    return _THEME.sub(rf'\g<1>{Path(WORKER).name}?theme=\g<2>"', html)


def part(site: Path) -> None:
    """Leave of the index what every page loads, its settings; the documents lie in a file of their own."""
    if (site / INDEX).is_file():
        (site / INDEX).replace(site / DOCUMENTS)
        settings = orjson.loads((site / DOCUMENTS).read_bytes())["config"]
        (site / INDEX).write_bytes(orjson.dumps({"config": settings, "docs": []}))
