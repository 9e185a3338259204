"""`python -m tests.check.defects [--check]`: writes docs/defects.md, or fails where it is out of date."""

import sys
from pathlib import Path
from typing import Any, NamedTuple

from lynxschema.rulebook import rulebook

PAGE = Path(__file__).parents[2] / "docs" / "defects.md"
THERE = {"A": "accepted", "T": "traceback", "R": "rejected", "": ""}
HEAD = """---
title: Defects
description: Known defects of published benchmark results, each with the rule that catches it here.
---

# Defects that do not get through

The first 24 were planted, one at a time, in a passing submission of the best-known inference benchmark and given to its
official checker: 11 were accepted silently, 5 ended in a traceback, 8 were rejected. The others were seen in published
results elsewhere. Each has its counterpart here, planted by a test in a synthetic submission that every rule accepts,
with all hashes made right again. The test demands the code beside it, and no crash.

| # | Defect | There | Planted here as | Caught by |
|---|---|---|---|---|
"""


class Defect(NamedTuple):
    """A defect, what became of it `there`, its counterpart here and the code that catches it."""

    number: int
    what: str
    there: str
    here: str
    code: str
    fixture: dict[str, Any]


def remove(*pointers: str) -> dict[str, Any]:
    return {"edits": [{"remove": pointer} for pointer in pointers]}


def put(pointer: str, value: Any) -> dict[str, Any]:
    return {"edits": [{"set": pointer, "to": value}]}


def scale(pointer: str, factor: float) -> dict[str, Any]:
    return {"edits": [{"scale": pointer, "by": factor}]}


def samples(verb: str, **more: Any) -> dict[str, Any]:
    return {"files": [{"file": "samples.parquet", "do": verb, **more}]}


RUNTIME, DEVICE, POINT = "/executor/runtime", "/executor/hardware/devices/0", "/operating_points/0"
TRIAL = f"{POINT}/trials/0"
SHORT = {"build": {"scenarios": ["single_stream"], "service": 0.1}}
FAILED = {"edits": [{"set": f"{POINT}/{where}", "to": 900} for where in ("counts/error", "trials/0/counts/error")]}
P99_OF_50 = put(f"{TRIAL}/latency_ms/p99_9", {"value": 4.2, "upper": 4.2})
NULLS = {"edits": [{"set": pointer, "to": None} for pointer in ("/provenance/command", f"{POINT}/load")]}
UNMETERED = {"build": {"scenarios": ["single_stream"], "metered": True},
             "edits": [{"set": "/operating_points/0/energy/mean_watts", "to": 205}]}
BOUND = [{"metric": "latency_ms", "percentile": "p99", "limit_ms": 0.5, "held": True}]
FIVE_MODELS = "resnet 10.0.1, bert 10.1, dlrm 9.3, gptj 10.2, retinanet 10.0"
POOR = {"edits": [{"set": "/quality/0/correct", "to": 320}, {"set": "/quality/0/value", "to": 320 / 360}],
        "files": [{"file": "predictions.parquet", "do": "set", "column": "predicted", "to": 4,
                   "where": {"predicted": 3}}]}
DEFECTS = (
    Defect(1, "runtime without a version", "A", "the same", "LX101", remove(f"{RUNTIME}/version")),
    Defect(2, "runtime empty", "R", "the same", "LX101", put(f"{RUNTIME}/id", "")),
    Defect(3, "other software `N/A`", "A", "a placeholder as a library", "LX103",
           put(f"{RUNTIME}/libraries/0/version", "N/A")),
    Defect(4, "operating system `TODO`", "A", "the same", "LX103", put("/executor/hardware/host/os/name", "TODO")),
    Defect(5, "weight and input types `UNSET`", "A", "a type outside the enumeration", "LX107",
           put("/executor/precision/compute", "UNSET")),
    Defect(6, "weight transformations `Yes`", "A", "quantization without a method", "LX105",
           put("/executor/quantization/0/method", "Yes")),
    Defect(7, "the run's own validity says invalid", "A", "an invalid point submitted as valid", "LX207",
           put(f"{TRIAL}/noise/thermal_throttle_events", 3)),
    Defect(8, "error lines in the load generator's log", "A", "failed requests in a valid point", "LX207", FAILED),
    Defect(9, "throughput edited by a factor of 18", "A", "the same", "LX305", scale(f"{TRIAL}/throughput/value", 18)),
    Defect(10, "system description missing", "T", "hardware missing", "LX108", remove("/executor/hardware")),
    Defect(11, "system description malformed", "T", "a record that is no JSON", "LX004", {"text": '{"executor": {'}),
    Defect(12, "status removed", "R", "a required member removed", "LX010", remove("/contract")),
    Defect(13, "number of nodes `one`", "T", "a count in words", "LX108", put(f"{DEVICE}/count", "one")),
    Defect(14, "load configuration removed", "R", "offered load removed", "LX201", remove(f"{POINT}/load")),
    Defect(15, "calibration description removed", "A", "int8 without calibration", "LX106",
           remove("/executor/quantization/1/calibration")),
    Defect(16, "duration below the minimum", "R", "trials of a fifth of a second", "LX505", SHORT),
    Defect(17, "time to first token over the bound", "R", "a bound not held, claimed as held", "LX316",
           put(f"{POINT}/bounds", BOUND)),
    Defect(18, "accuracy below the floor", "R", "a score below the workload's floor", "LX212", POOR),
    Defect(19, "detail log missing", "T", "samples missing", "LX022", samples("delete")),
    Defect(20, "unknown field added", "A", "the same", "LX011", put("/speedup", 2)),
    Defect(21, "weight types empty", "R", "the same", "LX107", put("/executor/precision/weights", [])),
    Defect(22, "system type misspelt", "T", "a kind of device outside the enumeration", "LX108",
           put(f"{DEVICE}/kind", "cqu")),
    Defect(23, "code folder removed", "R", "command removed", "LX010", remove("/provenance/command")),
    Defect(24, "summary contradicts the detail log", "A", "a p99 that the samples do not give", "LX302",
           scale(f"{TRIAL}/latency_ms/p99/value", 0.5)),
    Defect(25, "a p99 interpolated from 50 requests", "", "a p99.9 of 500 requests", "LX303", P99_OF_50),
    Defect(26, "command, revision and conditions null", "", "the same", "LX014", NULLS),
    Defect(27, "throttling detected, published without a word", "", "clocks lowered by heat in a valid point", "LX207",
           put(f"{TRIAL}/noise/clock_event_reasons", ["hw_thermal_slowdown"])),
    Defect(28, "model named by its unquantized repository", "", "quality of another artefact than ran", "LX113",
           put("/quality/0/artefact_sha256", "ab" * 32)),
    Defect(29, "provenance copied from another run", "", "weights that the workload does not have", "LX507",
           put("/workload/model/sha256", "ab" * 32)),
    Defect(30, "derived figures doubled on several devices", "", "a headline twice what the trials give", "LX307",
           scale(f"{POINT}/headline/throughput/value", 2)),
    Defect(31, "one version string for five models", "", "a list in place of a version", "LX117",
           put(f"{RUNTIME}/version", FIVE_MODELS)),
    Defect(32, "int8 claimed, float kernels run", "", "effective precision other than declared", "LX110",
           put("/executor/precision/compute", "fp16")),
    Defect(33, "throughput alone, no batch, no lengths", "", "an operating point without its batch", "LX202",
           remove(f"{POINT}/batch")),
    Defect(34, "a variance in seconds times a thousand", "", "a mean in another unit", "LX302",
           scale(f"{TRIAL}/latency_ms/mean", 1000)),
    Defect(35, "joules from a TDP called measured", "", "a power limit as mean power", "LX320", UNMETERED),
    Defect(36, "inferred figures among measured ones", "", "an operating point without rows", "LX301",
           samples("drop_rows", where={"operating_point": 3})),
    Defect(37, "missing fields compared as equal", "", "a device's name left out", "LX108", remove(f"{DEVICE}/name")),
)


def page() -> str:
    """Text of docs/defects.md."""
    return HEAD + "".join(map(_row, DEFECTS))


def _row(defect: Defect) -> str:
    rule = rulebook()[defect.code]
    caught = f"`{defect.code}` {rule.name.replace('-', ' ')}"
    return f"| {defect.number} | {defect.what} | {THERE[defect.there]} | {defect.here} | {caught} |\n"


def main(arguments: list[str]) -> int:
    if "--check" not in arguments:
        PAGE.write_text(page())
    elif PAGE.read_text() != page():
        print(f"{PAGE.name}: out of date; run python -m tests.check.defects")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
