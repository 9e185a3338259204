"""Bad input: one clear line, exit code 2, no traceback, nothing half-written."""

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lynxrunner import publish as publishing
from lynxrunner.capture.tree import Tree
from lynxrunner.commands.run import run
from lynxrunner.workloads import find as workloads
from lynxschema.catalogue import entries
from tests.runner.checked import errors

QUICK = ["--quick", "--scenario", "single_stream", "--threads", "1"]


@pytest.fixture
def lynx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`lynx run` with its working directory and its temporary files below `tmp_path`."""
    (tmp_path / "work").mkdir()
    (tmp_path / "tmp").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    return lambda *arguments: CliRunner().invoke(run, arguments)


@pytest.fixture
def stub(lynx: Callable[..., Result]) -> Callable[..., Result]:
    """A quick run on the scripted runtime."""
    return lambda *arguments: lynx("digits-cnn", "--runtime", "stub", *QUICK, *arguments)


def refused(result: Result, *words: str) -> None:
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    error = result.stderr.splitlines()[-1]
    assert [word for word in words if word not in error] == [], error
    assert "Traceback" not in result.output
    assert not [*Path.cwd().glob("drafts"), *Path.cwd().glob("out"), *Path.cwd().parent.glob("tmp/lynx-run-*")]


@pytest.mark.parametrize(("arguments", "words"), [
    (["digit-cnn"], ["unknown workload 'digit-cnn'", "Did you mean 'digits-cnn'?", "lynx list workloads"]),
    (["digits-cnn", "--runtime", "onnxruntim"], ["unknown runtime", "Did you mean 'onnxruntime'?"]),
    (["digits-cnn", "--precision", "int9"], ["unknown precision 'int9'", "Did you mean 'int8'?"]),
    (["digits-cnn", "--precision", ""], ["unknown precision ''"]),
    (["digits-cnn", "--device", "cpux"], ["unknown device 'cpux'", "Did you mean 'cpu'?"]),
    (["digits-cnn", "--scenario", "ofline"], ["unknown scenario 'ofline'", "Did you mean 'offline'?"]),
    (["digits-cnn", "--batch", "0"], ["--batch 0", "whole number of at least 1"]),
    (["digits-cnn", "--batch", "-3"], ["--batch -3"]),
    (["digits-cnn", "--batch", "8,x"], ["'x'"]),
    (["digits-cnn", "--batch", "99999999999999"], ["--batch"]),
    (["digits-cnn", "--scenario", "single_stream", "--batch", "8"], ["only the scenario offline has one"]),
    (["digits-cnn", "--trials", "0"], ["--trials 0"]),
    ([], ["name a workload", "--resume"]),
    (["--resume"], ["--resume: not found in drafts/.journal", "no interrupted run"]),
    (["--resume", "0123"], ["--resume 0123: not found"]),
    (["digits-cnn", "--scenario", "server"], ["--rate R[,R]", "--bound p99=2ms"]),
    (["digits-cnn", "--scenario", "server", "--rate", "0"], ["--rate 0: 0 is out of range", "above 0"]),
    (["digits-cnn", "--scenario", "server", "--rate", "-5"], ["-5 is out of range"]),
    (["digits-cnn", "--scenario", "server", "--rate", "nan"], ["nan is out of range"]),
    (["digits-cnn", "--scenario", "server", "--rate", "1e9"], ["1e9 is out of range", "at most 50000"]),
    (["digits-cnn", "--runtime", "stub", "--quick", "--scenario", "server", "--rate", "1e-9"], ["at most a day"]),
    (["digits-cnn", "--scenario", "server", "--rate", "fast"], ["'fast' is no number", "requests per second"]),
    (["digits-cnn", "--rate", "200"], ["--rate: only the scenario server", "--scenario server"]),
    (["digits-cnn", "--scenario", "server", "--bound", "p99"], ["--bound p99:", "p99=2ms"]),
    (["digits-cnn", "--scenario", "server", "--bound", "p99=2"], ["time with its unit"]),
    (["digits-cnn", "--scenario", "server", "--bound", "p99=0ms"], ["above 0"]),
    (["digits-cnn", "--scenario", "server", "--bound", "p98=2ms"], ["unknown percentile 'p98'"]),
    (["digits-cnn", "--scenario", "server", "--bound", "p99=1.2.3ms"], ["no number"]),
    (["digits-cnn", "--percentile", "99"], ["unknown percentile '99'", "p99"]),
    (["digits-cnn", "--scenario", "concurrent"], ["--concurrency N[,N]"]),
    (["digits-cnn", "--scenario", "concurrent", "--concurrency", "0"], ["--concurrency 0", "at least 1"]),
    (["digits-cnn", "--scenario", "concurrent", "--concurrency", "4", "--streams", "2"], ["--streams 4"]),
    (["digits-cnn", "--scenario", "server", "--rate", "9", "--arrival", "burst"], ["unknown arrival process"]),
    (["digits-cnn", "--scenario", "server", "--rate", "9", "--seed", "-1"], ["--seed -1"]),
    (["digits-cnn", "--scenario", "server", "--rate", "9", "--queue-delay", "2"], ["--max-batch N"]),
    (["digits-cnn", "--scenario", "server", "--rate", "9", "--max-batch", "1"], ["--max-batch 1"]),
    (["digits-cnn", "--scenario", "server,offline", "--rate", "9", "--max-batch", "4"], ["--scenario server alone"]),
    (["digits-cnn", "--timeout", "-1"], ["--timeout -1"]),
    (["digits-cnn", "--threads", "0"], ["--threads 0"]),
    (["digits-cnn", "--threads", "100000"], ["CPUs"]),
    (["digits-cnn", "--option", "nonsense"], ["KEY=VALUE"]),
    (["digits-cnn", *QUICK, "--option", "execution_mod=parallel"], ["Did you mean 'execution_mode'?"]),
    (["digits-cnn", *QUICK, "--option", "execution_mode=paralel"], ["Did you mean 'parallel'?"]),
    (["digits-cnn", *QUICK, "--option", "inter_op_num_threads=no"], ["whole number"]),
    (["digits-cnn", "--submitter", "nobody"], ["submissions/nobody/submitter.json", "No such file"]),
    (["digits-cnn", "--disclose", "none.toml"], ["none.toml", "No such file"]),
])
def test_arguments(lynx: Callable[..., Result], arguments: list[str], words: list[str]) -> None:
    refused(lynx(*arguments), *words)


def test_unwritable_directory(stub: Callable[..., Result]) -> None:
    Path("file").write_text("")
    refused(stub("--out", "file/below"), "file/below", "cannot be written to", "--out")


def test_full_disk_leaves_nothing(stub: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(publishing, "write", full)
    result = stub("--out", "drafts/local")
    assert result.exit_code == 2 and not list(Path.cwd().glob("drafts/local/*"))
    for words in ("No space left on device", "nothing was published", "1 finished trial is kept: lynx run --resume"):
        assert words in result.stderr.splitlines()[-1]
    monkeypatch.undo()


def test_full_disk_while_measuring(stub: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("lynxrunner.journal.whole", full)
    result = stub("--scenario", "single_stream,offline")
    assert result.exit_code == 2 and "No space left on device" in result.stderr.splitlines()[-1]
    assert "given up" not in result.stderr


def test_a_library_that_cannot_be_loaded(stub: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def unloadable(*_: Any) -> None:
        raise ImportError("lib.so: failed to map segment from shared object")

    monkeypatch.setattr(publishing, "write", unloadable)
    result = stub("--out", "out")
    assert result.exit_code == 2 and not Path("out").exists()
    for words in ("lib.so: failed to map", "too little memory", "install it again", "1 finished trial is kept"):
        assert words in result.stderr.splitlines()[-1]


def test_model_that_is_no_onnx(
    lynx: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(tmp_path, monkeypatch, b"this is no model")
    refused(lynx("digits-cnn", *QUICK), "model.onnx: no readable ONNX file")


def test_model_with_another_hash(
    lynx: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "digits-cnn.onnx").write_bytes(b"another")
    monkeypatch.setattr("lynxrunner.workloads.digits_cnn.files", lambda _: tmp_path)
    refused(lynx("digits-cnn", *QUICK), "onnx: its sha256 is", "the catalogue accepts", "install lynxbench again")


def replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """The workload's model file replaced, as if the catalogue accepted it."""
    from dataclasses import replace

    from lynxrunner.workloads import digits_cnn
    from lynxschema.digest import sha256

    (tmp_path / "model.onnx").write_bytes(content)
    original = digits_cnn.workload(entries("workloads")["digits-cnn"])
    entry = {**original.entry, "model_sha256": [sha256(content)]}
    found = replace(original, model=tmp_path / "model.onnx", entry=entry)
    monkeypatch.setattr(digits_cnn, "workload", lambda _: found)
    assert workloads.MODULES["digits-cnn"] == "digits_cnn"


def test_missing_package(lynx: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "onnxruntime", None)
    monkeypatch.setattr("lynxrunner.runtimes.onnxruntime.find_spec", lambda _: None)
    refused(lynx("digits-cnn", *QUICK), "onnxruntime is not installed", "pip install 'lynxbench[onnxruntime]'")


@pytest.mark.skipif(Tree().cpus() < 2, reason="one CPU: a second thread is refused before")
def test_variants_that_are_one_executor(lynx: Callable[..., Result]) -> None:
    stub = ["digits-cnn", "--runtime", "stub", "--quick", "--scenario", "single_stream"]
    twins = "stub fp32, 1 thread and stub fp32, 2 threads are one executor"
    refused(lynx(*stub, "--threads", "1,2"), twins, "ask for one")


def test_crashed_trial(stub: Callable[..., Result]) -> None:
    crashed = "a trial of stub fp32, 1 thread at single-stream-b1 crashed with SIGABRT"
    refused(stub("--option", "crash_after=50"), crashed)


def test_killed_trial(stub: Callable[..., Result]) -> None:
    refused(stub("--option", "kill_after=50"), "was killed by signal 9, probably because memory ran out")


def test_hanging_trial(stub: Callable[..., Result]) -> None:
    refused(stub("--option", "hang_after=50", "--timeout", "4"), "gave no answer within 4 s", "--timeout")


def test_outputs_for_fewer_items(stub: Callable[..., Result]) -> None:
    refused(stub("--option", "lost_items=1"), "returned logits of shape 31x10 for 32 items")


def test_a_percentile_that_the_time_out_forbids(stub: Callable[..., Result]) -> None:
    options = ["--option", "service_ms=20", "--percentile", "p99.9", "--timeout", "20"]
    refused(stub(*options), "p99.9 needs 4834 requests", "ask for --percentile p99")


def test_a_leak_is_a_warning(stub: Callable[..., Result]) -> None:
    result = stub("--option", "service_ms=1", "--option", "leak_bytes=40000", "--out", "out", "--percentile", "p99.9")
    assert result.exit_code == 0, result.output
    (path,) = Path("out").glob("*/submission.json")
    assert "does the runtime leak" in str(json.loads(path.read_bytes())["operating_points"][0]["validity"]["warnings"])


def test_runtime_that_always_fails(stub: Callable[..., Result]) -> None:
    refused(stub("--option", "fail_every=1", "--option", "service_ms=5"), "was answered: scripted failure of call 1")


def test_interrupt(stub: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("lynxrunner.campaign.run_trial", interrupted)
    result = stub()
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (130, "Interrupted: nothing was written.")
    assert not list(Path.cwd().glob("drafts/*/*")) and not list(Path.cwd().parent.glob("tmp/lynx-run-*"))


def test_partly_failing_requests_are_counted_not_hidden(stub: Callable[..., Result]) -> None:
    result = stub("--option", "fail_every=4", "--out", "out")
    assert result.exit_code == 0, result.output
    (path,) = Path("out").glob("*/submission.json")
    point = json.loads(path.read_bytes())["operating_points"][0]
    assert point["counts"]["error"] == pytest.approx(sum(point["counts"].values()) / 4, rel=0.05)
    assert point["validity"]["valid"] is False and "not answered" in str(point["validity"]["reasons"])
    # Only what succeeded is a completion; the checker recomputes the same.
    assert all(sum(trial["completions_per_100ms"]) == trial["counts"]["ok"] for trial in point["trials"])
    assert [each for each in errors(path.parent) if not each.startswith("LX205")] == []


def test_draft_of_the_same_minute_is_replaced_whole(stub: Callable[..., Result]) -> None:
    for _ in range(2):
        result = stub("--out", "out")
        assert result.exit_code == 0, result.output
    assert all((path / "submission.json").is_file() for path in Path("out").iterdir())


@pytest.mark.parametrize(("toml", "words"), [
    ("[hardware.host]\ncpu = 'Better'", ["/executor/hardware/host/cpu", "cannot replace"]),
    ("[hardware]\nheight = 3", ["no member /executor/hardware/height"]),
    ("[other]\na = 1", ["'other' cannot be stated"]),
    ("not toml", ["no TOML"]),
])
def test_disclosures(lynx: Callable[..., Result], toml: str, words: list[str]) -> None:
    Path("facts.toml").write_text(toml)
    refused(lynx("digits-cnn", *QUICK, "--disclose", "facts.toml"), *words)
