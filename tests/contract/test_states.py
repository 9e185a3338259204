"""The states that the checker knows are those of the contract's models."""

import json

import pytest

from lynxschema import leaves
from lynxschema.acceptance import Acceptance, acceptances
from lynxschema.contract import schema
from lynxschema.records import state
from lynxschema.records.accepted import Accepted


def test_the_checker_knows_the_states_of_the_contract() -> None:
    models = (state.NotApplicable, state.NotMeasured, state.Withheld)
    assert leaves.STATES == state.STATES == tuple(name for model in models for name in model.model_fields)
    for name in state.STATES:
        assert leaves.state_of({name: "why"}) == name


def test_a_line_of_acceptance_is_of_its_published_schema() -> None:
    row = Acceptance("submissions/lab/run--a-20261123T0303Z", "ab" * 32, "2026-11-23", "0.1.0", "1.0", ("LX405",))
    line = row.line()
    Accepted.model_validate_json(line)
    assert list(schema("accepted")["properties"]) == list(Acceptance._fields) == list(json.loads(line))
    assert acceptances(line.encode())[0].line() == line


@pytest.mark.parametrize(("member", "value"), [
    ("path", "../submissions/lab/run"), ("path", "submissions/lab"), ("sha256", "ab"), ("date", "2026-13-01"),
    ("checker", ""), ("contract", "2.0"), ("warnings", ["LX4"]), ("warnings", "LX405"), ("verdict", "accepted"),
])
def test_a_line_that_is_none_is_refused(member: str, value: object) -> None:
    row = Acceptance("submissions/lab/run", "ab" * 32, "2026-11-23", "0.1.0", "1.0", ())._asdict()
    with pytest.raises(ValueError, match="line 1: not an acceptance"):
        acceptances((json.dumps(row | {member: value}) + "\n").encode())
