"""Commands besides `lynx check` print text of submissions and lists as text, too: none of it acts."""

import json
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from lynxschema import explain as explained
from lynxschema.cli import main
from lynxschema.commands.accept import accept
from lynxschema.commands.compare import compare
from lynxschema.commands.explain import explain
from lynxschema.commands.list import list_
from lynxschema.commands.submit import submit
from lynxschema.rulebook import rulebook
from tests.registry.clone import Clone

ESCAPE = "\x1b[2J\x1b]0;owned\x07"
WORKFLOW = "::error::x"


def printed(command: click.Command, *arguments: str) -> str:
    result = CliRunner().invoke(command, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    for line in result.output.splitlines():
        assert line.isprintable() and not line.startswith("::"), line
    return result.output


@pytest.fixture
def hostile(accepted: Path, tmp_path: Path) -> Path:
    """A submission with text that acts as the value that the checker refuses first."""
    directory = Path(shutil.copytree(accepted, tmp_path / accepted.name))
    record = json.loads((directory / "submission.json").read_text())
    record["contract"] = record["executor"]["runtime"]["version"] = f"{ESCAPE}\n{WORKFLOW}"
    (directory / "submission.json").write_text(json.dumps(record))
    return directory


def test_compare(accepted: Path, hostile: Path) -> None:
    assert "not accepted" in printed(compare, str(accepted), str(hostile))


def test_submit(clone: Clone, hostile: Path) -> None:
    assert "rejected" in printed(submit, str(hostile), "--yes")


def test_accept(clone: Clone) -> None:
    line = {"path": f"submissions/a/{ESCAPE}", "sha256": "ab" * 32, "date": "2026-12-01", "checker": "0.1.0",
            "contract": "1.0", "warnings": []}
    clone.write("submissions/accepted.jsonl", json.dumps(line) + "\n")
    assert "not an acceptance" in printed(accept)


def test_list(clone: Clone) -> None:
    entry = (Path(explained.__file__).parent / "catalogue/devices/generic-x86-64.toml").read_text()
    title = next(line for line in entry.splitlines() if line.startswith("title"))
    own = entry.replace(title, 'title = "\\u001b[2J owned"')
    clone.write("catalogue/devices/my-device.toml", own)
    assert "my-device" in printed(list_, "devices")


def test_a_code_that_is_none(clone: Clone) -> None:
    assert "no rule has the code" in printed(explain, ESCAPE)


@pytest.mark.parametrize("code", rulebook())
def test_every_code_is_explained(code: str) -> None:
    output = printed(main, "explain", code.lower())
    assert output.startswith(f"{code} ")
    for heading in ("## What it checks", "## Why it matters", "## Rejected", "## Mended"):
        assert heading in output


def test_a_removed_code_keeps_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(explained.REMOVED, "LX099", "Another rule sees it.")
    assert "Another rule sees it." in printed(explain, "lx099")
    assert "LX099" in printed(explain)


def test_the_index_names_every_code_below_its_family() -> None:
    lines = printed(explain).splitlines()
    for rule in rulebook().values():
        place = next(number for number, line in enumerate(lines) if line.startswith(f"  {rule.code} "))
        above = [line for line in lines[:place] if line and not line.startswith(" ")]
        assert above[-1] == rule.family
