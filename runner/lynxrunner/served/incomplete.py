"""A record that lacks what nobody disclosed: kept as a draft, to be looked at, and no result."""

import json
import shutil
from pathlib import Path

from lynxrunner.errors import RunError
from lynxrunner.parquet import write
from lynxrunner.publish import Evidence
from lynxrunner.state import Record
from lynxschema.slug import slug

UNDISCLOSED = "undisclosed"


def publish_incomplete(record: Record, evidence: Evidence, out: Path) -> Path:
    """Write it and its evidence below `out`. Raises RunError where the disk is full."""
    directory = out / slug(_named(record))
    try:
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir()
        files = [write(directory / f"{kind}.parquet", kind, columns) for kind, columns in evidence.items()]
        text = json.dumps({**record, "evidence": files}, indent=2, ensure_ascii=False, allow_nan=False)
        (directory / "submission.json").write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        shutil.rmtree(directory, ignore_errors=True)
        raise RunError(f"{out}: cannot be written to ({error.strerror}); nothing was published") from None
    return directory


def _named(record: Record) -> Record:
    """As much of the record as its name needs."""
    executor = record["executor"]
    devices = executor.get("hardware", {}).get("devices") or [{}]
    runtime = {"id": UNDISCLOSED, "version": UNDISCLOSED, **executor["runtime"]}
    recipe = executor["precision"].get("recipe", UNDISCLOSED)
    named = {"hardware": {"devices": [{"id": UNDISCLOSED, **devices[0]}]}, "runtime": runtime,
             "precision": {"recipe": recipe}}
    return {**record, "executor": named}
