"""A site that is built again over the last one: the same, byte for byte, as one that is built from nothing."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from lynxsite.commands.build import build
from tests.site import records, variety
from tests.site.conftest import ROOT

COUNT, PAGED = 9, 5
Change = Callable[[Path], None]


def _build(home: Path, place: str, *arguments: str) -> Path:
    """Over whatever the place holds."""
    options = f"{{cache: {home / place / 'cache'}, judge: schema, pages: {PAGED}}}"
    file = home / f"{place}.yml"
    file.write_text(f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {ROOT / 'docs'}\n"
                    f"plugins: {{search: {{}}, lynxsite: {options}}}\n")
    named = ["--submissions", str(home / "submissions"), "--site-dir", str(home / place / "site")]
    made = CliRunner().invoke(build, [*named, "--config", str(file), *arguments])
    assert made.exit_code == 0, made.output
    return home / place / "site"


def _files(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry of nine, of which five get a page, and its site."""
    place = tmp_path_factory.mktemp("rebuilt")
    for slug, record in variety.variety(COUNT):
        records.write(place / "submissions", slug, record)
    _build(place, "again")
    return place


def _change(submissions: Path) -> None:
    """Of a paged one, and of an older one, the figures."""
    for number in (1, COUNT - 1):
        file = submissions / f"example-lab/result-{number:05d}/submission.json"
        record = json.loads(file.read_bytes())
        for point in record["operating_points"]:
            point["headline"]["throughput"]["value"] *= 1.5
        file.write_text(json.dumps(record))


def _accept(submissions: Path) -> None:
    line = {"path": f"submissions/example-lab/result-{COUNT - 1:05d}", "date": "2026-12-01", "checker": "0.2.0"}
    (submissions / "accepted.jsonl").write_text(json.dumps(line) + "\n")


def _remove(submissions: Path) -> None:
    shutil.rmtree(submissions / f"example-lab/result-{COUNT - 2:05d}")


def _add(submissions: Path) -> None:
    """The first of a workload."""
    (slug, record), = [each for each in variety.variety(COUNT + 1) if each[0] == f"result-{COUNT:05d}"]
    record["workload"]["id"] = "resnet50"
    records.write(submissions, slug, record)


@pytest.mark.parametrize("change", [_change, _accept, _remove, _add], ids=lambda change: change.__name__)
def test_a_site_built_again_is_the_one_built_from_nothing(home: Path, change: Change) -> None:
    before = _files(home / "again/site")
    change(home / "submissions")
    again, fresh = _files(_build(home, "again")), _files(_build(home, "fresh", "--strict"))
    shutil.rmtree(home / "fresh")
    assert sorted(again) == sorted(fresh)
    assert [path for path, content in again.items() if content != fresh[path]] == []
    assert again != before


def test_a_site_that_somebody_changed_is_made_whole(home: Path) -> None:
    site = home / "again/site"
    before = _files(site)
    for path in ("methodology/index.html", "workloads/mobilenet-v2-trained/index.html", "sitemap.xml"):
        (site / path).unlink()
    (site / "api/v1/results.json").write_text("{}")
    _build(home, "again")
    assert _files(site) == before
