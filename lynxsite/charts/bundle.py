"""Vega, Vega-Lite and Vega-Embed as one script of the site's own; bundling takes seconds, so it is kept."""

from importlib.metadata import version
from pathlib import Path

import vl_convert


def bundle(cache: Path) -> bytes:
    """The script, from `cache` where this version was bundled before."""
    kept = cache / f"vega-{version('vl-convert-python')}.js"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        made = kept.with_suffix(".part")
        made.write_text(vl_convert.javascript_bundle(), encoding="utf-8")  # type: ignore[call-arg]
        made.replace(kept)
    return kept.read_bytes()
