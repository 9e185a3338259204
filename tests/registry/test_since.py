"""`lynx check --since`: what changed is asked of real git, and only it is checked."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lynxschema.commands.check import check
from tests.registry.clone import LOGIN, SUBMITTER, Clone


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(check, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def findings(*arguments: str) -> dict[str, list[str]]:
    """Codes of each verdict."""
    report = json.loads(run("--since", "main", "--format", "json", *arguments).output)
    return {verdict["submission"]: [found["code"] for found in verdict["findings"]] for verdict in report["verdicts"]}


@pytest.fixture
def merged(clone: Clone, accepted: Path) -> str:
    """A merged submission; a branch is checked out on which nothing has changed yet."""
    place = clone.add(accepted)
    clone.commit("Accept a result")
    clone.git("switch", "--quiet", "--create", "change")
    return place


def test_an_unchanged_registry_has_nothing_to_check(merged: str) -> None:
    unchanged = run("--since", "main")
    assert unchanged.exit_code == 0 and unchanged.output.startswith("Nothing to check (")
    assert findings() == {}


def test_only_what_changed_is_checked(clone: Clone, accepted: Path) -> None:
    clone.write("submissions/example-lab/broken/submission.json", "{")
    clone.commit("Let something broken in")
    clone.git("switch", "--quiet", "--create", "change")
    place = clone.add(accepted)
    clone.commit()
    assert findings("--author", LOGIN) == {place: []}


def test_what_is_added_but_not_committed_counts(clone: Clone, accepted: Path) -> None:
    place = clone.add(accepted)
    clone.git("add", "--all")
    assert findings() == {place: []}


def test_a_merged_result_stays_as_it_is(clone: Clone, merged: str) -> None:
    (clone.root / merged / "submission.json").write_text("{}")
    assert "LX520" in findings()[merged]
    clone.git("rm", "--quiet", "-r", "--force", merged)
    assert findings() == {merged: ["LX520"] * 3}


def test_a_renamed_result_is_a_changed_one(clone: Clone, merged: str) -> None:
    clone.git("mv", merged, f"{merged}x")
    found = findings()
    assert found[merged] == ["LX520"] * 3
    assert found[f"{merged}x"] == ["LX502"]


def test_errata_are_appended_only(clone: Clone, merged: str) -> None:
    erratum = {"at": "2026-11-21T10:00:00Z", "by": LOGIN, "kind": "caveat", "members": [], "text": "one"}
    clone.write(f"{merged}/errata.json", {"contract": "1.0", "errata": [erratum]})
    clone.git("add", "--all")
    assert "LX521" not in findings()[merged]
    clone.commit()
    clone.git("branch", "--force", "main")
    clone.write(f"{merged}/errata.json", {"contract": "1.0", "errata": []})
    assert "LX521" in findings()[merged]


def test_the_author_is_held_against_the_logins_of_the_base(clone: Clone, merged: str) -> None:
    clone.write("submissions/example-lab/submitter.json", {**SUBMITTER, "logins": ["intruder"]})
    found = findings("--author", "intruder")
    assert set(found["submissions/example-lab"]) == {"LX523", "LX524"}


def test_a_changed_entry_is_no_submission(clone: Clone, merged: str) -> None:
    clone.write("submissions/example-lab/submitter.json", {**SUBMITTER, "logins": ["intruder"]})
    refused = "--since", "main", "--author", "intruder"
    assert run(*refused).output.splitlines()[-1].startswith("The change itself rejected: 1 error,")
    report = json.loads(run(*refused, "--format", "json").output)
    assert (report["submissions"], report["accepted"]) == (1, False)
    (clone.root / merged / "submission.json").write_text("{}")
    assert "\n1 of 1 submission rejected: " in run(*refused).output


def test_names_with_odd_characters_are_judged(clone: Clone) -> None:
    clone.git("switch", "--quiet", "--create", "change")
    clone.write("submissions/example-lab/a\nb\t\u202e\udcff.txt", "odd")
    clone.git("add", "--all")
    assert findings() == {"submissions/example-lab": ["LX522"]}


@pytest.mark.parametrize(("arguments", "message"), [
    (["--since", "nowhere"], "names no commit"),
    (["--since", "--output=x"], "names no commit"),
    (["--since", "main", "submissions"], "takes no PATH"),
    (["--author", "me"], "--author goes with --since"),
])
def test_bad_arguments_are_a_usage_message(clone: Clone, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, message in result.output) == (2, True), result.output


def test_outside_a_clone_is_a_usage_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    result = run("--since", "main")
    assert (result.exit_code, "not a git repository" in result.output) == (2, True), result.output
