"""JSON Schema of the records, spelt so that validators name the leaf at fault.

Unions become if/then instead of oneOf: a validator then reports the branch that the author meant.
"""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from lynxschema.records.state import STATES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BASE = "https://lynxbench.org/schema/v1/"
Json = dict[str, Any]


class ContractSchema(GenerateJsonSchema):
    """Pydantic's generator without null, titles and defaults, and with conditional unions."""

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def dict_schema(self, schema: Any) -> JsonSchemaValue:
        return {**super().dict_schema(schema), "additionalProperties": False}

    def tagged_union_schema(self, schema: Any) -> JsonSchemaValue:
        branches = {str(tag): self.generate_inner(choice) for tag, choice in schema["choices"].items()}
        key = schema["discriminator"]
        return _by_kind(key, branches) if isinstance(key, str) else _by_state(branches)


def _by_kind(key: str, branches: dict[str, Json]) -> Json:
    chosen = [
        {"if": {"properties": {key: {"const": tag}}, "required": [key]}, "then": branch}
        for tag, branch in branches.items()
    ]
    return {
        "type": "object",
        "required": [key],
        "properties": {key: {"type": "string", "enum": list(branches)}},
        "allOf": chosen,
    }


def _by_state(branches: dict[str, Json]) -> Json:
    """A value, unless the object carries the name of a state that the field allows."""
    states = [state for state in STATES if state in branches]
    schema: Json = branches["value"]
    for state in reversed(states):
        test = {"type": "object", "required": [state]}
        schema = {"if": test, "then": branches[state], "else": schema}
    return {"x-states": states, **schema}


def json_schema(model: type[BaseModel], name: str) -> Json:
    """The schema of a record under its published address."""
    generated = model.model_json_schema(schema_generator=ContractSchema, mode="validation")
    for definition in (generated, *generated.get("$defs", {}).values()):
        definition.pop("title", None)
    return {"$schema": DIALECT, "$id": f"{BASE}{name}.schema.json", **generated}
