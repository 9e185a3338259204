"""Every chart's specification and the bundle that draws them, by file name; made once, for Altair is slow to import."""

from pathlib import Path

import orjson

from lynxsite import json_file


def specifications(cache: Path, version: str) -> dict[str, bytes]:
    """Name and content of each file, from the directory `cache` where it holds those of this `version`."""
    file = cache / "charts.json"
    made = _read(file, version) or _made()
    json_file.write(file, {"version": version, "charts": {name: text.decode() for name, text in made.items()}})
    return {**made, "vega.js": _bundle(cache)}


def _read(file: Path, version: str) -> dict[str, bytes]:
    kept = json_file.read(file)
    return {name: text.encode() for name, text in kept["charts"].items()} if kept.get("version") == version else {}


def _made() -> dict[str, bytes]:
    from lynxsite.charts import curve, distribution, explore, interactivity, roofline, slope, theme, tradeoff

    made = {
        "distribution": distribution.specification(), "tradeoff": tradeoff.specification(),
        "curves": tradeoff.specification("result"), "slope": slope.specification(),
        "curve": curve.specification(), "interactivity": interactivity.specification(),
        "roofline": roofline.specification(), "explore": explore.specification(),
        "theme": {"light": theme.theme(dark=False), "dark": theme.theme(dark=True)},
    }
    return {f"charts/{name}.json": orjson.dumps(content) for name, content in made.items()}


def _bundle(cache: Path) -> bytes:
    from lynxsite.charts import bundle

    return bundle.bundle(cache)
