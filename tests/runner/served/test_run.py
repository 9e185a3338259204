"""`lynx run` at an endpoint, whole: measured, checked, and nothing private in what is written or said."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lynxrunner.commands.run import run
from lynxrunner.lock import alone
from lynxschema.catalogue import entries
from lynxschema.check import check_submission
from tests.runner.served.conftest import Start

pytest.importorskip("aiohttp", reason="lynxbench[served] is not installed")

DISCLOSED = str(Path(__file__).with_name("disclosed.toml"))
LENGTHS = ("--input-length", "32", "--output-length", "8")
KEY = "a-key-that-nobody-may-publish"


@pytest.fixture(autouse=True)
def _own_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is timed here that another run could disturb."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with alone():
        pass


def ran(url: str, out: Path, *more: str, model: str = "scripted") -> Result:
    """The command's result."""
    command = ["custom", "--runtime", "openai", "--url", url, "--model-name", model, "--out", str(out), *LENGTHS, *more]
    return CliRunner().invoke(run, command)


def written(out: Path) -> tuple[Path, dict[str, Any]]:
    """The one submission below `out`."""
    (directory,) = (path for path in out.iterdir() if path.is_dir())
    return directory, json.loads((directory / "submission.json").read_bytes())


def test_a_disclosed_endpoint_is_accepted(scripted: Start, tmp_path: Path) -> None:
    result = ran(scripted(first_ms=10, each_ms=20), tmp_path / "out", "--disclose", DISCLOSED, "--concurrency", "4",
                 "--percentile", "p50", "--bound", "ttft:p50=900ms")
    assert result.exit_code == 0, result.output
    directory, record = written(tmp_path / "out")
    errors = [finding for finding in check_submission(directory) if finding.severity == "error"
              and finding.code != "LX506"]  # the scripted server is in no catalogue
    assert not errors
    (point,) = record["operating_points"]
    for trial in point["trials"]:
        told = trial["generation"]
        assert told["output_tokens"] == 8 * trial["counts"]["ok"] and told["counted_by"] == "server_usage"
        assert told["ttft_ms"]["minimum"] >= 10 and told["tpot_ms"]["p50"]["value"] >= 15
        assert told["goodput_share"] == 1.0
    assert point["bounds"][0]["held"] and point["lengths"]["ignore_eos"] is True
    assert record["executor"]["runtime"]["version"] == "1.2.3"
    sources = record["provenance"]["sources"]
    assert sources["/executor/runtime/version"]["kind"] == "captured"
    assert sources["/executor/scheduling/batching"]["kind"] == "stated"


def test_an_undisclosed_endpoint_is_a_draft_with_a_template(scripted: Start, tmp_path: Path) -> None:
    result = ran(scripted(), tmp_path / "out", "--quick")
    assert result.exit_code == 0, result.output
    assert "A draft and no result" in result.output and "[executor.scheduling]" in result.output
    directory, record = written(tmp_path / "out")
    assert record["provenance"]["profile"] == "draft" and "scheduling" not in record["executor"]
    assert any(finding.severity == "error" for finding in check_submission(directory))


def test_neither_key_nor_prompt_nor_address_is_published(
    scripted: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LYNX_API_KEY", KEY)
    url = scripted(key=KEY, fault="status", every=3)
    result = ran(url, tmp_path / "out", "--quick", "--disclose", DISCLOSED)
    directory, _ = written(tmp_path / "out")
    said = result.output + "".join(path.read_text(errors="replace") for path in directory.iterdir())
    for private in (KEY, url, url.rpartition(":")[2], "time year people"):
        assert private not in said


def test_more_than_one_failure_in_a_hundred_is_no_result(scripted: Start, tmp_path: Path) -> None:
    result = ran(scripted(fault="cut", every=10), tmp_path / "out", "--quick", "--disclose", DISCLOSED)
    assert result.exit_code == 0, result.output
    directory, record = written(tmp_path / "out")
    (point,) = record["operating_points"]
    assert point["counts"]["error"] >= 4 and not point["validity"]["valid"]
    assert any("requests were not answered" in reason for reason in point["validity"]["reasons"])
    assert any("the stream was cut" in warning for warning in point["validity"]["warnings"])
    assert not [each for each in check_submission(directory, "draft") if each.severity == "error"]


@pytest.mark.parametrize("fault", ["no_usage", "coalesced"])
def test_what_a_stream_does_not_tell_is_not_published(scripted: Start, tmp_path: Path, fault: str) -> None:
    result = ran(scripted(fault=fault), tmp_path / "out", "--quick", "--disclose", DISCLOSED)
    directory, record = written(tmp_path / "out")
    told = record["operating_points"][0]["trials"][0]["generation"]
    known = {"no_usage": ("input_tokens", "output_tokens", "tpot_ms", "itl_ms"),
             "coalesced": ("tpot_ms", "itl_ms")}
    unmeasured = known[fault]
    assert result.exit_code == 0, result.output
    assert {name for name in unmeasured if "not_measured" in told[name]} == set(unmeasured)
    assert "p50" in told["ttft_ms"]
    assert not [each for each in check_submission(directory, "draft") if each.severity == "error"]


def test_a_prefix_cache_that_is_declared_off_shows_in_a_sweep(scripted: Start, tmp_path: Path) -> None:
    url = scripted(first_ms=300, reuses_prefix=True)
    result = ran(url, tmp_path / "out", "--quick", "--disclose", DISCLOSED, "--percentile", "p50", "--option",
                 "shared_prefix=0,0.9")
    assert result.exit_code == 0, result.output
    directory, record = written(tmp_path / "out")
    fresh, shared = record["operating_points"]
    assert (fresh["lengths"]["shared_prefix_share"], shared["lengths"]["shared_prefix_share"]) == (0, 0.9)
    assert shared["id"] == f"{fresh['id']}-shared-0-9"
    errors = [each for each in check_submission(directory, "draft") if each.severity == "error"]
    assert [each.code for each in errors] == ["LX341"]


@pytest.mark.parametrize("fault", ["too_few", "stopped"])
def test_an_end_of_sequence_that_is_not_ignored_is_told_by_either_probe(
    scripted: Start, tmp_path: Path, fault: str
) -> None:
    result = ran(scripted(fault=fault, every=2), tmp_path / "out", "--quick", "--disclose", DISCLOSED)
    assert result.exit_code == 0, result.output
    _, record = written(tmp_path / "out")
    (point,) = record["operating_points"]
    assert point["lengths"]["ignore_eos"] is False and point["counts"]["error"] == 0


def test_each_request_opens_a_connection_where_the_server_closes_them(scripted: Start, tmp_path: Path) -> None:
    result = ran(scripted(closes=True), tmp_path / "out", "--quick", "--disclose", DISCLOSED)
    assert result.exit_code == 0 and "each request opens one" in result.output, result.output
    directory, record = written(tmp_path / "out")
    (point,) = record["operating_points"]
    assert point["latency_definition"]["protocol"] == "openai completions (a connection each)"
    assert point["counts"]["error"] == 0
    assert not [each for each in check_submission(directory, "draft") if each.severity == "error"]


def test_an_open_load_keeps_its_schedule(scripted: Start, tmp_path: Path) -> None:
    result = ran(scripted(), tmp_path / "out", "--quick", "--disclose", DISCLOSED, "--rate", "60")
    assert result.exit_code == 0, result.output
    directory, record = written(tmp_path / "out")
    assert not [each for each in check_submission(directory, "draft") if each.severity == "error"]
    assert record["operating_points"][0]["load"]["rate_per_s"] == 60


REFUSED = {
    "--url": (["--url", "127.0.0.1:1"], "give it with its scheme and host"),
    "credentials": (["--url", "http://me:secret@127.0.0.1"], "credentials belong into LYNX_API_KEY"),
    "precision": (["--precision", "int8"], "state it with --disclose"),
    "threads": (["--threads", "2"], "an endpoint decides that itself"),
    "option": (["--option", "beam=4"], "known: api, ignore_eos"),
    "api": (["--option", "api=rest"], "completions"),
    "rate": (["--scenario", "server"], "--rate"),
    "bound": (["--bound", "first:p99=2ms"], "ttft"),
    "prefix": (["--option", "shared_prefix=1"], "0 to below 1"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_makes_no_sense_is_one_line(case: str, tmp_path: Path) -> None:
    more, said = REFUSED[case]
    result = ran("http://127.0.0.1:9", tmp_path / "out", *more)
    assert result.exit_code == 2 and said in result.output and "secret" not in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_an_absent_server_and_a_wrong_model_are_one_line(scripted: Start, tmp_path: Path) -> None:
    absent = ran("http://127.0.0.1:9", tmp_path / "out")
    assert absent.exit_code == 2 and "no server answers there" in absent.output
    wrong = ran(scripted(), tmp_path / "out", model="another")
    assert wrong.exit_code == 2 and "--model-name another: the server has scripted" in wrong.output


def test_options_of_endpoints_belong_to_endpoints() -> None:
    result = CliRunner().invoke(run, ["digits-cnn", "--url", "http://127.0.0.1:9"])
    assert result.exit_code == 2 and "only an endpoint has one" in result.output


def test_a_catalogued_model_is_the_same_workload_as_in_process(scripted: Start, tmp_path: Path) -> None:
    url, entry = scripted(first_ms=5, each_ms=1), entries("workloads")["gpt2-small"]
    given = ["--runtime", "openai", "--url", url, "--model-name", "scripted", "--out", str(tmp_path / "out"), *LENGTHS]
    result = CliRunner().invoke(run, ["gpt2-small", *given, "--quick", "--percentile", "p50"])
    assert result.exit_code == 0, result.output
    workload = written(tmp_path / "out")[1]["workload"]
    assert all(workload[name] == entry[name] for name in ("id", "version", "task", "decoding", "inputs"))
    assert CliRunner().invoke(run, ["digits-cnn", *given]).exit_code == 2
