"""Builds sites for the tests, and opens them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from lynxsite.commands.build import build
from tests.browser import launched
from tests.site import hostile, records, variety
from tests.site.served import PREFIX, served
from tests.site.watch import Watch

ROOT = Path(__file__).parents[2]
SITE_URL = f"https://example.org{PREFIX}/"
"""Below the path that the tests serve it at: the page for what is not there leads by paths from the host."""
Build = Callable[..., Result]
# What does not come at all fails all the same; a busy machine only takes longer.
expect.set_options(timeout=30_000)


def built(submissions: Path, site: Path, *arguments: str) -> Result:
    """`lynx build` of the project's own documentation over other submissions."""
    options = ["--submissions", str(submissions), "--site-dir", str(site), "--config", str(ROOT / "mkdocs.yml")]
    return CliRunner().invoke(build, [*options, *arguments], env={"LYNX_JUDGE": "schema"})


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    """An empty registry."""
    place = tmp_path / "submissions"
    place.mkdir()
    return place


@pytest.fixture
def build_site(tmp_path: Path, submissions: Path) -> Build:
    """Builds the test's submissions into `tmp_path/site`."""
    return lambda *arguments: built(submissions, tmp_path / "site", *arguments)


@pytest.fixture
def one_result(submissions: Path) -> Path:
    """A registry of one example record."""
    return records.write(submissions, "one", records.record())


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a dozen submissions, one of them hostile."""
    place = tmp_path_factory.mktemp("registry")
    for slug, record in variety.variety(12):
        records.write(place / "submissions", slug, record)
    records.write(place / "submissions", "hostile", hostile.hostile())
    made = built(place / "submissions", place / "site", "--strict", "--site-url", SITE_URL)
    assert made.exit_code == 0, made.output
    return place / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with served(site) as root:
        yield root


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser."""
    with sync_playwright() as playwright:
        launched_browser = launched(playwright)
        yield launched_browser
        launched_browser.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A fresh session; at its end nothing may have left this machine and no error may have been told."""
    watch = Watch()
    with browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}) as session:
        session.set_default_timeout(60_000)
        watch.over(session)
        yield session
    watch.clean()
