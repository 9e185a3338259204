"""A session's directories: they appear whole or not at all."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from lynxrunner.errors import RunError
from lynxrunner.fit import require_fit
from lynxrunner.parquet import write
from lynxrunner.state import Record
from lynxschema.samples import Column
from lynxschema.slug import slug

Evidence = Mapping[str, Mapping[str, Column]]
"""Columns by kind of evidence."""


@contextmanager
def writable(out: Path) -> Iterator[None]:
    """Make the directory and try it; afterwards what was made and has stayed empty is gone.

    Raises RunError where nothing can be written there.
    """
    missing = [each for each in (out, *out.parents) if not each.exists()]
    try:
        _require_writable(out)
        yield
    finally:
        for each in missing:
            with suppress(OSError):  # it holds something now, or was never made
                each.rmdir()


def _require_writable(out: Path) -> None:
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


def publish(found: Sequence[tuple[Record, Evidence]], out: Path) -> list[Path]:
    """Write and validate all submissions of a session beside their places, then rename them, all or none.

    A draft replaces an older one of its name. Raises RunError where the disk is full or a record does not fit
    the contract; nothing is left then.
    """
    stage = out / f".partial-{os.getpid()}"
    try:
        stage.mkdir()
        for record, evidence in found:
            _fill(stage / slug(record), record, evidence)
        return [_place(stage, target(record, out)) for record, _ in found]
    except OSError as error:
        raise RunError(f"{out}: cannot be written to ({error.strerror}); nothing was published") from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _fill(directory: Path, record: Record, evidence: Evidence) -> None:
    from lynxschema.records.submission import Submission

    directory.mkdir()
    files = [write(directory / f"{kind}.parquet", kind, columns) for kind, columns in evidence.items()]
    complete = {**record, "evidence": files}
    require_fit(Submission, complete, "the record")
    text = json.dumps(complete, indent=2, ensure_ascii=False, allow_nan=False)
    (directory / "submission.json").write_text(f"{text}\n", encoding="utf-8")


def _place(stage: Path, path: Path) -> Path:
    if path.exists():
        path.rename(stage / f"older-{path.name}")
    return (stage / path.name).rename(path)
