"""Edits of a synthetic submission: what a fixture says, done to the directory.

A fixture is an object: `why`; `edits` of the record, `files` of the directory; `seal` (default true) makes
hashes, sizes, executor id and directory name right again; `profile`; `also` names further codes that the defect
must carry; `build` passes arguments to the generator; `text` replaces the record's bytes.
"""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np

from lynxschema.digest import sha256
from lynxschema.leaves import executor_id
from lynxschema.slug import slug
from tests.synthetic import parquet

Record = dict[str, Any]
RECORD = "submission.json"


def apply(directory: Path, fixture: Record) -> Path:
    """Edits the submission in place; returns the directory, whose name the seal may have changed."""
    record = json.loads((directory / RECORD).read_text())
    for edit in fixture.get("edits", ()):
        change(record, edit)
    for edit in fixture.get("files", ()):
        _file(directory, edit)
    if fixture.get("seal", True):
        seal(directory, record, fixture)
    if fixture.get("text") is None:
        (directory / RECORD).write_text(json.dumps(record, indent=1) + "\n")
    else:
        (directory / RECORD).write_bytes((fixture["text"] * fixture.get("times", 1)).encode("latin-1"))
    for edit in fixture.get("last", ()):
        _file(directory, edit)
    named = directory.with_name(_name(record, directory) if fixture.get("seal", True) else directory.name)
    directory.rename(named)
    return named


def change(record: Any, edit: Record) -> None:
    """One of remove, set (to), scale (by), append (value), rename (to) at a pointer; `*` means every position."""
    verb = next(name for name in ("remove", "set", "scale", "append", "rename") if name in edit)
    for parent, key in _targets(record, edit[verb].split("/")[1:]):
        if verb == "remove":
            del parent[key]
        elif verb == "set":
            parent[key] = edit["to"]
        elif verb == "scale":
            parent[key] *= edit["by"]
        elif verb == "rename":
            parent[edit["to"]] = parent.pop(key)
        else:
            parent[key].append(edit["value"])


def seal(directory: Path, record: Record, fixture: Record) -> None:
    """Evidence entries and executor id as they are now; what cannot be computed any more stays."""
    for entry in record.get("evidence", ()):
        path = directory / entry["file"]
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            entry |= {"sha256": sha256(content), "bytes": len(content)}
            entry["rows"] = _rows(path, entry["rows"])
    if isinstance(record.get("executor"), dict):
        record["executor_id"] = executor_id(record["executor"])


def _targets(value: Any, steps: list[str]) -> list[tuple[Any, Any]]:
    step, rest = steps[0].replace("~1", "/").replace("~0", "~"), steps[1:]
    keys = range(len(value)) if step == "*" else [int(step) if isinstance(value, list) else step]
    if not rest:
        return [(value, key) for key in keys]
    return [target for key in keys for target in _targets(value[key], rest)]


def _rows(path: Path, before: int) -> int:
    try:
        return len(next(iter(parquet.read(path).values())))
    except Exception:
        return before


def _name(record: Record, directory: Path) -> str:
    try:
        return slug(record)
    except (KeyError, TypeError, IndexError):
        return directory.name


def _file(directory: Path, edit: Record) -> None:
    path = directory / edit["file"]
    verb = edit["do"]
    if verb == "delete":
        path.unlink()
    elif verb == "truncate":
        os.truncate(path, edit["to"])
    elif verb == "write":
        path.write_bytes(edit["text"].encode("latin-1"))
    elif verb == "link":
        path.unlink(missing_ok=True)
        path.symlink_to(edit["to"])
    elif verb == "directory":
        path.mkdir()
    elif verb == "zeros":
        parquet.write(path, {name: np.zeros(edit["rows"], dtype=np.int64) for name in parquet.read(path)})
    else:
        parquet.write(path, _columns(parquet.read(path), edit))


def _columns(columns: parquet.Columns, edit: Record) -> parquet.Columns:
    columns = {name: column.copy() for name, column in columns.items()}
    mask = np.ones(len(next(iter(columns.values()))), dtype=bool)
    for name, value in edit.get("where", {}).items():
        mask &= columns[name] == value
    verb = edit["do"]
    if verb == "drop_column":
        del columns[edit["column"]]
    elif verb == "add_column":
        columns[edit["column"]] = np.zeros(len(mask), dtype=np.int64)
    elif verb == "drop_rows":
        return {name: column[~mask] for name, column in columns.items()}
    elif verb == "repeat_rows":
        return {name: np.concatenate([column, column[mask]]) for name, column in columns.items()}
    elif verb == "reverse":
        return {name: column[::-1] for name, column in columns.items()}
    elif verb == "set":
        columns[edit["column"]][mask] = edit["to"]
    elif verb == "add":
        columns[edit["column"]][mask] += edit["by"]
    elif verb == "scale":
        columns[edit["column"]][mask] = (columns[edit["column"]][mask] * edit["by"]).astype(np.int64)
    return columns
