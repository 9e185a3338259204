"""Cases of comparisons with their outcome, for the site's script and for lynxschema alike.

`python -m tests.site.golden` writes `tests/data/golden_comparisons.json`: one record with one short operating
point, and per case the members that each side changes.
"""

import copy
import json
from pathlib import Path
from typing import Any

from lynxschema.comparability import verdict
from lynxschema.comparison import ratios
from tests.site import records

FILE = Path(__file__).parents[1] / "data" / "golden_comparisons.json"
POINT = "/operating_points/0"
HIDDEN = {"not_measured": {"reason": "virtualised", "detail": "the hypervisor hides it"}}
WITHHELD = {"withheld": {"by": "the vendor", "why": "under embargo"}}
DRIVER = "/executor/hardware/devices/0/driver"
STEPS = "/executor/toolchain/steps"
EXPORTED, OPTIMISED = records.record()["executor"]["toolchain"]["steps"]
SIMPLIFIED = {"stage": "optimise", "tool": "onnxsim", "version": "0.4.36", "options": {}}
IMPORTED, COMPILED = ({"stage": stage, "tool": f"OpenVINO {tool}", "version": "2026.4.1", "options": {}}
                      for stage, tool in (("convert", "ONNX frontend"), ("compile", "CPU plugin")))
OPENVINO = {"/executor/runtime/id": "openvino", STEPS: [EXPORTED, IMPORTED, COMPILED]}
Changes = dict[str, Any]
FIXED = {"distribution": "fixed", "mean": 128, "minimum": 128, "maximum": 128}
PROFILE = {"unit": "tokens", "input": FIXED, "output": {"not_applicable": "nothing is generated"}}
BOUNDS = [{"metric": "latency_ms", "percentile": "p99", "limit_ms": 5.0, "held": True}]
METERED = {f"{POINT}/trials": "energy", f"{POINT}/headline/joules_per_inference": {"value": 0.08}}
CASES: tuple[tuple[str, Changes, Changes], ...] = (
    ("equal", {}, {}),
    ("precision only", {}, {"/executor/precision/compute": "fp32", "/executor/precision/activations": "fp32"}),
    ("precision and runtime", {}, {"/executor/precision/compute": "fp32", "/executor/runtime/version": "9.9"}),
    ("an option more", {}, {"/executor/runtime/options/arena": True}),
    ("an odd option", {}, {"/executor/runtime/options/a~1b~0c": [1, {"x": None}]}),
    ("runtime with its own compiler", {}, OPENVINO),
    ("runtime and a step of another's", {}, {**OPENVINO, STEPS: [*OPENVINO[STEPS], SIMPLIFIED]}),
    ("a step more before the runtime's own", {}, {STEPS: [EXPORTED, SIMPLIFIED, OPTIMISED]}),
    ("another level of the runtime's own optimiser", {}, {STEPS: [EXPORTED, {**OPTIMISED, "options": {"level": 1}}]}),
    ("batch", {}, {f"{POINT}/batch": 8}),
    ("load", {}, {f"{POINT}/load/concurrency": 4, f"{POINT}/scenario": "concurrent"}),
    ("workload", {}, {"/workload/version": "2.0.0"}),
    ("another workload", {}, {"/workload/id": "another", "/workload/version": "2.0.0", f"{POINT}/batch": 2}),
    ("sequence profile and latency bound", {}, {f"{POINT}/lengths": PROFILE, f"{POINT}/bounds": BOUNDS}),
    ("workload and batch", {}, {"/workload/version": "2.0.0", f"{POINT}/batch": 2}),
    ("unknown, one session", {DRIVER: HIDDEN}, {DRIVER: HIDDEN}),
    ("unknown, two sessions", {DRIVER: HIDDEN}, {DRIVER: HIDDEN, "/provenance/session_id": "another"}),
    ("unknown on one side", {DRIVER: HIDDEN}, {}),
    ("withheld against unknown", {DRIVER: WITHHELD}, {DRIVER: HIDDEN}),
    ("unknown scheduling", {"/executor/scheduling": HIDDEN}, {"/executor/scheduling": HIDDEN}),
    ("not applicable for other reasons", {}, {"/executor/hardware/interconnect": {"not_applicable": "another why"}}),
    ("a caveat", {}, {"/executor/hardware/host/kernel": "6.12"}),
    ("an unknown caveat", {"/executor/hardware/host/kernel": HIDDEN}, {}),
    ("whole and fraction", {}, {"/executor/precision/weights/0/sparsity/share": 0.0}),
    ("a list's order", {}, {"/executor/hardware/host/isa": ["avx512f", "avx2", "avx512_vnni"]}),
    ("faster", {}, {f"{POINT}/trials": "x2"}),
    ("one trial", {f"{POINT}/trials": "one"}, {f"{POINT}/trials": "one"}),
    ("under two percent", {}, {f"{POINT}/trials": "x1.01"}),
    ("wide", {}, {f"{POINT}/trials": "wide"}),
    ("energy", METERED, METERED),
    ("energy of a shared device", {f"{POINT}/trials": "energy"}, {f"{POINT}/trials": "energy"}),
)


def base() -> records.Record:
    """The example with one operating point of five short trials."""
    made = records.record()
    point = made["operating_points"][0]
    point["trials"] = _trials(1.0, 0.004)
    for name in ("histogram", "counts", "energy"):
        del point[name]
    kept = {name: made[name] for name in ("workload", "executor", "quality")}
    return {**kept, "operating_points": [point], "provenance": {"session_id": made["provenance"]["session_id"]}}


TRIALS = {"x2": (2.0, 0.006), "x1.01": (1.01, 0.0004), "wide": (1.1, 0.2), "one": (1.0, 0.0), "energy": (1.0, 0.01)}


def side(changes: Changes) -> records.Record:
    """A record of a case."""
    made = base()
    for pointer, value in written(changes).items():
        records.put(made, pointer, copy.deepcopy(value))
    return made


def written(changes: Changes) -> Changes:
    """The changes with trials spelt out."""
    return {pointer: _named(value) if pointer.endswith("/trials") else value for pointer, value in changes.items()}


def expected(first: records.Record, second: records.Record) -> records.Record:
    """What both implementations must say."""
    one, other = first["operating_points"][0], second["operating_points"][0]
    found = verdict(first, one, second, other)
    return {
        "sentence": found.sentence(), "ranked": found.ranked, "controlled": found.controlled,
        "factors": list(found.factors), "reasons": list(found.reasons),
        "differences": [list(each) for each in found.differences],
        "caveats": [each.pointer for each in found.caveats], "ratios": list(ratios(one, other, found.ranked)),
    }


def golden() -> records.Record:
    """The file's content."""
    cases = [{"name": name, "first": written(first), "second": written(second),
              "expected": expected(side(first), side(second))} for name, first, second in CASES]
    return {"base": base(), "cases": cases}


def _named(name: str) -> list[records.Record]:
    made = _trials(*TRIALS[name])
    if name == "energy":
        return [{**trial, "energy": {"joules": 3.0 + trial["trial"] / 10, "successes": 40}} for trial in made]
    return made[:1] if name == "one" else made


def _trials(faster: float, spread: float) -> list[records.Record]:
    shifts = [1 + spread * step for step in (-2, 1, 0, 2, -1)]
    return [{"trial": number, "throughput": {"value": 250 * faster * shift, "unit": "inferences/s"},
             "latency_ms": {"p50": {"value": 4 / faster / shift}, "p99": {"value": 5 / faster / shift**2}}}
            for number, shift in enumerate(shifts)]


if __name__ == "__main__":
    FILE.write_text(json.dumps(golden(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
