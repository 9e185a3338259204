"""One contract in three validators: the models, jsonschema (the reference) and jsonschema-rs (the fast one)."""

import os
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

from lynxschema.contract import schema
from lynxschema.records.submission import Submission
from tests.contract.edits import edited
from tests.examples import NAMES, example

REFERENCE = jsonschema.Draft202012Validator(schema("submission"))
EXAMPLES = int(os.environ.get("LYNX_EXAMPLES", "2000"))
"""Edited records that models and fast validator judge; the slow reference judges a tenth. More by the environment."""
FAST = jsonschema_rs.validator_for(schema("submission"))


def accepted_by_models(record: Any) -> bool:
    try:
        Submission.model_validate(record)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", NAMES)
def test_examples_are_accepted_by_all(name: str) -> None:
    record = example(name)
    Submission.model_validate(record)
    assert list(FAST.iter_errors(record)) == []
    assert list(REFERENCE.iter_errors(record)) == []


@pytest.mark.parametrize("name", NAMES)
def test_models_write_what_they_read(name: str) -> None:
    record = example(name)
    assert Submission.model_validate(record).document() == record


def test_the_schema_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(schema("submission"))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(edited([example(name) for name in NAMES]))
def test_models_and_fast_validator_agree_on_edited_records(record: Any) -> None:
    assert FAST.is_valid(record) == accepted_by_models(record)


@settings(max_examples=EXAMPLES // 10, deadline=None, suppress_health_check=list(HealthCheck))
@given(edited([example(name) for name in NAMES]))
def test_reference_and_fast_validator_agree_on_edited_records(record: Any) -> None:
    assert REFERENCE.is_valid(record) == FAST.is_valid(record)
