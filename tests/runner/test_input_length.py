"""Inputs of several lengths, end to end: the scripted runtime takes 50 us for each step of its input's length."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as parquet
import pytest
from click.testing import CliRunner, Result

from lynxrunner.commands.run import run
from lynxrunner.profiles import profiles, without_paths
from lynxrunner.workloads import digits_cnn
from lynxschema.catalogue import entries
from tests.runner.checked import errors

LENGTHS = {"unit": "tokens", "axis": "sequence", "maximum": 64, "inputs": ["8"]}
STEP_US, SINGLE = 50, ("--scenario", "single_stream", "--percentile", "p90")
Lynx = Callable[..., Result]


@pytest.fixture
def lynx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lynx:
    """A quick run of a workload whose inputs have a length, in a directory of its own."""
    original = digits_cnn.workload(entries("workloads")["digits-cnn"])
    tokens = {"name": "image", "dtype": "fp32", "shape": ["batch", "sequence"]}
    entry = {**original.entry, "lengths": LENGTHS, "inputs": [tokens]}

    def sized(size: int, length: int) -> dict[str, Any]:
        return {"image": np.zeros((size, length), np.float32)}

    monkeypatch.setattr(digits_cnn, "workload", lambda _: replace(original, entry=entry, sized=sized))
    monkeypatch.chdir(tmp_path)
    stub = ["digits-cnn", "--runtime", "stub", "--option", f"length_us={STEP_US}", "--option", "service_ms=0"]
    return lambda *given: CliRunner().invoke(run, [*stub, "--quick", "--threads", "1", "--out", "out", *given])


def measured(lynx: Lynx, *arguments: str) -> dict[str, Any]:
    result = lynx(*arguments)
    assert result.exit_code == 0, result.output
    (path,) = Path("out").glob("*/submission.json")
    assert [each for each in errors(path.parent) if "LX2" in each or "LX3" in each] == []
    record: dict[str, Any] = json.loads(path.read_bytes())
    return record


def rows() -> dict[str, np.ndarray[Any, Any]]:
    (path,) = Path("out").glob("*/samples.parquet")
    table = parquet.read_table(path)
    return {name: table[name].to_numpy() for name in table.column_names}


@pytest.mark.parametrize("arguments", [
    SINGLE, ("--scenario", "server", "--rate", "200", "--percentile", "p90"),
    ("--scenario", "concurrent", "--concurrency", "2", "--option", "wait=sleep", "--percentile", "p90"),
])
def test_each_request_takes_as_long_as_its_length(lynx: Lynx, arguments: tuple[str, ...]) -> None:
    record = measured(lynx, *arguments, "--input-length", "uniform:4:60", "--seed", "3")
    (point,) = record["operating_points"]
    assert point["id"].endswith("-l4-60")
    assert point["lengths"]["unit"] == "tokens"
    assert point["lengths"]["input"] == {
        "distribution": "uniform", "mean": 32, "minimum": 4, "maximum": 60, "seed": 3}
    assert point["operations_per_inference"]["not_measured"]["reason"] == "varies_by_request"
    found = rows()
    assert np.all(found["completed_ns"] - found["started_ns"] >= 1_000 * STEP_US * found["input_items"])
    (profile,) = profiles("input-length", "uniform:4:60", 3)
    drawn = list(islice(cycle(profile.drawn()), int(found["schedule_index"].max()) + 1))
    assert found["input_items"].tolist() == [drawn[index] for index in found["schedule_index"]]


def test_fixed_lengths_are_points_of_their_own(lynx: Lynx) -> None:
    record = measured(lynx, "--scenario", "single_stream,offline", "--batch", "4", "--input-length", "8,16",
                      "--percentile", "p90")
    found = {point["id"]: point for point in record["operating_points"]}
    assert list(found) == ["single-stream-b1-l8", "single-stream-b1-l16", "offline-b4-l8", "offline-b4-l16"]
    for name, items in {"single-stream-b1-l16": 16, "offline-b4-l16": 16}.items():
        samples = rows()
        mine = samples["operating_point"] == list(found).index(name)
        assert set(samples["input_items"][mine]) == {items}
    short, long = (found[f"single-stream-b1-l{length}"]["headline"]["latency_ms"]["p50"]["value"] for length in (8, 16))
    assert long >= 0.05 * 16 > short >= 0.05 * 8


def test_the_catalogue_s_lengths_are_measured_where_none_is_asked_for(lynx: Lynx) -> None:
    (point,) = measured(lynx, *SINGLE)["operating_points"]
    assert point["lengths"]["input"] == {"distribution": "fixed", "mean": 8, "minimum": 8, "maximum": 8}


def test_a_search_at_one_length(lynx: Lynx) -> None:
    record = measured(lynx, "--scenario", "server", "--bound", "p90=5s", "--percentile", "p90", "--input-length",
                      "lognormal:20:8:10:40", "--option", "wait=sleep")
    assert {point["lengths"]["input"]["deviation"] for point in record["operating_points"]} == {8}
    assert any(point["purpose"] == "search_step" for point in record["operating_points"])


def test_a_trace_is_named_and_hashed(lynx: Lynx) -> None:
    Path("dir").mkdir()
    Path("dir/Mixed 2.txt").write_text("5\n60\n7\n")
    record = measured(lynx, *SINGLE, "--input-length", "trace:dir/Mixed 2.txt")
    lengths = record["operating_points"][0]["lengths"]["input"]
    assert (lengths["trace"], lengths["mean"], lengths["minimum"], lengths["maximum"]) == ("Mixed 2.txt", 24, 5, 60)
    assert len(lengths["trace_sha256"]) == 64 and record["operating_points"][0]["id"].endswith("-trace-mixed-2-txt")
    assert rows()["input_items"][:2].tolist() in ([5, 60], [60, 7], [7, 5])
    assert "trace:Mixed 2.txt" in record["provenance"]["command"] and "dir/" not in record["provenance"]["command"]


@pytest.mark.parametrize(("arguments", "words"), [
    (["0"], ["--input-length 0", "1 <= minimum"]),
    (["65"], ["the longest is 65", "at most 64"]),
    (["much"], ["--input-length much: give a length as in 128"]),
    (["uniform:4"], ["give a length as in 128"]),
    (["uniform:9:4"], ["1 <= minimum <= mean"]),
    (["lognormal:20:nan:1:40"], ["give one above 0"]),
    (["lognormal:inf:2:1:40"], ["minimum <= mean"]),
    (["trace:none.txt"], ["none.txt: cannot be read"]),
    (["trace:."], ["cannot be read"]),
    (["trace:words.txt"], ["words.txt: give one whole number per line"]),
    (["trace:empty.txt"], ["empty.txt: holds no length"]),
    (["8", "--scenario", "server", "--bound", "p90=5s", "--input-length", "8,16"], ["name one"]),
    (["uniform:4:9", "--scenario", "offline"], ["offline computes several items at once", "such as 9"]),
    (["uniform:4:9", "--scenario", "server", "--rate", "9", "--max-batch", "2"], ["server computes several"]),
])
def test_lengths_that_make_no_sense(lynx: Lynx, arguments: list[str], words: list[str]) -> None:
    Path("words.txt").write_text("five\n")
    Path("empty.txt").write_text("\n")
    result = lynx("--input-length", *arguments) if "--scenario" in arguments else lynx(*SINGLE, "--input-length",
                                                                                      *arguments)
    assert result.exit_code == 2, result.output
    assert [word for word in words if word not in result.stderr] == [], result.stderr
    assert "Traceback" not in result.output


def test_inputs_of_one_size_have_no_length() -> None:
    result = CliRunner().invoke(run, ["digits-cnn", "--input-length", "8"])
    assert result.exit_code == 2 and "the inputs of digits-cnn have one size" in result.stderr


def test_paths_are_not_repeated() -> None:
    assert without_paths("8,trace:/home/someone/a.txt") == "8,trace:a.txt"
