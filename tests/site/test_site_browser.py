"""The site as a reader meets it, in a real browser."""

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

pytestmark = pytest.mark.browser
PAGES = ("", "results/", "workloads/", "workloads/mobilenet-v2-trained/", "controlled/", "compare/", "flips/",
         "coverage/", "rooflines/",
         "accelerators/", "accelerators/generic-x86-64/", "runtimes/onnxruntime/", "precisions/int8-int8/",
         "submitters/example-lab/", "data/", "results/example-lab/result-00001/", "rules/",
         "rules/LX101/", "schema/", "submit/", "methodology/", "reading/", "glossary/",
         "results/hostile-lab/hostile/")


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
