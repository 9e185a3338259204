"""The site as a reader meets it, in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser
PAGES = ("", "results/", "workloads/", "workloads/mobilenet-v2-trained/", "controlled/", "compare/", "flips/",
         "coverage/", "rooflines/",
         "accelerators/", "accelerators/generic-x86-64/", "runtimes/onnxruntime/", "precisions/int8-int8/",
         "submitters/example-lab/", "data/", "results/example-lab/result-00001/", "rules/",
         "rules/LX101/", "schema/", "submit/", "methodology/", "reading/", "glossary/",
         "results/hostile-lab/hostile/")


def _explorer(context: BrowserContext, query: str = "") -> Page:
    page = context.new_page()
    page.goto(f"results/{query}")
    expect(page.locator(".lx-controls")).to_be_visible()
    return page


def _column(page: Page, name: str) -> list[str]:
    return page.locator(f".lx-results tbody td[data-column={name}] > :first-child").all_inner_texts()


def test_find_a_result_share_its_address_and_reopen_it(context: BrowserContext) -> None:
    page = _explorer(context)
    page.get_by_label("Search the results").fill("openvino single")
    page.get_by_label("Precision").select_option("int8/int8")
    expect(page.locator(".lx-count")).to_have_text("1 of 49 results.")
    assert _column(page, "runtime") == ["openvino 2025.3.0"]
    again = context.new_page()
    again.goto(page.url)
    expect(again.locator(".lx-count")).to_have_text("1 of 49 results.")
    expect(again.get_by_label("Search the results")).to_have_value("openvino single")
    again.locator(".lx-results tbody a").click()
    expect(again).to_have_url(re.compile("results/example-lab/result-00004/#single-stream-b1"))
    expect(again.locator("#single-stream-b1 h2")).to_contain_text("Single stream, batch 1")


def test_sort_by_a_heading_up_down_and_not_at_all(context: BrowserContext) -> None:
    page = _explorer(context, "?scenario=offline")
    heading = page.get_by_role("button", name="Throughput")
    heading.click()
    rates = [float(text.replace(",", "")) for text in _column(page, "rate")]
    assert rates == sorted(rates) and len(rates) == 36
    heading.click()
    expect(page.locator("th[data-column=rate]")).to_have_attribute("aria-sort", "descending")
    assert page.url.endswith("?scenario=offline&sort=-rate")
    heading.click()
    assert page.url.endswith("?scenario=offline")


def test_a_facet_offers_what_the_others_leave(context: BrowserContext) -> None:
    page = _explorer(context, "?runtime=openvino+2025.3.0")
    options = page.get_by_label("Precision").locator("option").all_inner_texts()
    assert options[0] == "all" and "fp32/fp32 (4)" in options
    page.locator(".lx-controls button").click()
    expect(page.locator(".lx-count")).to_have_text("49 results.")


def test_the_plain_table_says_what_the_searchable_one_says(browser: Browser, address: str, context) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as session:
        plain = session.new_page()
        plain.goto("results/")
        expect(plain.locator(".lx-controls")).to_be_hidden()
        before = plain.locator(".lx-results tbody tr").all_inner_texts()
    page = _explorer(context)
    assert page.locator(".lx-results tbody tr").all_inner_texts() == before


def test_without_javascript_a_result_is_complete(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as session:
        page = session.new_page()
        page.goto("results/example-lab/result-00001/")
        expect(page.locator(".lx-claim").first).to_contain_text("mobilenet-v2-trained at int8/int8")
        expect(page.locator(".lx-chart__words").first).to_contain_text("3,500 requests between")
        expect(page.locator("#executor")).to_contain_text("git-commit-id=a83fc4d58c")


def test_charts_follow_the_palette(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("workloads/mobilenet-v2-trained/")
    chart = page.locator("figure[data-chart]").first
    expect(chart).to_have_attribute("data-drawn", "light")
    expect(chart.locator("svg")).to_be_visible()
    page.locator("label[for='__palette_1']").click()
    expect(chart).to_have_attribute("data-drawn", "dark")


def test_hostile_text_stays_text(context: BrowserContext) -> None:
    page = context.new_page()
    for path in ("results/hostile-lab/hostile/", "results/", "", "workloads/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hacked") is None, path
        assert page.locator("a[href^='javascript:']").count() == 0, path
        assert "1337" not in page.content(), path
        assert page.locator("img[src=x]").count() == 0, path


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_clean_and_never_wider_than_the_screen(context: BrowserContext, path: str) -> None:
    page = context.new_page()
    page.goto(path)
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_have_count(1)
    for width in (1440, 768, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
