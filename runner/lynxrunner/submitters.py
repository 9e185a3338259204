"""Who submits: an id below submissions/, a file, or nobody yet."""

import json
from pathlib import Path

from lynxrunner.errors import RunError, first_line
from lynxrunner.fit import require_fit
from lynxrunner.state import Record

LOCAL: Record = {
    "id": "local", "organisation": "Unpublished local run", "logins": ["local"], "relation": "independent",
}
"""Where none is named; no registry accepts it."""


def submitter(name: str | None) -> Record:
    """The record of a submitter. Raises RunError where its file is missing or does not fit the contract."""
    from lynxschema.records.submitter import Submitter

    if name is None:
        return dict(LOCAL)
    path = Path(name) if name.endswith(".json") else Path("submissions", name, "submitter.json")
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RunError(f"--submitter {name}: {path}: {error.strerror}; write that file first") from None
    except ValueError as error:
        raise RunError(f"--submitter {name}: {path} is no JSON ({first_line(error)})") from None
    require_fit(Submitter, found, path.name)
    return dict(found)
