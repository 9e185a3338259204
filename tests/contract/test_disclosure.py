"""The published schema alone, in any validator, rejects what does not disclose its executor."""

from typing import Any

import jsonschema
import pytest

from lynxschema.contract import schema
from tests.contract.edits import deleted, replaced
from tests.examples import example

VALIDATOR = jsonschema.Draft202012Validator(schema("submission"))

MISSING = [
    ("cpu-vision", "executor runtime"), ("cpu-vision", "executor runtime version"),
    ("cpu-vision", "executor runtime build"), ("cpu-vision", "executor toolchain"),
    ("cpu-vision", "executor toolchain steps"), ("cpu-vision", "executor precision"),
    ("cpu-vision", "executor precision compute"), ("cpu-vision", "executor quantization"),
    ("cpu-vision", "operating_points"), ("cpu-vision", "operating_points 0 load"),
    ("cpu-vision", "operating_points 0 batch"), ("cpu-vision", "operating_points 0 scenario"),
    ("cpu-vision", "operating_points 0 trials 0 latency_ms"), ("cpu-vision", "operating_points 0 energy"),
    ("gpu-llm-server", "executor kv_cache"), ("gpu-llm-server", "operating_points 0 trials 0 generation"),
    ("edge-npu", "executor quantization 1 calibration"), ("edge-npu", "executor hardware devices"),
]
WRONG = [
    ("cpu-vision", "executor runtime version", {"withheld": {"by": "vendor", "why": "embargo"}}),
    ("cpu-vision", "executor runtime version", None),
    ("cpu-vision", "executor quantization 1 calibration", {"not_applicable": "we did not look"}),
    ("cpu-vision", "executor precision compute", "UNSET"),
    ("cpu-vision", "operating_points 0 scenario", "offline"),
    ("cpu-vision", "operating_points", []),
    ("cpu-vision", "executor toolchain steps", []),
    ("gpu-llm-server", "operating_points 0 lengths", {"not_applicable": "tokens are tokens"}),
]


def path_of(text: str) -> tuple[Any, ...]:
    return tuple(int(step) if step.isdigit() else step for step in text.split())


@pytest.mark.parametrize(("name", "path"), MISSING)
def test_missing_disclosure_is_rejected(name: str, path: str) -> None:
    assert not VALIDATOR.is_valid(deleted(example(name), path_of(path)))


@pytest.mark.parametrize(("name", "path", "value"), WRONG)
def test_evasive_disclosure_is_rejected(name: str, path: str, value: Any) -> None:
    assert not VALIDATOR.is_valid(replaced(example(name), path_of(path), value))
