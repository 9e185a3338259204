"""Files that every page may ask for: style, scripts, fonts, chart specifications, the data, the schemas."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lynxsite.api import file as api
from lynxsite.pages import compare, reference
from lynxsite.registry import Registry

HOME = Path(__file__).parent / "assets"
BASE = "assets/lynx"


def assets(registry: Registry, cache: Path, url: str = "") -> Iterator[tuple[str, Path | bytes]]:
    """Address below the site's root, and the file or its content; `url` is the site's or empty."""
    files = (file for file in sorted(HOME.rglob("*")) if file.is_file() and file.suffix != ".css")
    yield from ((f"{BASE}/{file.relative_to(HOME).as_posix()}", file) for file in files)
    yield f"{BASE}/lynx.css", b"".join(sheet.read_bytes() for sheet in sorted(HOME.glob("css/*.css")))
    yield from reference.schemas().items()
    yield f"{BASE}/fields.json", _json(compare.field_table())
    yield from api.files(registry, url)
    yield from _charts(cache)


def _charts(cache: Path) -> Iterator[tuple[str, bytes]]:
    from lynxsite.charts import bundle, distribution, slope, theme, tradeoff

    yield f"{BASE}/vega.js", bundle.bundle(cache)
    yield f"{BASE}/charts/distribution.json", _json(distribution.specification())
    yield f"{BASE}/charts/tradeoff.json", _json(tradeoff.specification())
    yield f"{BASE}/charts/curves.json", _json(tradeoff.specification("result"))
    yield f"{BASE}/charts/slope.json", _json(slope.specification())
    yield f"{BASE}/charts/theme.json", _json({"light": theme.theme(dark=False), "dark": theme.theme(dark=True)})


def _json(content: Any) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode()
