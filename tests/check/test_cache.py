"""The cache: a kept verdict is the one of a fresh check, and trouble with the file is no trouble for the check."""

import os
from pathlib import Path

import pytest

from lynxschema.basis import version
from lynxschema.cache import Cache, default
from lynxschema.check import Checker
from lynxschema.crew import cached, fresh
from lynxschema.fingerprint import content, quick, resting
from lynxschema.tree import Location


@pytest.fixture
def rejected(directory: Path) -> Location:
    """A submission with errors, so that a verdict has something to say."""
    record = directory / "submission.json"
    record.write_text(record.read_text().replace('"valid": true', '"valid": false'))
    return Location.of(directory)


def kept(path: Path, place: Location) -> Cache:
    cache = Cache(path, "v")
    cache.keep([(place, quick(place.directory), Checker().verdict(place))])
    return cache


def test_a_kept_verdict_is_the_fresh_one(rejected: Location, tmp_path: Path) -> None:
    verdict = Checker().verdict(rejected)
    assert verdict.findings and kept(tmp_path / "c" / "v.sqlite", rejected).verdicts([rejected]) == {rejected: verdict}


def test_other_content_is_judged_anew(rejected: Location, tmp_path: Path) -> None:
    cache = kept(tmp_path / "v.sqlite", rejected)
    record = rejected.directory / "submission.json"
    record.write_bytes(record.read_bytes() + b" ")
    assert cache.verdicts([rejected]).get(rejected) is None


def test_the_content_decides_where_only_the_clock_differs(rejected: Location, tmp_path: Path) -> None:
    cache = kept(tmp_path / "v.sqlite", rejected)
    os.utime(rejected.directory / "submission.json", ns=(1, 1))
    assert cache.verdicts([rejected]).get(rejected) == Checker().verdict(rejected)


def test_another_checker_or_place_knows_nothing(rejected: Location, tmp_path: Path) -> None:
    cache = kept(tmp_path / "v.sqlite", rejected)
    assert Cache(tmp_path / "v.sqlite", "w").verdicts([rejected]) == {}
    assert cache.verdicts([rejected._replace(shown="elsewhere")]) == {}
    assert version("draft") != version("registry") == version("registry")


@pytest.mark.parametrize("damage", [b"", b"no base at all" * 100, b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_corrupt_cache_is_ignored(damage: bytes, rejected: Location, tmp_path: Path) -> None:
    path = tmp_path / "v.sqlite"
    kept(path, rejected).close()
    path.write_bytes(damage)
    cache = Cache(path, "v")
    assert cache.verdicts([rejected]).get(rejected) is None
    assert list(cached(Checker(), [rejected], 1, cache)) == [Checker().verdict(rejected)]


def test_a_place_that_cannot_be_written_is_ignored(rejected: Location, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Cache(tmp_path / "file" / "v.sqlite", "v").verdicts([rejected]) == {}


def test_what_changed_of_late_has_no_quick_key_to_keep(rejected: Location, tmp_path: Path) -> None:
    # A second edit within one tick of the clock would bear the same times.
    assert resting(rejected.directory) == ""
    cache = Cache(tmp_path / "v.sqlite", "v")
    assert list(cached(Checker(), [rejected], 1, cache)) == [Checker().verdict(rejected)]
    assert cache.verdicts([rejected]) == {}


def test_a_link_or_a_directory_is_never_kept(rejected: Location, tmp_path: Path) -> None:
    (rejected.directory / "notes").symlink_to("submission.json")
    assert quick(rejected.directory) == ""
    assert kept(tmp_path / "v.sqlite", rejected).verdicts([rejected]) == {}


def test_the_content_names_its_files(directory: Path) -> None:
    before = content(directory)
    (directory / "submission.json").rename(directory / "other.json")
    assert content(directory) != before


def test_several_processes_say_the_same_in_order(accepted: Path, rejected: Location, tmp_path: Path) -> None:
    places = [Location.of(accepted), rejected] * 12
    alone = list(fresh(Checker(), places, 1))
    assert list(fresh(Checker(), places, 2)) == alone
    cache = Cache(tmp_path / "v.sqlite", "v")
    assert [list(cached(Checker(), places, 2, cache)) for _ in range(2)] == [alone, alone]


def test_the_cache_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default() == tmp_path / "lynx" / "verdicts.sqlite"
