"""Groups of a record as HTML, each made once: submissions of one machine and toolchain repeat them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import orjson
from markupsafe import Markup

from lynxsite.disclosure import group
from lynxsite.renderer import render
from lynxsite.submission import Record


def executor(record: Record) -> Iterator[Markup]:
    """The executor's groups, complete and open."""
    for name, content in record["executor"].items():
        yield folded(record, f"/executor/{name}", content, f"executor-{name}", True)


def folded(record: Record, pointer: str, content: Any, anchor: str, open_: bool) -> Markup:
    """One group of a record."""
    sources = record["provenance"]["sources"]
    near = {key: value for key, value in sources.items() if _overlap(key, pointer)}
    return _made(pointer, orjson.dumps(content), orjson.dumps(near), anchor, open_)


@lru_cache(maxsize=8192)
def _made(pointer: str, content: bytes, sources: bytes, anchor: str, open_: bool) -> Markup:
    record = {"provenance": {"sources": orjson.loads(sources)}}
    found = group(record, pointer, orjson.loads(content))
    return render("folded.html", group=found, anchor=anchor, open=open_)


def _overlap(one: str, other: str) -> bool:
    return one.startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")
