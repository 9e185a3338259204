"""The searchable table of results, in a real browser."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def _explorer(context: BrowserContext, query: str = "") -> Page:
    page = context.new_page()
    page.goto(f"results/{query}")
    expect(page.locator(".lx-controls")).to_be_visible()
    return page


def _column(page: Page, name: str) -> list[str]:
    return page.locator(f".lx-results tbody td[data-column={name}] > bdi").all_inner_texts()


def _panel(page: Page, name: str) -> Locator:
    """The panel of a facet, opened."""
    page.locator(f"[data-panel={name}]").click()
    return page.locator(f"#lx-panel-{name}")


def _choices(panel: Locator) -> dict[str, int]:
    return {label.locator("bdi").inner_text(): int(label.locator("small").inner_text())
            for label in panel.locator("label").all()}


def _count(page: Page, text: str) -> None:
    expect(page.locator(".lx-count")).to_have_text(text)


def test_find_a_result_share_its_address_and_reopen_it(context: BrowserContext) -> None:
    page = _explorer(context)
    page.get_by_label("Search the results").fill("openvino single")
    _panel(page, "precision").get_by_label("int8/int8").check()
    _count(page, "1 of 49 results.")
    assert _column(page, "runtime") == ["openvino 2025.3.0"]
    expect(page).to_have_url(re.compile(r"/results/\?find=openvino\+single&precision=int8%2Fint8$"))
    again = context.new_page()
    again.goto(page.url)
    _count(again, "1 of 49 results.")
    expect(again.get_by_label("Search the results")).to_have_value("openvino single")
    again.locator(".lx-results tbody a").click()
    expect(again).to_have_url(re.compile("results/example-lab/result-00004/#single-stream-b1"))
    expect(again.locator("#single-stream-b1 h2")).to_contain_text("Single stream, batch 1")


def test_figures_that_no_result_has_are_not_offered_but_energy(context: BrowserContext, site: Path) -> None:
    columns = json.loads((site / "results/index.json").read_bytes())["columns"]
    empty = {each["name"] for each in columns if set(each.get("values", [0])) == {None}}
    assert {"ttft", "energy"} <= empty
    page = _explorer(context)
    assert not empty & set(_values(page, ".lx-axes option", "value"))
    assert empty & set(_values(page, ".lx-range input", "name")) == {"energy"}
    assert empty & set(_values(page, "#lx-panel-columns input", "value")) == {"energy"}
    expect(page.locator("thead th[data-column=energy]")).to_be_visible()


def _values(page: Page, selector: str, attribute: str) -> list[str]:
    found: list[str] = page.locator(selector).evaluate_all(f"all => all.map((each) => each.{attribute})")
    assert found
    return found


def test_sort_by_a_heading_up_down_and_not_at_all(context: BrowserContext) -> None:
    page = _explorer(context, "?scenario=offline&batch=8")
    heading = page.get_by_role("button", name="Throughput")
    heading.click()
    rates = [float(text.replace(",", "")) for text in _column(page, "rate")]
    assert rates == sorted(rates) and len(rates) == 12
    heading.click()
    expect(page.locator("th[data-column=rate]")).to_have_attribute("aria-sort", "descending")
    expect(page).to_have_url(re.compile(r"\?batch=8&scenario=offline&sort=-rate$"))
    heading.click()
    expect(page).to_have_url(re.compile(r"\?batch=8&scenario=offline$"))


def test_several_choices_of_a_facet_and_counts_that_update(context: BrowserContext) -> None:
    page = _explorer(context, "?runtime=openvino+2025.3.0")
    panel = _panel(page, "precision")
    assert _choices(panel) == {"fp16/fp16": 4, "fp32/fp32": 4, "int8/int8": 4}
    panel.get_by_label("fp32/fp32").check()
    panel.get_by_label("int8/int8").check()
    _count(page, "8 of 49 results.")
    assert set(_column(page, "precision")) == {"fp32/fp32", "int8/int8"}
    assert _choices(panel)["fp16/fp16"] == 4
    panel = _panel(page, "batch")
    assert _choices(panel) == {"1": 4, "8": 2, "32": 2}
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Take away Precision: fp32/fp32").click()
    _count(page, "4 of 49 results.")
    page.locator(".lx-clear").click()
    _count(page, "49 results.")


def test_a_heading_leads_to_the_glossary_too(context: BrowserContext) -> None:
    page = _explorer(context)
    link = page.get_by_role("link", name="Throughput in the glossary")
    link.focus()
    expect(link).to_have_css("opacity", "1")
    link.press("Enter")
    expect(page).to_have_url(re.compile("/glossary/#throughput$"))


def test_ranges_of_figures_and_dates(context: BrowserContext) -> None:
    page = _explorer(context)
    panel = _panel(page, "ranges")
    panel.get_by_label("p50 to", exact=True).fill("10")
    panel.get_by_label("Date from", exact=True).fill("2026-01-06")
    expect(page).to_have_url(re.compile(r"\?date=2026-01-06\.\.&p50=\.\.10$"))
    times = [float(text) for text in _column(page, "p50")]
    assert times and max(times) <= 10 and min(_column(page, "date")) >= "2026-01-06"
    shown = page.locator(".lx-count").inner_text()
    page.reload()
    _count(page, shown)
    panel = _panel(page, "ranges")
    expect(panel.get_by_label("p50 to", exact=True)).to_have_value("10")
    panel.get_by_label("Energy from", exact=True).fill("0")
    _count(page, "0 of 49 results.")


def test_columns_are_a_choice_that_the_address_carries(context: BrowserContext) -> None:
    page = _explorer(context)
    panel = _panel(page, "columns")
    panel.get_by_label("Toolchain").check()
    panel.get_by_label("Workload").uncheck()
    expect(page.locator("th[data-column=toolchain]")).to_be_visible()
    expect(page.locator("th[data-column=workload]")).to_have_count(0)
    link = page.locator(".lx-results tbody tr").first.get_by_role("link")
    expect(link).to_have_text(re.compile("single stream|offline"))
    expect(page).to_have_url(re.compile(r"columns=scenario\.batch\."))
    page.reload()
    expect(page.locator("th[data-column=toolchain]")).to_be_visible()


def test_a_chart_of_what_is_filtered(context: BrowserContext) -> None:
    page = _explorer(context, "?scenario=offline")
    expect(page.locator(".lx-scatter")).to_be_hidden()
    page.get_by_role("button", name="Chart").click()
    figure = page.locator(".lx-scatter figure")
    expect(figure).to_have_attribute("data-drawn", "light")
    expect(figure.locator(".lx-chart__words")).to_contain_text("36 of 36 results that have both figures: p50 from")
    assert figure.locator("svg .mark-symbol.role-mark path").count() == 36
    figure.locator("summary").click()
    expect(figure.locator("tbody tr")).to_have_count(36)
    page.get_by_label("Across").select_option("batch")
    expect(figure.locator("figcaption")).to_have_text("Throughput against Batch, by Precision")
    expect(page).to_have_url(re.compile(r"scenario=offline&chart=batch\.rate\.precision$"))
    page.get_by_label("Search the results").fill("openvino")
    expect(figure.locator(".lx-chart__words")).to_contain_text("9 of 9 results")


def test_figures_that_nobody_has_are_no_chart(context: BrowserContext) -> None:
    page = _explorer(context, "?chart=p50.energy.precision")
    expect(page.locator(".lx-scatter .lx-chart__words")).to_have_text(
        "None of the 49 results that answer has both figures.")


def test_the_plain_table_says_what_the_searchable_one_says(
    browser: Browser, address: str, context: BrowserContext,
) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as session:
        plain = session.new_page()
        plain.goto("results/")
        expect(plain.locator(".lx-controls")).to_be_hidden()
        head, before = _text(plain)
    assert len(before) == 49
    page = _explorer(context)
    for rows in (40, 49):
        page.locator(".lx-results tbody tr").last.scroll_into_view_if_needed()
        expect(page.locator(".lx-results tbody tr")).to_have_count(rows)
    assert _text(page) == (head, before)


def _text(page: Page) -> tuple[list[str], list[str]]:
    return (page.locator(".lx-results thead th").all_inner_texts(),
            page.locator(".lx-results tbody tr").all_inner_texts())


def _focused(page: Page) -> Any:
    return page.evaluate("""() => {
      const { tagName, textContent, name, value } = document.activeElement;
      return [tagName, tagName === "INPUT" ? name || value : textContent.trim()];
    }""")


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_filter_and_open_a_result_by_keyboard_alone(context: BrowserContext) -> None:
    page = _explorer(context)
    page.get_by_label("Search the results").focus()
    page.keyboard.type("offline")
    _press(page, *["Tab"] * 5)
    assert _focused(page) == ["BUTTON", "Workload"]
    _press(page, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    assert _focused(page) == ["BUTTON", "Precision"]
    _press(page, "Enter", "ArrowDown")
    assert _focused(page) == ["INPUT", "precision"]
    _press(page, "ArrowDown", "Space", "ArrowDown", "Space")
    _count(page, "24 of 49 results.")
    assert _focused(page) == ["INPUT", "precision"]
    _press(page, "Escape")
    assert _focused(page)[0] == "BUTTON" and page.locator("#lx-panel-precision").is_hidden()
    page.locator(".lx-results thead button").last.focus()
    _press(page, "Tab", "ArrowDown", "ArrowDown")
    third = page.locator(".lx-results tbody tr").nth(2)
    assert _focused(page) == ["INPUT", third.locator("input").input_value()]
    _press(page, "Space", "ArrowRight")
    expect(third.locator("input")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/results/example-lab/"))


def test_the_focus_can_be_seen(context: BrowserContext) -> None:
    page = _explorer(context)
    page.get_by_label("Search the results").focus()
    for _ in range(5):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_on_a_phone_filters_are_in_a_drawer_and_rows_are_cards(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size(PHONE)
    page.goto("results/")
    expect(page.get_by_role("button", name="Workload")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    drawer = page.get_by_role("dialog", name="Filters")
    drawer.get_by_role("button", name="Precision", exact=True).click()
    drawer.get_by_label("int8/int8").check()
    drawer.get_by_role("button", name=re.compile(r"Show 1\d results")).click()
    expect(drawer).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Filters"
    page.get_by_label("Order").select_option("-rate")
    rates = [float(text.replace(",", "")) for text in _column(page, "rate")]
    assert rates == sorted(rates, reverse=True)
    card = page.locator(".lx-results tbody tr").first
    assert card.evaluate("(row) => getComputedStyle(row).display") == "grid"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_an_address_that_asks_for_what_is_not_there(context: BrowserContext) -> None:
    page = _explorer(context, "?workload=gone&p50=..x&columns=none.key&chart=a.b.c&sort=gone&batch=1..9")
    _count(page, "0 of 49 results.")
    page.get_by_role("button", name="Take away Workload: gone").click()
    page.get_by_role("button", name="Take away Batch 1 to 9").click()
    _count(page, "49 results.")
    expect(page.locator(".lx-scatter")).to_be_hidden()


def test_a_lost_index_leaves_the_plain_table(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address) as session:
        page = session.new_page()
        page.route("**/results/index.json", lambda route: route.fulfill(status=500))
        page.goto("results/")
        expect(page.locator(".lx-count")).to_contain_text("the index could not be read")
        expect(page.locator(".lx-results tbody tr")).to_have_count(49)
