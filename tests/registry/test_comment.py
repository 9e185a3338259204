"""The comment and the labels: from an artifact that anybody may have written."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from lynxschema.comment.body import MARKER, MOST, body
from lynxschema.comment.claim import claim
from lynxschema.comment.labels import labels
from lynxschema.comment.unpack import MOST_BYTES, MOST_PACKED
from tests.registry.hostile import document

SCHEMA = Path(__file__).parents[2] / "schema"
METADATA = {"number": 7, "head": "a" * 40}
RESULT = "submissions/example-lab/one/submission.json"
ACCEPTED = document("x") | {"verdicts": []}


def packed(report: Any = ACCEPTED, metadata: Any = METADATA) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("report.json", report), ("metadata.json", metadata)):
            archive.writestr(name, content if isinstance(content, bytes) else json.dumps(content))
    return stream.getvalue()


def run(directory: Path, artifact: bytes, *touched: str) -> subprocess.CompletedProcess[str]:
    """As the workflow does: an interpreter without any installed package."""
    (directory / "report.zip").write_bytes(artifact)
    (directory / "touched.txt").write_text("".join(f"{path}\n" for path in touched or (RESULT,)))
    command = [sys.executable, "-S", "-m", "lynxschema.comment", "report.zip", "--number", "7", "--head", "a" * 40,
               "--touched", "touched.txt", "--run", "https://example.org/runs/1", "--out", "out"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SCHEMA)}
    return subprocess.run(command, cwd=directory, env=environment, capture_output=True, text=True, timeout=60)


def written(directory: Path) -> tuple[str, list[str], list[str]]:
    """Comment, labels to set and labels to remove."""
    out = directory / "out"
    comment, found = (json.loads((out / name).read_text()) for name in ("comment.json", "labels.json"))
    return comment["body"], found["labels"], (out / "stale.txt").read_text().split()


def test_an_accepted_change(tmp_path: Path) -> None:
    assert run(tmp_path, packed()).returncode == 0
    comment, found, stale = written(tmp_path)
    assert comment.startswith(f"{MARKER}\n\n### Submissions: accepted")
    assert (found, stale) == (["accepted"], ["rejected", "needs-maintainer"])


def test_a_rejected_change_names_its_findings(tmp_path: Path) -> None:
    run(tmp_path, packed(document("x")))
    comment, found, _ = written(tmp_path)
    assert "[LX101](https://lynxbench.org/rules/LX101/) error" in comment
    assert found == ["rejected"]


def test_a_change_without_submissions_has_no_comment(tmp_path: Path) -> None:
    assert run(tmp_path, packed(), "schema/lynxschema/check.py").returncode == 0
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("artifact", [
    b"", b"PK", b"{}", packed()[:-30], packed(report=b"[" * 100_000), packed(report=b"\xff"), packed(report={}),
    packed(report=[]), packed(report=None), packed(metadata={**METADATA, "number": 8}), packed(metadata=[]),
    packed(metadata={**METADATA, "head": "b" * 40}), packed(report=b" " * (MOST_BYTES + 1)), b"x" * (MOST_PACKED + 1),
    packed(report=ACCEPTED | {"verdicts": [{"submission": "x", "findings": [{"code": "LX101"}]}]}),
    packed(report=b'{"verdicts": ' + b"9" * 5000 + b"}"),
], ids=range(16))
def test_an_unreadable_or_foreign_artifact_is_said_to_be_one(tmp_path: Path, artifact: bytes) -> None:
    done = run(tmp_path, artifact)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    comment, found, _ = written(tmp_path)
    assert "not checked" in comment
    assert found == ["needs-maintainer"]


def test_a_code_that_is_none_never_becomes_a_link(tmp_path: Path) -> None:
    forged = document("x")
    forged["verdicts"][0]["findings"][0]["code"] = "LX101/../../evil"
    run(tmp_path, packed(forged))
    assert "evil" not in written(tmp_path)[0]


def test_a_forged_acceptance_is_recomputed(tmp_path: Path) -> None:
    forged = document("x") | {"accepted": True}
    forged["verdicts"][0]["accepted"] = True
    run(tmp_path, packed(forged))
    assert written(tmp_path)[1] == ["rejected"]


def test_a_long_comment_is_cut_with_a_count() -> None:
    long = document("y" * 400)
    long["verdicts"] *= 200
    made = body(claim(long), run="https://example.org/log")
    assert MOST - 5_000 < len(made) <= MOST
    assert "further lines are left out" in made
    assert made.rstrip().endswith("[Log of the check](https://example.org/log)")


@pytest.mark.parametrize("touched", [
    [RESULT, ".github/workflows/pull-request.yml"], [RESULT, "schema/x.py"], [RESULT, "README.md"],
    [RESULT, "submissionsx/y"], [RESULT] * 3000,
])
def test_a_change_that_may_have_brought_its_own_checker_gets_no_verdict(touched: list[str]) -> None:
    assert labels(claim(ACCEPTED), touched) == ["needs-maintainer"]


def test_a_new_submitter_needs_a_maintainer() -> None:
    touched = [RESULT, "submissions/example-lab/submitter.json"]
    assert labels(claim(ACCEPTED), touched) == ["accepted", "needs-maintainer"]


def test_the_plain_form_prints_the_comment(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text(json.dumps(ACCEPTED))
    done = subprocess.run([sys.executable, "-m", "lynxschema.comment", str(tmp_path / "report.json")],
                          capture_output=True, text=True, check=True)
    assert done.stdout.startswith(MARKER)
