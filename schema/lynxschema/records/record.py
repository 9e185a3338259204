"""The base of every record: closed, strict, finite, and never null."""

from typing import Annotated, Any, ClassVar, TypeVar

import jsonschema_rs
from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

T = TypeVar("T")
Conditional = dict[str, Any]


def _refuse_null(value: Any) -> Any:
    if value is None:
        raise ValueError("null is no disclosure: leave the member out, or state why there is no value")
    return value


Maybe = Annotated[T | None, BeforeValidator(_refuse_null)]
"""A member that may be absent. Null stays refused: absent is None in Python and nothing in JSON."""


class Record(BaseModel):
    """A closed JSON object. `conditionals` are if/then schemas that hold for it, in the published schema too."""

    model_config = ConfigDict(
        strict=True, extra="forbid", allow_inf_nan=False, frozen=True, regex_engine="python-re",
        protected_namespaces=(),
    )

    conditionals: ClassVar[tuple[Conditional, ...]] = ()

    @model_validator(mode="after")
    def _conditionals_hold(self) -> "Record":
        document = self.document() if self.conditionals else {}
        for conditional in self.conditionals:
            if not jsonschema_rs.is_valid(conditional, document):
                raise ValueError(str(conditional["$comment"]))
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        schema: dict[str, Any] = handler(core)
        if cls.conditionals:
            handler.resolve_ref_schema(schema)["allOf"] = list(cls.conditionals)
        return schema

    def document(self) -> dict[str, Any]:
        """The record as plain JSON data, absent members left out."""
        return self.model_dump(mode="json", exclude_none=True)


def when(condition: Conditional, then: Conditional, comment: str) -> Conditional:
    """An if/then schema; `comment` is the sentence shown when it does not hold."""
    return {"$comment": comment, "if": condition, "then": then}
