"""Scalars of the contract: bounded, finite, and spelt so that every validator agrees on them."""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic import StringConstraints as Pattern

LARGEST = 2**53 - 1


def _integral(value: Any) -> Any:
    """JSON has one number type: 1.0 is the integer 1, as JSON Schema says."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


_Integer = BeforeValidator(_integral)

Count = Annotated[int, Field(ge=0, le=LARGEST), _Integer]
Positive = Annotated[int, Field(ge=1, le=LARGEST), _Integer]
Integer = Annotated[int, Field(ge=-LARGEST, le=LARGEST), _Integer]
Number = Annotated[float, Field(ge=-1e300, le=1e300)]
NonNegative = Annotated[float, Field(ge=0, le=1e300)]
Above0 = Annotated[float, Field(gt=0, le=1e300)]
Share = Annotated[float, Field(ge=0, le=1)]

Text = Annotated[str, Pattern(min_length=1, max_length=300)]
Prose = Annotated[str, Pattern(min_length=1, max_length=2000)]
Command = Annotated[str, Pattern(min_length=1, max_length=1000)]
Version = Annotated[str, Pattern(min_length=1, max_length=120)]
Id = Annotated[str, Pattern(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$")]
Login = Annotated[str, Pattern(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,38}$")]
Spdx = Annotated[str, Pattern(pattern=r"^[A-Za-z0-9][A-Za-z0-9.+-]{0,63}$")]
_NAME = r"^[A-Za-z0-9_][A-Za-z0-9_.:/() +-]{0,119}$"
Name = Annotated[str, Pattern(pattern=_NAME)]
Pointer = Annotated[str, Pattern(pattern=r"^(/[A-Za-z0-9_~.:-]{1,80}){1,12}$")]
FileName = Annotated[str, Pattern(pattern=r"^[a-z][a-z0-9_-]{0,40}\.(parquet|json)$")]
Sha256 = Annotated[str, Pattern(pattern=r"^[0-9a-f]{64}$")]
Session = Annotated[str, Pattern(pattern=r"^[0-9a-f]{16,64}$")]
_DATE = r"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
Timestamp = Annotated[str, Pattern(pattern=f"^{_DATE}T{_CLOCK}Z$")]
Contract = Annotated[str, Pattern(pattern=r"^1\.(0|[1-9][0-9]{0,2})$")]

_OPTION: dict[str, Any] = {
    "type": ["boolean", "number", "string"],
    "minLength": 1, "maxLength": 300, "minimum": -1e300, "maximum": 1e300,
}
_Option = bool | Integer | Number | Text
OptionValue = Annotated[
    _Option | Annotated[list[_Option], Field(max_length=64)],
    WithJsonSchema(_OPTION | {"type": [*_OPTION["type"], "array"], "items": _OPTION, "maxItems": 64}),
]
Axis = Annotated[
    Positive | Name,
    WithJsonSchema({"type": ["integer", "string"], "minimum": 1, "maximum": LARGEST, "pattern": _NAME}),
]
Options = Annotated[dict[Name, OptionValue], Field(max_length=200)]

Dtype = Literal[
    "fp64", "fp32", "tf32", "bf16", "fp16", "fp8_e4m3fn", "fp8_e4m3fnuz", "fp8_e5m2", "fp8_e5m2fnuz", "fp8_e8m0fnu",
    "fp6_e2m3", "fp6_e3m2", "fp4_e2m1", "nf4", "int64", "int32", "int16", "int8", "int4", "int3", "int2", "int1",
    "uint16", "uint8", "uint4", "uint3", "uint2", "uint1", "bool", "ternary",
]
FULL_FLOATS = ("fp64", "fp32", "tf32", "bf16", "fp16")
"""Floats of 16 bits or more: executors that use only these need disclose no quantization."""

T = TypeVar("T")
Few = Annotated[list[T], Field(max_length=64)]
Some = Annotated[list[T], Field(min_length=1, max_length=64)]
Many = Annotated[list[T], Field(max_length=20000)]
