"""A registry larger than its budget of pages, and what is made again from build to build."""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from lynxsite.budget import REST_BYTES, Budget, weight
from lynxsite.submission import Submission
from tests.site import records, sound, variety
from tests.site.conftest import ROOT, built
from tests.site.served import served
from tests.site.watch import Watch

COUNT, PAGED = 7, 3
Files = dict[str, int]


def _project(home: Path, pages: int) -> Path:
    options = f"{{cache: {home / 'cache'}, judge: schema, pages: {pages}}}"
    file = home / "mkdocs.yml"
    file.write_text(f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {ROOT / 'docs'}\n"
                    f"plugins: {{search: {{}}, lynxsite: {options}}}\n")
    return file


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry of seven, of which three get a page, and its site."""
    place = tmp_path_factory.mktemp("large")
    for slug, record in variety.variety(COUNT):
        records.write(place / "submissions", slug, record)
    _build(place, PAGED)
    return place


def _build(home: Path, pages: int = PAGED) -> None:
    made = built(home / "submissions", home / "site", "--config", str(_project(home, pages)))
    assert made.exit_code == 0, made.output


def _shown(home: Path) -> dict[str, dict[str, object]]:
    files = (home / "site/api/v1/older").glob("*.json.gz")
    shards = [json.loads(gzip.decompress(file.read_bytes())) for file in files]
    return {each["key"]: each for shard in shards for each in shard["results"]}


def test_the_newest_have_pages_and_all_others_are_in_one_shard_each(home: Path) -> None:
    pages = {page.parent.name for page in home.glob("site/results/*/*/index.html")}
    assert pages == {f"result-{number:05d}" for number in range(COUNT - PAGED, COUNT)}
    older = _shown(home)
    assert set(older) == {f"example-lab/result-{number:05d}" for number in range(COUNT - PAGED)}
    for key, entry in older.items():
        assert entry["record"] == json.loads((home / "submissions" / key / "submission.json").read_bytes())


def test_every_other_has_a_plain_row_and_an_address(home: Path) -> None:
    rows = (home / "site/older/1/index.html").read_text()
    listed = json.loads((home / "site/api/v1/results.json").read_bytes())["results"]
    assert [each["page"] for each in listed][PAGED:] == [f"older/?result={each['key']}" for each in listed[PAGED:]]
    assert all(f"older/?result={each['key']}" in rows for each in listed[PAGED:])
    assert all((home / "site" / each["record"]).is_file() for each in listed)


def test_the_budget_counts_pages_and_bytes() -> None:
    newest = [Submission.of(Path("lab") / str(number), records.record()) for number in range(5)]
    assert Budget(pages=3).paged(newest) == 3
    assert Budget(bytes=4 * weight(newest[0])).paged(newest) == 4
    assert Budget(site=REST_BYTES + 3 * weight(newest[0])).paged(newest) == 2
    assert Budget(site=REST_BYTES).paged(newest) == 0


@pytest.fixture
def times(home: Path) -> Callable[[], Files]:
    """When each page and shard was written."""
    def read() -> Files:
        files = [*home.glob("site/results/*/*/index.html"), *home.glob("site/api/v1/older/*.gz")]
        return {file.relative_to(home / "site").as_posix(): file.stat().st_mtime_ns for file in files}

    return read


def test_what_did_not_change_is_not_made_again(home: Path, times: Callable[[], Files]) -> None:
    before = times()
    _build(home)
    assert times() == before and not (home / "site/.lynx-aside").exists()


def test_a_page_that_was_touched_or_whose_record_changed_is_made_again(home: Path, times: Callable[[], Files]) -> None:
    before = times()
    touched, changed = (home / f"site/results/example-lab/result-0000{number}/index.html" for number in (5, 6))
    touched.write_text("overwritten")
    record = home / "submissions/example-lab/result-00006/submission.json"
    record.write_text(record.read_text().replace("Example Lab", "Another Lab", 1) + "\n")
    _build(home)
    after = times()
    made = {path for path in after if after[path] != before.get(path)}
    assert {touched.relative_to(home / "site").as_posix(), changed.relative_to(home / "site").as_posix()} <= made
    assert "overwritten" not in touched.read_text()
    assert not any(path.endswith(".gz") for path in made)


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    """Where this site is served."""
    with served(home / "site") as root:
        yield root


@pytest.mark.browser
def test_the_viewer_shows_an_older_result(browser: Browser, address: str) -> None:
    watch = Watch()
    with browser.new_context(base_url=address) as session:
        watch.over(session)
        page = session.new_page()
        page.goto("older/?result=example-lab/result-00001#offline-b8")
        expect(page.locator("#offline-b8 .lx-claim")).to_contain_text("at batch 8")
        expect(page.locator(".lx-older")).to_contain_text("git-commit-id=a83fc4d58c")
        sound.generated(page)
        page.goto("older/?result=example-lab/none")
        expect(page.locator(".lx-older")).to_contain_text("is not in this registry")
    watch.clean()


@pytest.mark.browser
def test_a_warning_leads_to_its_rule(browser: Browser, address: str) -> None:
    def warned(route: Route) -> None:
        shard = json.loads(gzip.decompress(route.fetch().body()))
        for each in shard["results"]:
            each["warnings"] = ["LX405 /operating_points/0: <b>0.2"]
        route.fulfill(body=gzip.compress(json.dumps(shard).encode()))

    with browser.new_page(base_url=address) as page:
        page.route("**/older/*.json.gz", warned)
        page.goto("older/?result=example-lab/result-00001")
        expect(page.locator(".lx-older .lx-note")).to_have_text("LX405 /operating_points/0: <b>0.2")
        page.locator(".lx-older .lx-note a").click()
        expect(page.locator("h1")).to_contain_text("LX405")
