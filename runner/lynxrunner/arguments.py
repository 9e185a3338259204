"""Text of options -> values, or one sentence that says what is wrong with it."""

from math import isfinite

from lynxrunner.errors import RunError
from lynxrunner.names import require
from lynxschema.order_statistics import PERCENTILES


def names(text: str) -> list[str]:
    """The parts of a list separated by commas, each once; one empty name where there is none."""
    return list(dict.fromkeys(filter(None, (part.strip() for part in text.split(","))))) or [""]


def counts(name: str, text: str, most: int = 1_000_000) -> list[int]:
    """Whole numbers from 1 to `most`."""
    parts = names(text)
    wrong = next((part for part in parts if not (part.isdecimal() and 1 <= int(part) <= most)), None)
    if wrong is not None:
        raise RunError(f"--{name} {text}: {wrong!r} is no whole number of at least 1 and at most {most}")
    return [int(part) for part in parts]


def count(name: str, value: int | None, least: int, most: int, default: int) -> int:
    """A whole number that the command line has read already."""
    if value is not None and not least <= value <= most:
        raise RunError(f"--{name} {value}: give a whole number of at least {least} and at most {most}")
    return default if value is None else value


def amounts(name: str, text: str, unit: str, most: float) -> list[float]:
    """Numbers above 0 and up to `most`, in `unit`."""
    return [_amount(name, text, part, unit, most) for part in names(text)]


def percentile(text: str) -> str:
    """A percentile as the contract names it: p99.9 is p99_9."""
    return require("percentile", text.replace(".", "_"), PERCENTILES)


def _amount(name: str, text: str, part: str, unit: str, most: float) -> float:
    try:
        value = float(part)
    except ValueError:
        raise RunError(f"--{name} {text}: {part!r} is no number; give {unit} above 0") from None
    if not (isfinite(value) and 0 < value <= most):
        raise RunError(f"--{name} {text}: {part} is out of range; give {unit} above 0 and at most {most:g}")
    return value
