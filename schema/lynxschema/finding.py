"""What is wrong, where, and how to mend it."""

import json
from typing import Any, Literal, NamedTuple

Severity = Literal["error", "warning"]
PAGES = "https://lynxbench.org/rules/"
SHOWN = 80


class Fault(NamedTuple):
    """What a rule or the reader sees. `code` is empty in a rule's own faults: they carry the rule's code."""

    found: str
    expected: str
    mend: str
    pointer: str = ""
    file: str = ""
    """Name of the file inside the submission; empty for the record itself."""
    code: str = ""
    severity: Severity | None = None
    line: int = 0
    column: int = 0


class Finding(NamedTuple):
    """A fault with its code, severity, file, position and page. Line and column count from 1; 0 is unknown."""

    code: str
    name: str
    severity: Severity
    file: str
    line: int
    column: int
    pointer: str
    found: str
    expected: str
    mend: str
    page: str

    def document(self) -> dict[str, Any]:
        """The finding as plain JSON data."""
        return self._asdict()


def page(code: str) -> str:
    """Address of a rule's page."""
    return f"{PAGES}{code}/"


def shown(value: Any) -> str:
    """A value of a submission as short JSON text: what is quoted never exceeds 80 characters."""
    if isinstance(value, dict | list):
        value = _outline(value)
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else f"{text[:SHOWN - 3]}..."


def _outline(value: Any) -> Any:
    """The first members of a container, so that quoting a large one costs nothing."""
    if isinstance(value, dict):
        return {key[:SHOWN]: _leaf(item) for key, item in list(value.items())[:4]}
    return [_leaf(item) for item in value[:4]]


def _leaf(value: Any) -> Any:
    if isinstance(value, dict | list):
        return {} if isinstance(value, dict) else []
    return value[:SHOWN] if isinstance(value, str) else value
