"""The site's search: found by who types, loaded for nobody else."""

from playwright.sync_api import BrowserContext, Page, expect


def _asked(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    return asked


def _loaded(asked: list[str]) -> bool:
    return "documents.json" in asked or any(name.startswith("search.") for name in asked)


def _type(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Search").press_sequentially(words)


def test_a_page_is_found_by_its_words(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("methodology/")
    _type(page, "peak bandwidth roofline")
    expect(page.locator(".md-search-result__item").filter(has_text="The roofline").first).to_be_visible()


def test_the_last_of_quick_keystrokes_is_answered(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("glossary/")
    _type(page, "calibration")
    page.get_by_role("textbox", name="Search").fill("")
    _type(page, "zzzzqqqq")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")


def test_who_does_not_search_loads_no_index(context: BrowserContext) -> None:
    page = context.new_page()
    asked = _asked(page)
    page.goto("glossary/", wait_until="networkidle")
    assert not _loaded(asked)
    _type(page, "energy")
    page.locator(".md-search-result__item").first.wait_for()
    assert _loaded(asked)
