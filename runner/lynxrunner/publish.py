"""A submission's directory: it appears whole or not at all."""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from lynxschema.samples import Column
from lynxschema.slug import slug

from lynxrunner.errors import RunError
from lynxrunner.parquet import write
from lynxrunner.state import Record

Evidence = Mapping[str, Mapping[str, Column]]
"""Columns by kind of evidence."""


def require_writable(out: Path) -> None:
    """Make the directory and try it. Raises RunError where nothing can be written there."""
    probe = out / f".probe-{os.getpid()}"
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe.mkdir()
        probe.rmdir()
    except OSError as error:
        raise RunError(f"{out}: cannot be written to ({error.strerror}); give another directory with --out") from None


def target(record: Record, out: Path) -> Path:
    """The directory that a record would get. Raises RunError where a result, which is no draft, has it already."""
    path = out / slug(record)
    if path.exists() and record["provenance"]["profile"] != "draft":
        raise RunError(f"{path}: exists already; a result is never overwritten. Run again in a minute")
    return path


def publish(record: Record, evidence: Evidence, out: Path) -> Path:
    """Write, validate, and rename into place; a draft replaces an older one of its name.

    Raises RunError where the disk is full or the record does not fit the contract; nothing is left then.
    """
    path = target(record, out)
    partial = out / f".{path.name}.partial-{os.getpid()}"
    try:
        partial.mkdir()
        _fill(partial, record, evidence)
        if path.exists():
            shutil.rmtree(path)
        partial.rename(path)
    except OSError as error:
        raise RunError(f"{path}: cannot be written ({error.strerror}); nothing was kept") from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return path


def _fill(partial: Path, record: Record, evidence: Evidence) -> None:
    files = [write(partial / f"{kind}.parquet", kind, columns) for kind, columns in evidence.items()]
    complete = {**record, "evidence": files}
    require_valid(complete)
    text = json.dumps(complete, indent=2, ensure_ascii=False, allow_nan=False)
    (partial / "submission.json").write_text(f"{text}\n", encoding="utf-8")


def require_valid(record: Record) -> None:
    """Raises RunError with the first member that does not fit the contract."""
    from lynxschema.records.submission import Submission
    from pydantic import ValidationError

    try:
        Submission.model_validate(record)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        pointer = "/".join(map(str, ("", *first["loc"])))
        raise RunError(f"the record does not fit the contract at {pointer}: {first['msg'].splitlines()[0]}") from None
