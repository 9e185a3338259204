"""`lynx accept`: the verdict at merge is appended once, and no earlier line is ever altered."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lynxschema.commands.accept import accept
from lynxschema.contract import VERSION as CONTRACT
from lynxschema.digest import sha256
from lynxschema.version import VERSION
from tests.registry.clone import Clone

DATE = "2026-12-01"


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(accept, ["--date", DATE, *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def merged(clone: Clone, accepted: Path) -> str:
    """A merged submission that is recorded and committed."""
    place = clone.add(accepted)
    assert run().exit_code == 0
    clone.commit("Accept a result")
    return place


def lines(clone: Clone) -> list[str]:
    return (clone.root / "submissions/accepted.jsonl").read_text().splitlines()


def test_an_empty_registry_has_nothing_to_record(clone: Clone) -> None:
    assert run().exit_code == run("--check").exit_code == 0
    assert not (clone.root / "submissions/accepted.jsonl").exists()


def test_a_line_says_what_was_merged(clone: Clone, merged: str) -> None:
    record = (clone.root / merged / "submission.json").read_bytes()
    assert [json.loads(line) for line in lines(clone)] == [{
        "path": merged, "sha256": sha256(record), "date": DATE, "checker": VERSION, "contract": CONTRACT,
        "warnings": [],
    }]


def test_a_second_run_changes_nothing(clone: Clone, merged: str) -> None:
    before = lines(clone)
    assert "0 appended" in run().output
    assert lines(clone) == before


def test_a_rejected_submission_is_not_listed(clone: Clone, merged: str) -> None:
    clone.write("submissions/example-lab/broken/submission.json", "{")
    result = run()
    assert (result.exit_code, "rejected, and so not listed" in result.output) == (1, True)
    assert len(lines(clone)) == 1


def test_the_site_reads_the_lines(clone: Clone, merged: str) -> None:
    from lynxsite.acceptance import acceptances

    assert list(acceptances(clone.root / "submissions")) == [merged.removeprefix("submissions/")]


def test_a_record_that_is_not_what_was_merged(clone: Clone, merged: str, accepted: Path) -> None:
    (clone.root / merged / "submission.json").write_text("{}")
    result = run()
    assert (result.exit_code, "not what was merged" in result.output) == (1, True)
    (clone.root / merged / "submission.json").unlink()
    assert "is gone" in run("--check").output


def test_a_withdrawn_record_may_be_gone(clone: Clone, merged: str, accepted: Path) -> None:
    (clone.root / merged / "submission.json").unlink()
    note = {"at": "2026-11-22T10:00:00Z", "by": "example-login", "members": [], "text": "it held a serial number"}
    for kind, code in (("caveat", 1), ("withdrawal", 0)):
        clone.write(f"{merged}/errata.json", {"contract": "1.0", "errata": [note | {"kind": kind}]})
        assert run("--check").exit_code == code
    (clone.root / merged / "errata.json").write_text('{"errata": [7]}')
    assert run("--check").exit_code == 1


def test_earlier_lines_stand(clone: Clone, merged: str) -> None:
    file = clone.root / "submissions/accepted.jsonl"
    line = json.loads(lines(clone)[0])
    assert run("--check", "--since", "HEAD").exit_code == 0
    file.write_text(json.dumps(line | {"date": "2020-01-01"}) + "\n")
    result = run("--since", "HEAD")
    assert (result.exit_code, "earlier lines were changed" in result.output) == (1, True)
    file.unlink()
    assert run("--check", "--since", "HEAD").exit_code == 1


@pytest.mark.parametrize("line", [
    "{", "[]", "null", '{"path": "x"}', "no end", "\n",
    '{"path": "../x", "sha256": "", "date": "", "checker": "", "contract": "", "warnings": []}\n',
])
def test_a_line_that_is_none_is_named(clone: Clone, line: str) -> None:
    clone.write("submissions/accepted.jsonl", line if line == "no end" else f"{line}\n")
    result = run()
    assert (result.exit_code, "line 1:" in result.output) == (1, True), result.output


def test_a_line_twice_is_named(clone: Clone, merged: str) -> None:
    clone.write("submissions/accepted.jsonl", f"{lines(clone)[0]}\n" * 2)
    assert "listed twice" in run("--check").output


def test_elsewhere_is_a_usage_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run().exit_code == 2


def test_a_revision_that_is_none_is_a_usage_message(clone: Clone) -> None:
    assert run("--check", "--since", "nowhere").exit_code == 2
