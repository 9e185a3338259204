"""Whether a submission may be shown, and with which warnings."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs
import orjson

from lynxschema.contract import schema
from lynxschema.finding import Finding
from lynxschema.load.file import RefusedError
from lynxschema.load.file import read as plain_file
from lynxschema.load.submission import MOST_RECORD_BYTES
from lynxschema.tree import RECORD

Record = dict[str, Any]


class Verdict(NamedTuple):
    """Faults keep a submission off the site; warnings are shown with it."""

    faults: tuple[str, ...]
    warnings: tuple[str, ...] = ()


Judge = Callable[[Sequence[Path]], Iterator[Verdict | None]]
"""Verdicts of submissions' directories, in order; None where the record is to be held against the schema alone."""


def by_schema(places: Sequence[Path]) -> Iterator[None]:
    """Against the published schema alone, by whoever reads the record: no evidence is opened."""
    return (None for _ in places)


def by_rules(places: Sequence[Path]) -> Iterator[Verdict]:
    """Against every rule of the checker, evidence included; verdicts that `lynx check` keeps are believed."""
    from lynxschema.basis import version
    from lynxschema.cache import Cache, default
    from lynxschema.crew import cached
    from lynxschema.terms import Terms
    from lynxschema.tree import Location

    terms = Terms()
    found = [Location.of(_near(place)) for place in places]
    with closing(Cache(default(), version(*terms))) as kept:
        for place, verdict in zip(places, cached(terms, found, len(os.sched_getaffinity(0)), kept), strict=True):
            yield _verdict(verdict.findings) if verdict.accepted else _as_draft(place, verdict.findings)


def of_schema(record: Record) -> Verdict:
    """One record against the published schema."""
    errors = _validator().iter_errors(record)
    return Verdict(tuple(f"{_pointer(error)}: {_brief(error.message)}" for error in errors))


def read(content: bytes) -> Record:
    """The record that a submission.json holds. Raises ValueError with a sentence where there is none."""
    try:
        record = orjson.loads(content)
    except ValueError as wrong:
        raise ValueError(f"submission.json cannot be read: {wrong}") from None
    if not isinstance(record, dict):
        raise ValueError("submission.json holds no JSON object")
    return record


def opened(directory: Path) -> bytes:
    """The bytes of a directory's submission.json. Raises ValueError with a sentence where they cannot be read."""
    try:
        return plain_file(directory / RECORD, MOST_RECORD_BYTES, missing="LX001", large="LX002")
    except RefusedError as refused:
        raise ValueError(f"{RECORD}: {refused}") from None


def _near(place: Path) -> Path:
    """As `lynx check` names it below the working directory, so that both know it by one name."""
    return place.relative_to(Path.cwd()) if place.is_relative_to(Path.cwd()) else place


def _as_draft(place: Path, findings: Sequence[Finding]) -> Verdict:
    """A draft is rejected as a result and judged as what it says it is."""
    from lynxschema.check import check_submission

    return _verdict(check_submission(place, "draft") if _is_draft(place) else findings)


def _is_draft(place: Path) -> bool:
    try:
        provenance = read(opened(place)).get("provenance")
    except ValueError:
        return False
    return isinstance(provenance, dict) and provenance.get("profile") == "draft"


def _verdict(findings: Sequence[Finding]) -> Verdict:
    told = [(str(finding.severity), _told(finding)) for finding in findings]
    return Verdict(
        tuple(text for severity, text in told if severity == "error"),
        tuple(text for severity, text in told if severity != "error"),
    )


@cache
def _validator() -> Any:
    return jsonschema_rs.validator_for(schema("submission"))


def _told(finding: Finding) -> str:
    return f"{finding.code} {finding.pointer}: {_brief(str(finding.found))}"


def _pointer(error: Any) -> str:
    return "/" + "/".join(map(str, error.instance_path))


def _brief(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157]}..."
