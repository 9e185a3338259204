"""The decision box: what supports the bounds, in which order, and what would turn it."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lynxschema.ratio import ratio

pytestmark = pytest.mark.browser
WORKLOAD = "mobilenet-v2-trained"


@pytest.fixture(scope="module")
def field(site: Path) -> dict[str, Any]:
    """The choices in offline at batch 32, as the page reads them."""
    content = json.loads((site / "api" / "v1" / "choices" / f"{WORKLOAD}.json").read_bytes())
    found: list[dict[str, Any]] = content["fields"]
    return next(each for each in found if each["condition"].startswith("offline, batch 32"))


def _box(context: BrowserContext, **bounds: str) -> Page:
    page = context.new_page()
    page.goto("")
    page.get_by_label("Workload").select_option(WORKLOAD)
    for label, text in bounds.items():
        page.get_by_label(label.replace("_", " ")).fill(text)
    expect(page.locator(".lx-decide [data-part=count]")).to_contain_text("support this")
    return page


def _rows(page: Page) -> list[list[str]]:
    section = page.locator(".lx-decide details", has=page.locator("summary", has_text="Offline, batch 32"))
    section.evaluate_all("all => all.forEach((each) => { each.open = true; })")
    return [row.locator(":scope > *").all_inner_texts() for row in section.locator("tbody tr").all()]


def _rate(choice: dict[str, Any]) -> float:
    return ratio([1.0], choice["trials"]).value


def test_who_supports_the_bounds_is_ranked_with_ties(context: BrowserContext, field: dict[str, Any]) -> None:
    ordered = sorted(field["choices"], key=_rate, reverse=True)
    rows = _rows(_box(context))
    assert [row[1] for row in rows] == [choice["name"] for choice in ordered[:6]]
    first = ordered[0]
    ties = [choice["name"] for choice in ordered if ratio(first["trials"], choice["trials"]).tie]
    shared = f"1{', tie' if len(ties) > 1 else ''}"
    assert [row[1] for row in rows if row[0] == shared] == ties


def test_a_bound_leaves_out_who_does_not_hold_it(context: BrowserContext, field: dict[str, Any]) -> None:
    held = [choice for choice in field["choices"] if choice["quality"] >= 0.7185]
    assert 0 < len(held) < len(field["choices"])
    rows = _rows(_box(context, Quality_of_at_least="0.7185"))
    assert [row[1] for row in rows] == [choice["name"] for choice in sorted(held, key=_rate, reverse=True)[:6]]


def test_each_names_what_would_turn_the_order(context: BrowserContext, field: dict[str, Any]) -> None:
    best = max(field["choices"], key=_rate)
    rivals = [choice for choice in field["choices"] if choice["quality"] > best["quality"]]
    assert rivals, "the fastest is the best in quality too: the test shows nothing"
    rows = _rows(_box(context))
    assert f"passes it where top-1 accuracy must be above {best['quality']:.4g}" in rows[0][-1]
    assert any("comes first where top-1 accuracy must be above" in row[-1] for row in rows[1:])
    rows = _rows(_box(context, Quality_of_at_least=str(best["quality"] + 1e-6)))
    assert rows[0][1] in {choice["name"] for choice in rivals}
    assert f"would lead if top-1 accuracy of {best['quality']:.4g} were enough" in rows[0][-1]


def test_a_figure_that_nobody_publishes_supports_no_bound(context: BrowserContext, field: dict[str, Any]) -> None:
    unmetered = all(choice["watts"] is None for choice in field["choices"])
    page = _box(context, Power_of_at_most="5")
    rows = _rows(page)
    assert (rows == []) == (unmetered or all((choice["watts"] or 9) > 5 for choice in field["choices"]))
    page.locator(".lx-decide button").click()
    expect(page.locator(".lx-decide details").first).to_be_visible()


def test_without_javascript_the_fastest_are_a_plain_list(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as session:
        page = session.new_page()
        page.goto("")
        expect(page.locator(".lx-decide form")).to_be_hidden()
        expect(page.locator(".lx-decide__plain tbody tr").first).to_contain_text("inferences/s")
