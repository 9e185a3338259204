"""Files that every page may ask for: style, scripts, fonts, chart specifications, the schemas."""

from collections.abc import Iterator
from pathlib import Path

import orjson

from lynxsite import search
from lynxsite.charts.specifications import specifications
from lynxsite.pages import compare, reference

HOME = Path(__file__).parent / "assets"
BASE = "assets/lynx"


def assets(cache: Path, version: str) -> Iterator[tuple[str, Path | bytes]]:
    """Address below the site's root, and the file or its content.

    Charts come from `cache` where one of this `version` of the site's code is there.
    """
    files = (file for file in sorted(HOME.rglob("*")) if file.is_file() and file.suffix != ".css")
    yield from ((f"{BASE}/{file.relative_to(HOME).as_posix()}", file) for file in files if file != search.FILE)
    yield search.WORKER, search.FILE
    yield f"{BASE}/lynx.css", b"".join(sheet.read_bytes() for sheet in sorted(HOME.glob("css/*.css")))
    yield from reference.schemas().items()
    yield f"{BASE}/fields.json", orjson.dumps(compare.field_table())
    yield from ((f"{BASE}/{name}", content) for name, content in specifications(cache, version).items())
