"""The site as a reader meets it, in a real browser."""

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

pytestmark = pytest.mark.browser


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
