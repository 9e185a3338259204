"""What a build keeps of the submissions that it read: the next one knows them, whatever is left of the cache."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from lynxsite.errata import FILE as ERRATA
from lynxsite.kept import FILE, SHELF, Kept
from lynxsite.parcel import opened
from lynxsite.registry import Registry, gather
from lynxsite.verdict import Judge, by_schema
from tests.site import records, variety

NOTE = {"at": "2026-11-22T10:00:00Z", "by": "example-login", "kind": "caveat", "members": ["/startup/load_ms"],
        "text": "the clock was set by hand"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Three submissions, one with a note, one with a whole number where others have fractions; one that is broken."""
    made = list(variety.variety(3))
    made[2][1]["operating_points"][0]["headline"]["throughput"]["value"] = 70
    places = [records.write(tmp_path / "submissions", slug, record) for slug, record in made]
    (places[0] / ERRATA).write_text(json.dumps({"contract": "1.0", "errata": [NOTE]}))
    (records.write(tmp_path / "submissions", "broken", made[0][1]) / "submission.json").write_text("{")
    return tmp_path


def _gathered(home: Path, judge: Judge = by_schema) -> Registry:
    with closing(Kept(home / "cache", "this version")) as known:
        return gather(home / "submissions", judge, known)


def _told(registry: Registry) -> str:
    """Everything; 1 and 1.0 differ."""
    parts = [(each.key, each.state, each.extract._replace(packed=b""), each.record) for each in registry.submissions]
    return repr((parts, registry.left_out))


class _Asked:
    """A judge that remembers whom it judged."""

    def __init__(self) -> None:
        self.places: list[str] = []

    def __call__(self, places: Sequence[Path]) -> Iterator[None]:
        self.places += [place.name for place in places]
        return by_schema(places)


@pytest.mark.parametrize("lost", [(), (SHELF,), (FILE,)], ids=["nothing", "shelf", "base"])
def test_what_was_read_before_is_the_same_whatever_is_left_of_the_cache(home: Path, lost: tuple[str, ...]) -> None:
    before = _told(_gathered(home))
    for name in lost:
        (home / "cache" / name).unlink()
    asked = _Asked()
    assert _told(_gathered(home, asked)) == before
    assert asked.places == (["broken"] if lost == (FILE,) else [])


def test_only_what_changed_is_read_again(home: Path) -> None:
    _gathered(home)
    record = home / "submissions/example-lab/result-00001/submission.json"
    record.write_text(record.read_text().replace("Example Laboratory", "Another Laboratory"))
    asked = _Asked()
    registry = _gathered(home, asked)
    assert asked.places == ["result-00001"]
    assert {each.key[-1]: each.facts.organisation for each in registry.submissions}["1"] == "Another Laboratory"
    assert _told(_gathered(home)) == _told(registry)


def test_a_record_that_the_cache_lost_is_read_from_its_file(home: Path) -> None:
    registry = _gathered(home)
    before = _told(registry)
    (home / "cache" / FILE).write_bytes(b"")
    opened.cache_clear()
    assert _told(registry) == before


def test_an_empty_registry_after_a_full_one(home: Path) -> None:
    _gathered(home)
    (home / "submissions").rename(home / "moved")
    assert [len(_gathered(home).submissions) for _ in range(2)] == [0, 0]
