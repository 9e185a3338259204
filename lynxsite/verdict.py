"""Whether a submission may be shown, and with which warnings."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs

from lynxschema.contract import schema


class Verdict(NamedTuple):
    """Faults keep a submission off the site; warnings are shown with it."""

    faults: tuple[str, ...]
    warnings: tuple[str, ...] = ()


Judge = Callable[[Path, dict[str, Any]], Verdict]


def by_schema(directory: Path, record: dict[str, Any]) -> Verdict:
    """Against the published schema alone: no evidence is opened."""
    errors = _validator().iter_errors(record)
    return Verdict(tuple(f"{_pointer(error)}: {_brief(error.message)}" for error in errors))


def by_rules(directory: Path, record: dict[str, Any]) -> Verdict:
    """Against every rule of the checker, evidence included."""
    from lynxschema.check import check_submission

    profile = "draft" if _is_draft(record) else "registry"
    findings = [(str(finding.severity), _told(finding)) for finding in check_submission(directory, profile)]
    return Verdict(
        tuple(text for severity, text in findings if severity == "error"),
        tuple(text for severity, text in findings if severity != "error"),
    )


def read(directory: Path) -> dict[str, Any]:
    """The record of a directory. Raises ValueError with a sentence where there is none."""
    try:
        record = json.loads((directory / "submission.json").read_bytes())
    except FileNotFoundError:
        raise ValueError("it has no submission.json") from None
    except (OSError, ValueError, RecursionError) as wrong:
        raise ValueError(f"submission.json cannot be read: {wrong}") from None
    if not isinstance(record, dict):
        raise ValueError("submission.json holds no JSON object")
    return record


@cache
def _validator() -> Any:
    return jsonschema_rs.validator_for(schema("submission"))


def _is_draft(record: dict[str, Any]) -> bool:
    provenance = record.get("provenance")
    return isinstance(provenance, dict) and provenance.get("profile") == "draft"


def _told(finding: Any) -> str:
    return f"{finding.code} {finding.pointer}: {_brief(str(finding.found))}"


def _pointer(error: Any) -> str:
    return "/" + "/".join(map(str, error.instance_path))


def _brief(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157]}..."
