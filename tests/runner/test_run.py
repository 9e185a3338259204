"""`lynx run` end to end with real parts: ONNX Runtime, Parquet, processes, checker."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet  # type: ignore[import-untyped, unused-ignore]

from lynxrunner.commands.run import run
from lynxschema import evidence, figures
from lynxschema.catalogue import references
from lynxschema.check import check_submission
from lynxschema.contract import schema
from lynxschema.leaves import executor_id
from lynxschema.records.submission import Submission
from lynxschema.samples import PHASES, Samples
from lynxschema.slug import slug

ARGUMENTS = ["digits-cnn", "--quick", "--precision", "fp32,int8", "--batch", "8", "--threads", "1", "--format", "json"]


@dataclass(frozen=True)
class Ran:
    """One call, its answer, and its records by recipe."""

    result: Result
    out: Path
    records: dict[str, dict[str, Any]]

    def columns(self, recipe: str, kind: str) -> Any:
        """The columns of an evidence file, as Parquet holds them."""
        return parquet.read_table(self.out / slug(self.records[recipe]) / f"{kind}.parquet")

    def samples(self, recipe: str) -> Samples:
        """Its samples in memory."""
        table = self.columns(recipe, "samples")
        return Samples({name: table[name].to_numpy() for name in table.column_names})


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    out = tmp_path_factory.mktemp("run") / "new" / "drafts"
    result = CliRunner().invoke(run, [*ARGUMENTS, "--out", str(out)])
    assert result.exit_code == 0, result.output
    found = [json.loads(path.read_bytes()) for path in out.glob("*/submission.json")]
    yield Ran(result, out, {record["executor"]["precision"]["recipe"]: record for record in found})


RECIPES = pytest.mark.parametrize("recipe", ["fp32", "int8"])


@RECIPES
def test_record_fits_models_and_schema(ran: Ran, recipe: str) -> None:
    import jsonschema_rs

    Submission.model_validate(ran.records[recipe])
    assert jsonschema_rs.is_valid(schema("submission"), ran.records[recipe])


@RECIPES
def test_checker_accepts_the_draft_and_registry_does_not(ran: Ran, recipe: str) -> None:
    directory = ran.out / slug(ran.records[recipe])
    assert [each for each in check_submission(directory, "draft") if each.severity == "error"] == []
    assert any(each.severity == "error" for each in check_submission(directory, "registry"))


@RECIPES
def test_figures_are_those_of_the_written_rows(ran: Ran, recipe: str) -> None:
    samples = ran.samples(recipe)
    for position, point in enumerate(ran.records[recipe]["operating_points"]):
        rows = samples.where(operating_point=position)
        (trial,) = point["trials"]
        assert figures.trial_figures(rows, point["scenario"]).items() <= trial.items()
        assert figures.rate_figures(trial, point["batch"], "inferences/s").items() <= trial.items()
        assert figures.histogram(rows, point["scenario"]) == point["histogram"]
        assert figures.headline([trial], point["scenario"]) == point["headline"]


@RECIPES
def test_samples_are_ordered_contiguous_and_measured(ran: Ran, recipe: str) -> None:
    samples = ran.samples(recipe)
    for position, point in enumerate(ran.records[recipe]["operating_points"]):
        rows = samples.where(operating_point=position)
        assert figures.contiguous(rows["schedule_index"])
        assert set(rows["batch_size"]) == {point["batch"]}
        steady = rows.steady()
        assert int(steady["schedule_index"][0]) == point["trials"][0]["warmup_discarded"]
        stored = evidence.completions(steady["completed_ns"], int(steady["started_ns"][0]))
        whole = point["trials"][0]["completions_per_100ms"]
        assert stored[:-1] == whole[: len(stored) - 1]


@RECIPES
def test_evidence_is_delta_encoded_integers(ran: Ran, recipe: str) -> None:
    for entry in ran.records[recipe]["evidence"]:
        path = ran.out / slug(ran.records[recipe]) / entry["file"]
        file = parquet.ParquetFile(path)
        assert {str(field.type) for field in file.schema_arrow} == {"int64"}
        column = file.metadata.row_group(0).column(0)
        assert column.compression == "ZSTD" and "DELTA_BINARY_PACKED" in column.encodings
        assert (file.metadata.num_rows, path.stat().st_size) == (entry["rows"], entry["bytes"])


@RECIPES
def test_quality_is_counted(ran: Ran, recipe: str) -> None:
    (score,) = ran.records[recipe]["quality"]
    labels = references("digits-cnn.json")[0]["labels"]
    predicted = ran.columns(recipe, "predictions")["predicted"].to_pylist()
    assert score["correct"] == sum(one == other for one, other in zip(predicted, labels, strict=True))
    assert score["value"] >= 0.97
    assert score["artefact_sha256"] == ran.records[recipe]["executor"]["toolchain"]["artefact"]["sha256"]


@pytest.mark.parametrize(("recipe", "op_type", "dtype"), [("fp32", "Conv", "fp32"), ("int8", "QLinearConv", "int8")])
def test_effective_precision_and_counts(ran: Ran, recipe: str, op_type: str, dtype: str) -> None:
    operators = ran.records[recipe]["executor"]["precision"]["effective"]["operators"]
    assert (operators[0]["op_type"], operators[0]["dtype"]) == (op_type, dtype)
    assert sum(each["share_of_operations"] for each in operators) == pytest.approx(1)
    for point in ran.records[recipe]["operating_points"]:
        assert point["operations_per_inference"] == 913_408
    single, batch = (point["bytes_per_inference"] for point in ran.records[recipe]["operating_points"])
    outside = (64 + 10) * 4
    assert (single - outside) / (batch - outside) == pytest.approx(8)


def test_int8_is_disclosed_whole(ran: Ran) -> None:
    executor = ran.records["int8"]["executor"]
    assert {each["tensors"] for each in executor["quantization"]} == {"weights", "activations"}
    activations = next(each for each in executor["quantization"] if each["tensors"] == "activations")
    assert activations["calibration"]["items"] == 256
    assert sum(part["share_of_parameters"] for part in executor["precision"]["weights"]) == pytest.approx(1)
    assert "quantization" not in ran.records["fp32"]["executor"]


def test_submissions_of_a_session_share_device_and_host(ran: Ran) -> None:
    one, other = ran.records["fp32"], ran.records["int8"]
    assert one["provenance"]["session_id"] == other["provenance"]["session_id"]
    assert json.dumps(one["executor"]["hardware"]) == json.dumps(other["executor"]["hardware"])
    assert one["executor_id"] != other["executor_id"] == executor_id(other["executor"])


def test_nothing_half_written_and_no_paths(ran: Ran) -> None:
    assert {path.name for path in ran.out.iterdir()} == set(map(slug, ran.records.values()))
    text = json.dumps(list(ran.records.values()))
    assert str(ran.out) not in text and str(Path.home()) not in text and "/tmp" not in text
    assert ran.records["fp32"]["provenance"]["command"].startswith("lynx run digits-cnn --runtime onnxruntime")


def test_answer_is_json_alone(ran: Ran) -> None:
    found = json.loads(ran.result.stdout)["submissions"]
    assert [each["accepted"] for each in found] == [True, True]
    assert all("inferences/s" in claim for each in found for claim in each["claims"])
    assert found[0]["undisclosed"] and found[0]["next"].startswith("lynx check")
    assert "trial 1 of 1" in ran.result.stderr


def test_warm_up_rows_come_first(ran: Ran) -> None:
    phase = ran.samples("fp32").where(operating_point=0)["phase"]
    assert phase.tolist() == sorted(phase.tolist()) and phase[0] == PHASES["warmup"]


def test_executor_does_not_depend_on_the_points_measured(ran: Ran, tmp_path: Path) -> None:
    arguments = ["digits-cnn", "--quick", "--threads", "1", "--scenario", "single_stream", "--out", str(tmp_path)]
    assert CliRunner().invoke(run, arguments).exit_code == 0
    (path,) = tmp_path.glob("*/submission.json")
    assert json.loads(path.read_bytes())["executor_id"] == ran.records["fp32"]["executor_id"]
