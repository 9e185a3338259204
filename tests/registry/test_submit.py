"""`lynx submit` in a scratch clone, with real git: one commit with the submission's files, or one clear line."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lynxschema.commands.check import check
from lynxschema.commands.forge import opening
from lynxschema.commands.git import Git
from lynxschema.commands.submit import submit
from tests.registry.clone import SUBMITTER, Clone
from tests.synthetic.submission import write


def run(directory: Path, *arguments: str, answer: str = "") -> Result:
    result = CliRunner().invoke(submit, [str(directory), *arguments], input=answer)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def state(clone: Clone) -> tuple[str, str, str]:
    """Branches, the one checked out, and what is not as committed."""
    return clone.git("branch", "--list"), clone.git("branch", "--show-current"), clone.git("status", "--porcelain")


def test_a_submission_becomes_one_commit_on_a_branch_of_its_own(clone: Clone, accepted: Path) -> None:
    clone.write("notes.txt", "the user's own, not to be touched")
    result = run(accepted, "--yes")
    assert result.exit_code == 0, result.output
    place = f"submissions/example-lab/{accepted.name}"
    assert clone.git("diff", "--name-status", "main", "HEAD").split("\n") == [
        f"A\t{place}/{name}" for name in ("predictions.parquet", "samples.parquet", "submission.json")
    ]
    assert clone.git("log", "--format=%s", "main..") == f"Submit {accepted.name}"
    assert state(clone)[1:] == (f"submit/{accepted.name}", "?? notes.txt")


def test_what_it_commits_passes_the_check_of_the_pull_request(clone: Clone, accepted: Path) -> None:
    run(accepted, "--yes")
    result = CliRunner().invoke(check, ["--since", "main", "--author", "example-login"])
    assert (result.exit_code, "1 submission accepted" in result.output) == (0, True), result.output


def test_what_becomes_public_is_shown_before_it_is_asked(clone: Clone, accepted: Path) -> None:
    before = state(clone)
    result = run(accepted, answer="n\n")
    assert result.exit_code == 1
    for expected in ("samples.parquet", "bytes", "/executor/hardware/host/kernel", "/submitter/logins",
                     "/provenance/command", "example@example.org", "Nothing was done"):
        assert expected in result.output
    assert state(clone) == before


def test_warnings_are_told_before_it_is_asked(clone: Clone, tmp_path: Path) -> None:
    slowing = write(tmp_path / "slowing", scenarios=("single_stream",), drift=0.2)
    output = run(slowing, answer="n\n").output
    assert "warnings, which the registry notes (LX405)" in output
    assert output.index("LX405") < output.index("Make a branch")


def test_a_file_that_the_record_does_not_list_stays_behind(clone: Clone, accepted: Path) -> None:
    clone.write(".gitignore", "*.parquet\n")
    clone.commit()
    run(accepted, "--yes")
    assert len(clone.git("diff", "--name-only", "main", "HEAD").split("\n")) == 3


def test_one_that_stands_in_its_place_already(clone: Clone, accepted: Path) -> None:
    place = clone.add(accepted)
    assert run(Path(place), "--yes").exit_code == 0
    assert state(clone)[2] == ""


def test_a_new_submitter_is_offered_an_entry(clone: Clone, accepted: Path) -> None:
    clone.git("rm", "--quiet", "-r", "submissions/example-lab")
    clone.write("submissions/LICENSE", "CC-BY-4.0")
    clone.commit()
    record = json.loads((accepted / "submission.json").read_text())["submitter"]
    result = run(accepted, "--yes")
    assert (result.exit_code, '"organisation"' in result.output) == (2, True)
    assert run(accepted, "--yes", "--new-submitter").exit_code == 0
    entry = json.loads((clone.root / "submissions/example-lab/submitter.json").read_text())
    assert entry == {"licence": "CC-BY-4.0"} | record
    assert "submissions/example-lab/submitter.json" in clone.git("diff", "--name-only", "main", "HEAD")


def test_the_branch_begins_at_the_default_branch_of_the_remote(clone: Clone, accepted: Path, tmp_path: Path) -> None:
    clone.git("clone", "--quiet", str(clone.root), str(tmp_path / "second"))
    second = tmp_path / "second"
    (second / "stray.txt").write_text("work in progress")
    for command in (["switch", "--quiet", "--create", "own"], ["add", "--all"],
                    ["-c", "user.name=E", "-c", "user.email=e@example.org", "commit", "--quiet", "--message", "own"]):
        clone.git("-C", str(second), *command)
    clone.git("-C", str(second), "config", "user.name", "Example")
    clone.git("-C", str(second), "config", "user.email", "example@example.org")
    assert run(accepted, "--yes", "--registry", str(second)).exit_code == 0
    assert "stray.txt" not in clone.git("-C", str(second), "ls-tree", "-r", "--name-only", "HEAD")


def test_how_to_open_the_pull_request(clone: Clone, accepted: Path) -> None:
    clone.git("remote", "add", "origin", "git@github.com:someone/registry.git")
    output = run(accepted, "--yes").output
    assert f"git push --set-upstream origin submit/{accepted.name}" in output
    assert f"https://github.com/someone/registry/compare/submit/{accepted.name}?expand=1" in output


@pytest.mark.parametrize(("remote", "said"), [
    ("https://ada:token@github.com/some/registry", "https://github.com/some/registry/compare/submit/a?expand=1"),
    ("ssh://git@gitlab.example.org:2222/a/b/registry.git",
     "https://gitlab.example.org/a/b/registry/-/merge_requests/new?merge_request%5Bsource_branch%5D=submit%2Fa"),
    ("git@bitbucket.org:some/registry.git", "https://bitbucket.org/some/registry/pull-requests/new?source=submit%2Fa"),
    ("https://forge.example.org:8443/some/registry.git/",
     "then open the address that the push prints, or a pull request of this branch at "
     "https://forge.example.org:8443/some/registry"),
    ("/srv/registry.git", "then open a pull request of this branch on the forge"),
    ("", "then open a pull request of this branch on the forge"),
])
def test_where_a_forge_opens_a_pull_request(clone: Clone, remote: str, said: str) -> None:
    if remote:
        clone.git("remote", "add", "origin", remote)
    assert opening(Git(clone.root), "submit/a") == said


def _outside(clone: Clone, accepted: Path) -> list[str]:
    (clone.root.parent / "none").mkdir()
    return [str(accepted), "--registry", str(clone.root.parent / "none")]


def _no_registry(clone: Clone, accepted: Path) -> list[str]:
    shutil.rmtree(clone.root / "submissions")
    return [str(accepted)]


def _dirty(clone: Clone, accepted: Path) -> list[str]:
    clone.write("staged.txt", "x")
    clone.git("add", "staged.txt")
    return [str(accepted)]


def _elsewhere(clone: Clone, accepted: Path) -> list[str]:
    shutil.copytree(accepted, clone.root / "submissions/other-lab" / accepted.name)
    return [f"submissions/other-lab/{accepted.name}"]


def _merged(clone: Clone, accepted: Path) -> list[str]:
    clone.add(accepted)
    clone.commit()
    return [str(accepted)]


def _another(clone: Clone, accepted: Path) -> list[str]:
    clone.write(f"submissions/example-lab/{accepted.name}/submission.json", "{}")
    return [str(accepted)]


def _several(clone: Clone, accepted: Path) -> list[str]:
    clone.add(accepted)
    shutil.copytree(accepted, clone.root / "submissions/example-lab/copy")
    return ["submissions"]


def _hook(clone: Clone, accepted: Path) -> list[str]:
    hook = clone.write(".git/hooks/pre-commit", "#!/bin/sh\necho 'refused by a hook' >&2\nexit 1\n")
    hook.chmod(0o755)
    return [str(accepted), "--yes"]


@pytest.mark.parametrize(("made", "message"), [
    (_outside, "clone the registry"), (_no_registry, "no registry"), (_dirty, "staged already"),
    (_elsewhere, "its place is submissions/example-lab/"), (_merged, "in the registry already"),
    (_another, "is another"), (_several, "holds 2 submissions"), (_hook, "refused by a hook"),
], ids=lambda value: getattr(value, "__name__", ""))
def test_what_stands_in_the_way_is_one_clear_line(
    clone: Clone, accepted: Path, monkeypatch: pytest.MonkeyPatch, made: object, message: str
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(clone.root.parent))
    arguments = made(clone, accepted)  # type: ignore[operator]
    before = clone.git("branch", "--list")
    result = CliRunner().invoke(submit, arguments)
    assert (result.exit_code, message in result.output) == (2, True), result.output
    assert clone.git("branch", "--list") == before
    assert len([line for line in result.output.splitlines() if line.startswith("Error")]) == 1


def test_a_rejected_one_is_explained_and_left_alone(clone: Clone, accepted: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(accepted, tmp_path / accepted.name))
    record = json.loads((broken / "submission.json").read_text())
    del record["executor"]["runtime"]
    (broken / "submission.json").write_text(json.dumps(record))
    before = state(clone)
    result = run(broken, "--yes")
    assert (result.exit_code, "LX101" in result.output) == (1, True)
    assert state(clone) == before


def test_the_entry_is_the_one_of_the_registry(clone: Clone, accepted: Path) -> None:
    run(accepted, "--yes", "--new-submitter")
    assert json.loads((clone.root / "submissions/example-lab/submitter.json").read_text()) == SUBMITTER
