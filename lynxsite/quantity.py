"""A disclosed value with its unit, as text."""

from typing import Any, NamedTuple

from lynxschema.numeral import significant, whole

_DECIMAL = ((1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
_BINARY = ((2**40, "TiB"), (2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB"))
LONG = 9
"""Characters of a number that a person wrote; one with more was computed."""
_SCALED = {"bytes/s": "B/s", "operations/s": "OP/s", "operations": "OP"}


class Quantity(NamedTuple):
    """What is read, and the exact value where that was shortened."""

    text: str
    exact: str = ""


def quantity(value: Any, unit: str | None = None) -> Quantity:
    """A leaf's value as text: numbers with their unit, lists in one line, truth values as yes and no."""
    if isinstance(value, bool):
        return Quantity("yes" if value else "no")
    if isinstance(value, int | float):
        return _number(value, unit)
    if isinstance(value, list):
        return Quantity(", ".join(quantity(item, unit).text for item in value) or "none")
    if isinstance(value, dict):
        return Quantity(", ".join(f"{key} {quantity(item, unit).text}" for key, item in value.items()) or "none")
    return Quantity(str(value))


def _number(value: int | float, unit: str | None) -> Quantity:
    plain = whole(value) if isinstance(value, int) and value >= 10000 else f"{value:.12g}"
    if unit == "bytes" and value < 1024 and not float(value).is_integer():
        return Quantity(f"{significant(value)} bytes", f"{value:.12g} bytes")
    if unit == "bytes" and value >= 1024:
        return Quantity(_scaled(value, _BINARY), f"{whole(int(value))} bytes")
    if unit in _SCALED and value >= 1000:
        return Quantity(_scaled(value, _DECIMAL) + _SCALED[unit], f"{value:,.0f} {unit}")
    if isinstance(value, float) and len(plain) > LONG:
        return Quantity(_with(significant(value, 4), unit), _with(plain, unit))
    return Quantity(_with(plain, unit))


def _with(number: str, unit: str | None) -> str:
    return f"{number} {unit}" if unit else number


def _scaled(value: float, steps: tuple[tuple[float, str], ...]) -> str:
    size, name = next(step for step in steps if value >= step[0])
    return f"{whole(int(value / size)) if value % size == 0 else significant(value / size)} {name}"
