"""Workflows, action and templates: of their schemas, safe by zizmor, and each shell step does what it says."""

import base64
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.registry.clone import LOGIN, Clone
from tests.registry.hostile import document
from tests.registry.test_comment import ACCEPTED, METADATA, RESULT, packed
from tests.registry.workflow import FILES, ROOT, run, steps

HEAD = "a" * 40
COMMENT, PULL, ACCEPT = (ROOT / ".github/workflows" / f"{name}.yml" for name in ("comment", "pull-request", "accept"))
ACTION = ROOT / "action.yml"
REPO = "repos_example_registry"
MARKED = {"id": 5, "user": {"login": "github-actions[bot]"}, "body": "<!-- lynx-check -->\nold"}
needs_jq = pytest.mark.skipif(shutil.which("jq") is None, reason="needs jq, which every hosted runner has")


def tool(name: str, *arguments: str) -> None:
    command = [str(Path(sys.executable).with_name(name)), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    tool("zizmor", "--offline", "--quiet", "--pedantic", ".github", "action.yml")


@pytest.mark.parametrize(("schema", "files"), [
    ("vendor.github-workflows", FILES), ("vendor.github-actions", [ACTION]),
    ("vendor.gitlab-ci", sorted((ROOT / "templates").glob("*.gitlab-ci.yml"))),
], ids=["workflows", "action", "gitlab"])
def test_each_file_is_of_its_schema(schema: str, files: list[Path]) -> None:
    transform = ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
    tool("check-jsonschema", "--builtin-schema", schema, *transform, *map(str, files))


@pytest.mark.parametrize("path", [*FILES, ACTION], ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_and_shell_has_no_expression(path: Path) -> None:
    for line in re.findall(r"uses: .*", path.read_text()):
        assert re.fullmatch(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)
    for step in steps(path):
        assert "${{" not in step.get("run", "")
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_token_that_may_write_is_where_nothing_is_installed(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text())
    assert "write" not in json.dumps(workflow["permissions"])
    for job in workflow["jobs"].values():
        if "write" in json.dumps(job.get("permissions", {})):
            assert not re.search(r"make |pip |setup-python|\.venv", json.dumps(job["steps"]))


def forge(where: Path, **answers: Any) -> Path:
    """A forge that knows one pull request, number 7."""
    home = where / "forge"
    home.mkdir(exist_ok=True)
    pull = {"number": 7, "head": {"sha": HEAD}, "base": {"repo": {"full_name": "example/registry"}}}
    known = {
        f"{REPO}_pulls": [pull], f"{REPO}_pulls_7_files": [{"filename": RESULT}],
        f"{REPO}_actions_runs_1_artifacts": {"artifacts": [{"id": 3, "size_in_bytes": 900, "expired": False}]},
    }
    for name, answer in (known | answers).items():
        (home / name).write_text(json.dumps(answer))
    return home


def commented(where: Path, artifact: bytes = packed()) -> list[dict[str, Any]]:
    """What comment.yml writes to the forge."""
    (where / "forge" / f"{REPO}_actions_artifacts_3_zip").write_bytes(artifact)
    environment = {"REPO": "example/registry", "HEAD": HEAD, "OWNER": "$(id)", "BRANCH": "`x`;$(id)"}
    found = run(COMMENT, "Find the pull request of this commit", where, environment)
    assert found.returncode == 0, found.stderr
    number = (where / "output").read_text().strip().removeprefix("number=")
    environment |= {"NUMBER": number, "RUN": "1", "LOG": "https://example.org/runs/1"}
    for name in ("Write the comment", "Post it") if number else ():
        done = run(COMMENT, name, where, environment)
        assert done.returncode == 0, done.stderr
    log = where / "forge" / "log.jsonl"
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


@needs_jq
def test_the_first_comment_is_made_and_labelled(tmp_path: Path) -> None:
    forge(tmp_path)
    made, labelled = commented(tmp_path)
    assert (made["method"], made["path"]) == ("POST", "repos/example/registry/issues/7/comments")
    assert made["body"]["body"].startswith("<!-- lynx-check -->")
    assert labelled == {"method": "POST", "path": "repos/example/registry/issues/7/labels",
                        "body": {"labels": ["accepted"]}}


@needs_jq
def test_a_later_comment_replaces_ours_and_nobody_elses(tmp_path: Path) -> None:
    other = {"id": 4, "user": {"login": "someone"}, "body": MARKED["body"]}
    labels = [{"name": "accepted"}, {"name": "help wanted"}]
    forge(tmp_path, **{f"{REPO}_issues_7_comments": [other, MARKED], f"{REPO}_issues_7_labels": labels})
    changed, labelled, removed = commented(tmp_path, packed(document("x")))
    assert (changed["method"], changed["path"]) == ("PATCH", "repos/example/registry/issues/comments/5")
    assert labelled["body"] == {"labels": ["rejected"]}
    assert (removed["method"], removed["path"]) == ("DELETE", "repos/example/registry/issues/7/labels/accepted")


@needs_jq
@pytest.mark.parametrize("artifact", [packed(metadata={**METADATA, "number": 8}), b"not a zip"])
def test_a_report_of_another_change_is_not_believed(tmp_path: Path, artifact: bytes) -> None:
    forge(tmp_path)
    made, labelled = commented(tmp_path, artifact)
    assert "not checked" in made["body"]["body"]
    assert labelled["body"] == {"labels": ["needs-maintainer"]}


@needs_jq
def test_a_large_artifact_is_not_fetched(tmp_path: Path) -> None:
    large = {"artifacts": [{"id": 3, "size_in_bytes": 5 * 2**20, "expired": False}]}
    forge(tmp_path, **{f"{REPO}_actions_runs_1_artifacts": large})
    assert "not checked" in commented(tmp_path)[0]["body"]["body"]


@needs_jq
def test_a_commit_that_is_not_the_last_of_one_pull_request_gets_no_comment(tmp_path: Path) -> None:
    moved = {"number": 7, "head": {"sha": "b" * 40}, "base": {"repo": {"full_name": "example/registry"}}}
    forge(tmp_path, **{f"{REPO}_pulls": [moved]})
    assert commented(tmp_path) == []


@needs_jq
def test_a_change_of_the_workflow_gets_no_verdict(tmp_path: Path) -> None:
    moved = {"filename": RESULT, "previous_filename": ".github/workflows/pull-request.yml"}
    forge(tmp_path, **{f"{REPO}_pulls_7_files": [moved]})
    assert commented(tmp_path, packed(ACCEPTED))[1]["body"] == {"labels": ["needs-maintainer"]}


def recorded(where: Path, old: str, new: str) -> tuple[int, list[dict[str, Any]]]:
    """Exit status of accept.yml's commit, and what it writes to the forge."""
    home = forge(where, **{f"{REPO}_contents_submissions": [{"path": "submissions/accepted.jsonl", "sha": "c" * 40}]})
    (home / f"{REPO}_git_blobs_{'c' * 40}").write_text(old)
    (home / "accepted").mkdir()
    (home / "accepted" / "accepted.jsonl").write_text(new)
    environment = {"REPO": "example/registry", "RUN": "1", "FILE": "submissions/accepted.jsonl"}
    status = run(ACCEPT, "Commit", where, environment).returncode
    log = home / "log.jsonl"
    return status, [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


@needs_jq
def test_the_list_is_committed_where_it_only_grew(tmp_path: Path) -> None:
    status, (made,) = recorded(tmp_path, "one\n", "one\ntwo\n")
    assert (status, made["method"]) == (0, "PUT")
    assert base64.b64decode(made["body"]["content"]) == b"one\ntwo\n"
    assert (made["body"]["sha"], made["body"]["branch"]) == ("c" * 40, "main")


@needs_jq
@pytest.mark.parametrize("new", ["two\n", "", "on"])
def test_the_list_is_not_committed_where_a_line_changed(tmp_path: Path, new: str) -> None:
    assert recorded(tmp_path, "one\n", new) == (1, [])


@pytest.fixture
def checkout(clone: Clone) -> Clone:
    """A checkout with the checker where the workflow installs it."""
    (clone.root / ".venv").symlink_to(Path(sys.prefix))
    clone.write(".gitignore", ".venv\n")
    clone.commit()
    return clone


@needs_jq
@pytest.mark.parametrize(("login", "status"), [(LOGIN, 0), ("$(id)", 1)])
def test_the_check_leaves_its_report_also_when_it_fails(
    checkout: Clone, accepted: Path, login: str, status: int
) -> None:
    checkout.add(accepted)
    checkout.commit()
    where = checkout.root
    environment = {"BASE": "HEAD^1", "LOGIN": login, "NUMBER": "7", "HEAD": HEAD}
    done = run(PULL, "Check what changed", where, environment)
    report = json.loads((where / "temporary/lynx-report/report.json").read_text())
    assert (done.returncode, report["accepted"]) == (status, status == 0), done.stderr
    assert json.loads((where / "temporary/lynx-report/metadata.json").read_text()) == METADATA
    assert ("::error file=submissions/example-lab/submitter.json" in done.stdout) == bool(status)
    assert "### Submissions:" in (where / "summary").read_text()


@pytest.mark.parametrize(("inputs", "status"), [
    ({}, 0), ({"PROFILE": "draft"}, 0), ({"SINCE": "HEAD", "AUTHOR": LOGIN}, 0), ({"PROFILE": "any"}, 2),
    ({"AUTHOR": LOGIN}, 2), ({"PATHS": "nowhere"}, 2), ({"PATHS": "--help"}, 2), ({"REPORT": ""}, 2),
    ({"SINCE": "--output=x"}, 2),
])
def test_the_action_checks_its_inputs(checkout: Clone, accepted: Path, inputs: dict[str, str], status: int) -> None:
    checkout.add(accepted)
    (checkout.root / "temporary").mkdir()
    (checkout.root / "temporary" / "lynx").symlink_to(Path(sys.prefix))
    given = {"PATHS": "submissions\n", "PROFILE": "registry", "SINCE": "", "AUTHOR": "", "REPORT": "r.json", **inputs}
    done = run(ACTION, "Check", checkout.root, given)
    assert done.returncode == status, done.stdout + done.stderr


def test_the_hook_names_a_command_that_exists() -> None:
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())[0]
    assert hook["entry"].split()[:2] == ["lynx", "check"]
    assert re.match(hook["files"], RESULT)
