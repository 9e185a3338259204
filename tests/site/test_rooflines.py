"""What the page of rooflines says, against the contract's own figures."""

from pathlib import Path
from typing import Any

import pytest

from lynxschema.roofline import roofline
from lynxschema.roofline_sentence import sentence
from lynxsite.architecture import architecture
from lynxsite.pages.rooflines import shown
from lynxsite.registry import Registry
from lynxsite.submission import Submission
from lynxsite.under_roofs import NOT_KNOWN, fields, located
from tests.site import records

BATCH = {"not_applicable": "the scheduler forms the batches"}
CEILING = {
    "threads": 8,
    "bandwidth": {"best_bytes_per_s": 1e9, "working_set_bytes": 201326592, "repetitions": 20, "spread": 0.02,
                  "tool": "lynxbench", "version": "0.1.0", "method": "reads an array that no cache holds"},
    "operations": [],
}


def _registry(tmp_path: Path, *made: dict[str, Any]) -> Registry:
    places = [records.write(tmp_path, f"result-{number}", record) for number, record in enumerate(made)]
    return Registry(tuple(Submission.of(place, record) for place, record in zip(places, made, strict=True)))


def test_each_result_stands_where_the_contract_puts_it(tmp_path: Path) -> None:
    example = records.record()
    field, = fields(_registry(tmp_path, example))
    placed = field.placed[0]
    expected = roofline(example, placed.result.point | {"trials": example["operating_points"][0]["trials"]})
    assert placed.roofline == expected
    page = shown(field, "../")
    assert page["rows"][0]["sentence"] == sentence(placed.roofline)
    assert [dot["operations"] for dot in page["data"]["points"]] == [placed.roofline.operations_per_s]


def test_the_roof_bends_where_memory_and_arithmetic_meet(tmp_path: Path) -> None:
    field, = fields(_registry(tmp_path, records.record()))
    line, roofs = field.placed[0].roofline, shown(field, "../")["data"]["roofs"]
    assert line.arithmetic and line.memory
    assert roofs[1]["intensity"] == pytest.approx(line.arithmetic.per_s / line.memory.per_s)
    assert roofs[0]["operations"] == pytest.approx(line.memory.per_s * roofs[0]["intensity"])
    assert roofs[1]["operations"] == pytest.approx(roofs[2]["operations"]) == pytest.approx(line.arithmetic.per_s)


def test_other_roofs_make_another_field(tmp_path: Path) -> None:
    measured = records.changed({"/executor/hardware/devices/0/ceilings": [CEILING]})
    found = fields(_registry(tmp_path, records.record(), measured))
    assert {field.placed[0].roofline.memory.source for field in found if field.placed[0].roofline.memory} == {
        "measured", "datasheet"}
    assert len({shown(field, "../")["under"] for field in found}) == 2


def test_without_a_peak_no_verdict_is_made_up(tmp_path: Path) -> None:
    field, = fields(_registry(tmp_path, records.changed({"/executor/hardware/devices/0/peaks": []})))
    assert field.placed[0].limit == NOT_KNOWN
    slope = {corner["operations"] / corner["intensity"] for corner in shown(field, "../")["data"]["roofs"]}
    memory = field.placed[0].roofline.memory
    assert memory and min(slope) == pytest.approx(memory.per_s) == pytest.approx(max(slope))


def test_a_point_whose_scheduler_forms_the_batches_is_not_placed() -> None:
    example = records.changed({"/operating_points/0/batch": BATCH})
    assert located(example, example["operating_points"][0]) is None


def test_an_accelerator_has_every_dimension_that_the_catalogue_has() -> None:
    rows, source = architecture("nvidia-h100-sxm5-80gb", None)
    said = dict(rows)
    assert said["Power envelope"] == "700 W" and "HBM3" in said["Memory"] and "3.35 TB/s" in said["Memory"]
    assert "fp8_e4m3fn 1.98 POP/s" in said["Matrix precisions, dense peak"] and "NVLink" in said["Interconnect"]
    assert said["Design centre"] == "training and inference" and "data sheet" in source
    assert architecture("of-a-registry-elsewhere", None) == ([], "")


def test_a_device_of_the_registry_s_own_catalogue_has_its_architecture(tmp_path: Path) -> None:
    (tmp_path / "devices").mkdir()
    entry = 'id = "our-npu"\nmemory_kind = "LPDDR5"\npower_watts = 12.0\nsource = "Our data sheet, 2026-11-01"\n'
    (tmp_path / "devices/our-npu.toml").write_text(entry)
    rows, source = architecture("our-npu", tmp_path)
    assert (dict(rows), source) == ({"Memory": "LPDDR5", "Power envelope": "12 W"}, "Our data sheet, 2026-11-01")
