"""Corrections and withdrawals on the site: banner, page, feed, data, and what is left where content had to go."""

import gzip
import json
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, expect

from lynxschema.comparison import comparison
from lynxschema.load.submission import load
from lynxsite import older
from lynxsite.errata import FILE, Note
from lynxsite.registry import Registry
from lynxsite.submission import Submission
from tests.site import hostile, records, sound, variety
from tests.site.conftest import ROOT, Build
from tests.site.served import served
from tests.site.watch import Watch

REAL = ROOT / "submissions" / "lynxbench"
ATOM = "{http://www.w3.org/2005/Atom}"
REASON = "the driver was not the one disclosed"


def _note(kind: str, text: str = REASON, at: str = "2026-11-22T10:00:00Z") -> dict[str, Any]:
    return {"at": at, "by": "example-login", "kind": kind, "members": ["/startup/load_ms"], "text": text}


def _write(place: Path, *notes: dict[str, Any]) -> None:
    (place / FILE).write_text(json.dumps({"contract": "1.0", "errata": notes}))


def _accept(submissions: Path, *slugs: str) -> None:
    rows = [{"path": f"submissions/example-lab/{slug}", "sha256": "0" * 64, "date": "2026-11-20"} for slug in slugs]
    (submissions / "accepted.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


@pytest.fixture
def places(submissions: Path) -> dict[str, Path]:
    """Six submissions that are in one controlled group or another."""
    return {slug: records.write(submissions, slug, record) for slug, record in variety.variety(6)}


def test_a_correction_stands_on_the_page_in_the_list_and_in_the_feed(
    build_site: Build, places: dict[str, Path], tmp_path: Path
) -> None:
    _write(places["result-00001"], _note("correction"), _note("caveat", hostile.TEXT, "2026-11-23T10:00:00Z"))
    assert build_site("--strict", "--site-url", "https://example.org/bench/").exit_code == 0
    page = (tmp_path / "site/results/example-lab/result-00001/index.html").read_text()
    assert 'id="note-1"' in page and REASON in page and "/startup/load_ms" in page and "<img src=x" not in page
    listed = (tmp_path / "site/errata/index.html").read_text()
    assert listed.index("results/example-lab/result-00001/#note-2") < listed.index("result-00001/#note-1")
    entries = ElementTree.fromstring((tmp_path / "site/feed.xml").read_bytes()).findall(f"{ATOM}entry")
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in entries]
    assert [title.partition(":")[0] for title in titles[:2]] == ["Caveat", "Corrected"]
    link = entries[1].find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "https://example.org/bench/results/example-lab/result-00001/#note-1"


def test_a_withdrawn_result_stays_and_is_ranked_with_nothing(
    build_site: Build, places: dict[str, Path], tmp_path: Path
) -> None:
    data = tmp_path / "site/api/v1"
    build_site()
    assert "result-00001" in (data / "controlled.json").read_text()
    _write(places["result-00001"], _note("withdrawal"))
    build_site()
    page = tmp_path / "site/results/example-lab/result-00001"
    assert "lx-standing--withdrawn" in (page / "index.html").read_text()
    assert "withdrawn: " in (page / "badge.svg").read_text() and (page / "submission.json").is_file()
    workload = json.loads((data / "results.json").read_bytes())["results"][0]["workload"]
    ranked = [data / "controlled.json", data / f"choices/{workload}.json"]
    assert not any("result-00001" in file.read_text() for file in ranked)
    assert "result-00002" in ranked[0].read_text()
    standings = {each["key"]: each["standing"] for each in json.loads((data / "results.json").read_bytes())["results"]}
    assert standings["example-lab/result-00001"] == "withdrawn" != standings["example-lab/result-00002"]


def test_the_browser_ranks_no_withdrawn_result(
    build_site: Build, places: dict[str, Path], tmp_path: Path, browser: Browser
) -> None:
    _write(places["result-00001"], _note("withdrawal"))
    build_site()
    asked = urlencode([("result", f"example-lab/result-0000{number}#single-stream-b1") for number in (0, 1, 2)])
    with served(tmp_path / "site") as address, browser.new_page(base_url=address) as page:
        page.goto(f"compare/?{asked}")
        expect(page.locator(".lx-verdicts")).to_contain_text("A and B: not ranked: B is withdrawn")
        expect(page.locator(".lx-verdicts")).to_contain_text("A and C: comparable")


def test_the_terminal_ranks_no_withdrawn_result(tmp_path: Path) -> None:
    first = next(REAL.glob("digits-cnn--*--onnxruntime-*--int8--*"))
    session = first.name.rpartition("-")[2]
    second = next(REAL.glob(f"digits-cnn--*--onnxruntime-*--fp32--*-{session}"))
    places = [shutil.copytree(place, tmp_path / place.name) for place in (first, second)]
    loaded = [load(place) for place in places]
    assert any(point["ranked"] for point in comparison(*loaded)["points"])
    _write(places[1], _note("withdrawal"))
    points = comparison(*loaded)["points"]
    assert all(point["verdict"] == "not ranked: B is withdrawn" for point in points)
    assert not any("ratio" in row for point in points for row in point["ratios"])


def test_where_content_had_to_go_a_tombstone_stands(
    build_site: Build, submissions: Path, places: dict[str, Path], tmp_path: Path
) -> None:
    _accept(submissions, "result-00001", "result-00002")
    build_site()
    page = tmp_path / "site/results/example-lab/result-00001"
    executor = json.loads((page / "submission.json").read_bytes())["executor_id"]
    (places["result-00001"] / "submission.json").unlink()
    _write(places["result-00001"], _note("withdrawal"))
    made = build_site("--strict", "--site-url", "https://example.org/bench/")
    assert made.exit_code == 0, made.output
    assert [file.name for file in page.iterdir()] == ["index.html"]
    text = (page / "index.html").read_text()
    assert "A result that is gone" in text and REASON in text and "2026-11-20" in text
    assert page.relative_to(tmp_path / "site").as_posix() in (tmp_path / "site/sitemap.xml").read_text()
    found = json.loads((tmp_path / "site/api/v1/errata.json").read_bytes())
    assert [each["key"] for each in found["removed"]] == ["example-lab/result-00001"]
    assert found["notes"][0]["page"] == "results/example-lab/result-00001/"
    files = (file for file in (tmp_path / "site").rglob("*") if file.is_file())
    assert not [file for file in files if executor.encode() in file.read_bytes()]


@pytest.mark.browser
def test_a_tombstone_is_a_page_like_others(
    build_site: Build, submissions: Path, places: dict[str, Path], tmp_path: Path, browser: Browser
) -> None:
    _accept(submissions, "result-00001")
    (places["result-00001"] / "submission.json").unlink()
    _write(places["result-00001"], _note("withdrawal", hostile.TEXT))
    build_site("--strict")
    watch = Watch()
    with served(tmp_path / "site") as address, browser.new_context(base_url=address) as session:
        watch.over(session)
        page = sound.opened(session, "results/example-lab/result-00001/")
        expect(page.locator("article")).to_contain_text("A result that is gone")
        sound.generated(page)
    watch.clean()


def test_an_accepted_result_that_went_without_a_word_is_told(
    build_site: Build, submissions: Path, places: dict[str, Path], caplog: pytest.LogCaptureFixture
) -> None:
    _accept(submissions, "result-00001", "never-there")
    (places["result-00001"] / "submission.json").unlink()
    assert build_site("--strict").exit_code == 1
    assert "example-lab/never-there is left out: it was accepted and is gone" in caplog.text
    assert "example-lab/result-00001 is left out" in caplog.text


@pytest.mark.parametrize("content", ["{", '{"contract": "1.0", "errata": [{"kind": "withdrawal"}]}'])
def test_errata_that_cannot_be_shown_keep_the_result_off(
    build_site: Build, one_result: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, content: str
) -> None:
    (one_result / FILE).write_text(content)
    assert build_site().exit_code == 0
    assert "example-lab/one is left out: errata.json" in caplog.text
    assert not (tmp_path / "site/results/example-lab/one").exists()


def test_a_registry_without_errata_says_so(build_site: Build, one_result: Path, tmp_path: Path) -> None:
    build_site()
    assert "No result has been corrected or withdrawn" in (tmp_path / "site/errata/index.html").read_text()


def test_the_viewer_of_older_results_gets_the_notes(one_result: Path) -> None:
    made = Submission.of(one_result, records.changed({"/provenance/profile": "registry"}))
    note = Note("2026-11-22T10:00:00Z", "example-login", "withdrawal", (), REASON)
    noted = Submission(one_result, made.extract._replace(notes=(note,)), paged=False)
    shard = older.shards(Registry((noted,)))[0]
    shown = json.loads(gzip.decompress(older.content(shard)))["results"][0]
    assert shown["notes"] == [["Withdrawn", "2026-11-22", REASON, "example-login"]]
    assert shown["standing"][0] == "Withdrawn"
