"""Every format says the same; each is valid by its own schema; nothing of a submission acts in any."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from click.testing import CliRunner, Result

from lynxschema.check import Checker
from lynxschema.commands.check import check
from lynxschema.contract import VERSION as CONTRACT
from lynxschema.contract import schema
from lynxschema.formats import FORMATS
from lynxschema.report import REPORTERS
from lynxschema.version import VERSION

SARIF = json.loads((Path(__file__).parents[1] / "data" / "sarif-schema-2.1.0.json").read_text())
TAGS = {"testsuites", "testsuite", "properties", "property", "testcase", "failure", "system-out"}
HOSTILE = [
    "\u001b[2J\u001b]0;owned\u0007", "::error file=x::boom", "fine\n::set-output name=a::b", "%0A::warning::x",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[click](javascript:alert(1))", "]]><x/>", "&lt;&amp;",
    "=HYPERLINK(\"http://x\")", "+1+1", "@SUM(1)", "-2+3", "`rm -rf`", "$(id)", "${{ secrets.TOKEN }}",
    "../../etc/passwd",
    "\u202eexe.gnp", "\u200b", "\x9b31m", "{{ 7*7 }}", "{% include '/etc/passwd' %}", "%s%n", "\U0001f600", "\u2028",
]


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(check, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def rejected(directory: Path) -> Path:
    record = json.loads((directory / "submission.json").read_text())
    record["operating_points"][0]["trials"][0]["latency_ms"]["p99"]["value"] *= 0.5
    del record["executor"]["runtime"]["version"]
    (directory / "submission.json").write_text(json.dumps(record, indent=1))
    return directory


@pytest.fixture(params=HOSTILE)
def hostile(directory: Path, request: pytest.FixtureRequest) -> Path:
    """The string as a value, as a key, as an option and as the name of a directory above."""
    record = json.loads((directory / "submission.json").read_text())
    record["executor"]["runtime"]["version"] = {request.param: request.param}
    record["executor"]["runtime"]["options"][request.param] = request.param
    record["submitter"]["relation"] = request.param
    record[request.param] = request.param
    (directory / "submission.json").write_text(json.dumps(record))
    above = directory.parent / request.param.replace("/", "_").replace("\0", "_")
    above.mkdir()
    return directory.rename(above / directory.name)


def test_there_is_a_reporter_for_every_format() -> None:
    assert tuple(REPORTERS) == FORMATS


@pytest.mark.parametrize("format_", FORMATS)
def test_a_report_names_code_place_and_page(rejected: Path, format_: str) -> None:
    result = run(str(rejected), "--format", format_)
    assert result.exit_code == 1
    for expected in ("LX101", "submission.json"):
        assert expected in result.output


def test_the_json_report_is_of_its_published_schema(rejected: Path, accepted: Path) -> None:
    for path in (rejected, accepted):
        report = json.loads(run(str(path), "--format", "json").output)
        jsonschema.Draft202012Validator(schema("report")).validate(report)


def test_a_finding_says_where(rejected: Path) -> None:
    report = json.loads(run(str(rejected), "--format", "json").output)
    found = {finding["pointer"]: finding for finding in report["verdicts"][0]["findings"]}
    finding = found["/executor/runtime/version"]
    line = (rejected / "submission.json").read_text().splitlines()[finding["line"] - 1]
    assert line[finding["column"] - 1 :].strip() == "{"
    assert '"runtime": {' in line
    assert finding["page"].endswith("/LX101/")


@pytest.mark.parametrize("format_", FORMATS)
def test_a_verdict_names_checker_contract_and_rules(accepted: Path, format_: str) -> None:
    output = run(str(accepted), "--format", format_).output
    for term in (VERSION, CONTRACT, "registry"):
        assert term in output
    rules = len(Checker().rules) - sum(rule.check_change is not None for rule in Checker().rules.values())
    if format_ in ("text", "github"):
        assert f"1 submission accepted: 0 errors, 0 warnings (checker {VERSION}" in output
        assert f"{rules} rules" in output
    else:
        assert len(set(re.findall(r"\bLX\d{3}\b", output))) == rules


def test_sarif_is_valid(rejected: Path) -> None:
    jsonschema.Draft7Validator(SARIF).validate(json.loads(run(str(rejected), "--format", "sarif").output))


def test_output_goes_to_a_file_and_nothing_else(rejected: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    result = run(str(rejected), "--format", "json", "--output", str(target))
    assert (result.output, result.exit_code) == ("", 1)
    assert json.loads(target.read_text())["accepted"] is False


def test_accepted_is_0(accepted: Path) -> None:
    assert run(str(accepted)).exit_code == 0


@pytest.mark.parametrize("path", ["", "submissions"])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_registry_without_a_result_is_sound(tmp_path: Path, path: str, format_: str) -> None:
    (tmp_path / "submissions").mkdir()
    (tmp_path / "submissions/README.md").write_text("# Results\n")
    result = run(str(tmp_path / path), "--format", format_)
    assert result.exit_code == 0
    if format_ in ("text", "github"):
        assert f"Nothing to check (checker {VERSION}" in result.output


def test_hostile_text_is_inert_on_a_terminal(hostile: Path) -> None:
    for line in run(str(hostile)).output.splitlines():
        assert line.isprintable()
        assert not line.startswith("::")


def test_hostile_text_begins_no_workflow_command(hostile: Path) -> None:
    *lines, notice = run(str(hostile), "--format", "github").output.splitlines()
    assert notice.startswith("::notice title=lynx check::1 of 1 submission rejected: ") and notice.isprintable()
    for line in lines:
        assert re.match(r"::(error|warning) file=[^:]*,line=\d+,col=\d+,title=LX\d{3} [a-z-]+::", line)
        assert line.isprintable()


def test_hostile_text_leaves_json_sarif_and_junit_whole(hostile: Path) -> None:
    jsonschema.Draft202012Validator(schema("report")).validate(json.loads(run(str(hostile), "--format", "json").output))
    jsonschema.Draft7Validator(SARIF).validate(json.loads(run(str(hostile), "--format", "sarif").output))
    tree = ElementTree.fromstring(run(str(hostile), "--format", "junit").output)
    assert {element.tag for element in tree.iter()} <= TAGS
