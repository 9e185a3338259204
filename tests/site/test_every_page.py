"""What holds of every page: it opens clean, fits the screen, can be read by everybody, and no text of a record acts."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, expect

from tests.site import sound
from tests.site.conftest import ROOT

pytestmark = pytest.mark.browser
GENERATED = (
    "", "results/", "workloads/", "workloads/mobilenet-v2-trained/", "controlled/", "compare/", "flips/", "rooflines/",
    "coverage/", "errata/", "accelerators/", "accelerators/generic-x86-64/", "runtimes/onnxruntime/",
    "precisions/int8-int8/", "submitters/example-lab/", "results/example-lab/result-00001/",
    "results/hostile-lab/hostile/", "rules/", "rules/LX101/", "schema/", "catalogue/",
)
"""One page of each kind that is made from records, rules or the contract."""


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml, whatever its own tags mean."""


_Loader.add_constructor("!ENV", lambda loader, node: None)


def _pages(nav: Any) -> Iterator[str]:
    """Addresses of the navigation."""
    if isinstance(nav, str):
        yield "" if nav == "index.md" else f"{nav.removesuffix('.md')}/"
    else:
        for each in nav.values() if isinstance(nav, dict) else nav:
            yield from _pages(each)


NAVIGATION = tuple(_pages(yaml.load((ROOT / "mkdocs.yml").read_text(), _Loader)["nav"]))
PROSE = tuple(path for path in NAVIGATION if path not in GENERATED)


@pytest.mark.parametrize("path", GENERATED)
def test_a_generated_page(context: BrowserContext, path: str) -> None:
    sound.generated(sound.opened(context, path))


@pytest.mark.parametrize("path", PROSE)
def test_a_page_of_prose(context: BrowserContext, path: str) -> None:
    sound.light(sound.opened(context, path))


def test_the_page_for_an_address_that_leads_nowhere(context: BrowserContext) -> None:
    page = sound.opened(context, "404.html")
    sound.light(page)
    page.locator("article a[href]").first.click()
    expect(page).not_to_have_url(re.compile("404"))
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("path", GENERATED)
def test_without_javascript_it_can_be_read(browser: Browser, address: str, path: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as session:
        page = session.new_page()
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        text = page.locator("article.md-content__inner").inner_text()
        assert len(re.findall(r"\w+", text)) > 20 and "Loading" not in text


@pytest.mark.parametrize("path", ["", "results/", "results/example-lab/result-00001/", "compare/", "glossary/"])
def test_the_keyboard_reaches_the_content_and_is_never_caught(context: BrowserContext, path: str) -> None:
    page = sound.opened(context, path)
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    places = []
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if not focused["inside"]:
            break  # past the end of the page
        assert focused["marked"], focused["what"]
        places.append(focused["place"])
    assert len(places) > 2 and places == sorted(set(places)), "the focus stood still or went back"


STEPS = 30
FOCUSED = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const all = [...document.querySelectorAll("*")];
  return {
    what: element.outerHTML.slice(0, 200),
    place: all.indexOf(element),
    inside: element.closest(".md-content, .md-footer") !== null,
    marked: style.outlineStyle !== "none" || style.boxShadow !== "none",
  };
}"""
