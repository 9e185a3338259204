"""What holds of every open page: it has one heading, can be read by everybody, fits the screen, and is inert."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.site import axe

WIDTHS = (1440, 768, 390)


def opened(context: BrowserContext, path: str) -> Page:
    """The page at an address, once it asks for nothing more."""
    page = context.new_page()
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return page


def light(page: Page) -> None:
    """As it opens: one heading, nothing new that axe finds, no screen too narrow for it."""
    expect(page.locator("h1")).to_have_count(1)
    assert axe.findings(page) == []
    fits(page)


def generated(page: Page) -> None:
    """The same of a page made from records, whose texts do nothing, and in the dark."""
    inert(page)
    light(page)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.locator("label[for='__palette_1']").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert axe.findings(page, "color-contrast") == []


def fits(page: Page) -> None:
    """No page is wider than the screen."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def inert(page: Page) -> None:
    """No text of a record ran, made an element, led to a script or was filled in as a template."""
    assert page.evaluate("window.hacked") is None
    assert page.locator("a[href^='javascript:'], img[src=x]").count() == 0
    assert str(7919 * 104729) not in page.content()
