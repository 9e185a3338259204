"""Times of each filter and each sort of the explorer: of the wall, and of the page's own thread.

A busy machine changes the second much less: it is the thread's CPU time as the browser's Performance domain tells it.
"""

from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page

ACTS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
Times = dict[str, tuple[float, float]]
"""By name, wall and CPU time in ms."""


def times(page: Page) -> dict[str, Times]:
    """Of the explorer that a page shows: filters, then sorts."""
    browser = page.context.new_cdp_session(page)
    browser.send("Performance.enable", {"timeDomain": "threadTicks"})
    acts: dict[str, list[str]] = page.evaluate(ACTS)
    return {what: {name: _time(page, browser, what, name) for name in names} for what, names in acts.items()}


def summary(found: Times) -> dict[str, Any]:
    """Median and worst of either time, and what was worst."""
    wall, cpu = ({name: each[place] for name, each in found.items()} for place in (0, 1))
    return {"n": len(found), **_middle("", wall), **_middle("cpu_", cpu)}


def _time(page: Page, browser: CDPSession, what: str, name: str) -> tuple[float, float]:
    page.wait_for_timeout(30)
    before = _thread_ms(browser)
    wall: float = page.evaluate("([what, name]) => window.lynxActs[what][name]()", [what, name])
    return wall, _thread_ms(browser) - before


def _thread_ms(browser: CDPSession) -> float:
    metrics = {each["name"]: each["value"] for each in browser.send("Performance.getMetrics")["metrics"]}
    return 1e3 * float(metrics["TaskDuration"])


def _middle(kind: str, each: dict[str, float]) -> dict[str, Any]:
    worst = max(each, key=lambda name: each[name])
    return {f"{kind}median_ms": sorted(each.values())[len(each) // 2], f"{kind}worst_ms": each[worst],
            f"{kind}worst": worst}
