"""How fast the site is for a reader, in a real Chromium: first paint and weight of page types, the explorer at size.

`lynx build` makes the site of a generated registry (`benchmarks/parts/varied.py`, from a seed); it is served from this
machine. Each page is opened in fresh sessions; paint is the browser's own first contentful paint, the worst of them.
Weight is what one visit asks for, each file compressed by gzip as a forge's pages are, after scrolling through the
page so that its charts are drawn; the explorer's index stands apart. Then an index of `--points` rows takes the place
of the explorer's, and each filter and each sort is timed from the event to the laid out table; beside it stands the CPU
time of the page's thread until all is painted, which a busy machine changes less.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from playwright.sync_api import Browser, sync_playwright

from benchmarks.parts import explorer_index, explorer_times, site, weight
from tests.browser import launched
from tests.site.served import served

SEED, VISITS = 20261123, 3
TARGETS = {"paint_ms": 1000, "plain_bytes": 150_000, "charted_bytes": 500_000, "filter_ms": 50, "sort_ms": 150}
PAGES = {
    "home": "", "explore": "results/", "compare": "compare/", "workload": "workloads/mobilenet-v2/",
    "accelerator": "accelerators/generic-x86-64/", "runtime": "runtimes/onnxruntime/",
    "submitter": "submitters/lab-00/",
    "controlled": "controlled/", "flips": "flips/", "coverage": "coverage/", "rules": "rules/", "schema": "schema/",
    "methodology": "methodology/",
}
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
SCROLL = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await new Promise((done) => setTimeout(done, 60));
  }
}"""


@click.command()
@click.option("--n", "number", default=300, show_default=True, help="Submissions of the site.")
@click.option("--points", default=100_000, show_default=True, help="Rows of the explorer's index.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def main(number: int, points: int, form: str) -> None:
    """Build, open, time and print."""
    with TemporaryDirectory() as home, sync_playwright() as playwright:
        place = site.built(Path(home), number, SEED)
        browser = launched(playwright)
        with served(place) as root:
            found = {"figure": "browser", "n": number, "points": points, "browser": browser.version,
                     "pages": dict(_pages(browser, root, place)), "explorer": _explorer(browser, root, place, points)}
        browser.close()
    click.echo(json.dumps({**found, "targets": TARGETS}, indent=2) if form == "json" else text(found))


def text(found: dict[str, Any]) -> str:
    """A line per page type, then the explorer's."""
    pages = (f"browser: {name}: first paint {page['paint_ms']:.0f} ms, {page['bytes'] / 1e3:.0f} kB compressed"
             f"{' with charts' if page['charted'] else ''}{_apart(page)}" for name, page in found["pages"].items())
    explorer = found["explorer"]
    head = f"browser: explore at {found['points']:,} rows"
    return "\n".join([
        *pages, f"{head}: index {explorer['index_bytes'] / 1e6:.1f} MB, {explorer['index_gzip_bytes'] / 1e6:.2f} MB "
        f"compressed, ready after {explorer['ready_ms']:.0f} ms",
        *(f"{head}: {what} median {each['median_ms']:.0f} ms, worst {each['worst_ms']:.0f} ms ({each['worst']}); CPU "
          f"of the page's thread {each['cpu_median_ms']:.0f} and {each['cpu_worst_ms']:.0f} ms ({each['cpu_worst']}), "
          f"n {each['n']}" for what, each in explorer["times"].items()),
    ])


def _apart(page: dict[str, Any]) -> str:
    return f", the index of {page['index_bytes'] / 1e3:.0f} kB apart" if page["index_bytes"] else ""


def _pages(browser: Browser, root: str, place: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    result = sorted(place.glob("results/lab-*/*/index.html"))[0].parent.relative_to(place).as_posix()
    for name, path in {**PAGES, "result": f"{result}/"}.items():
        visits = [_visit(browser, root + path) for _ in range(VISITS)]
        yield name, {**visits[0], "paint_ms": max(visit["paint_ms"] for visit in visits)}


def _visit(browser: Browser, address: str) -> dict[str, Any]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as session:
        page = session.new_page()
        asked = weight.Weight(page)
        page.goto(address, wait_until="networkidle")
        page.evaluate(SCROLL)
        page.wait_for_load_state("networkidle")
        charts = page.locator("figure[data-chart]").count()
        return {"paint_ms": page.evaluate(PAINT), "charted": charts > 0, **asked.document()}


def _explorer(browser: Browser, root: str, place: Path, points: int) -> dict[str, Any]:
    content = explorer_index.content(points, SEED)
    (place / "results" / "index.json").write_bytes(content)
    with browser.new_context(viewport={"width": 1280, "height": 900}) as session:
        page = session.new_page()
        page.goto(f"{root}results/")
        page.locator(".lx-controls").wait_for()
        ready = page.evaluate("() => performance.now()")
        acts = explorer_times.times(page)
    return {"index_bytes": len(content), "index_gzip_bytes": weight.compressed(content), "ready_ms": ready,
            "times": {what: explorer_times.summary(each) for what, each in acts.items()}}


if __name__ == "__main__":
    main()
