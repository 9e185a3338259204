"""Who submits: an id below submissions/, a file, or nobody yet."""

import json
from pathlib import Path

from lynxrunner.errors import RunError, first_line
from lynxrunner.state import Record

LOCAL: Record = {
    "id": "local", "organisation": "Unpublished local run", "logins": ["local"], "relation": "independent",
}
"""Where none is named; no registry accepts it."""


def submitter(name: str | None) -> Record:
    """The record of a submitter. Raises RunError where its file is missing or does not fit the contract."""
    if name is None:
        return dict(LOCAL)
    path = Path(name) if name.endswith(".json") else Path("submissions", name, "submitter.json")
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RunError(f"--submitter {name}: {path}: {error.strerror}; write that file first") from None
    except ValueError as error:
        raise RunError(f"--submitter {name}: {path} is no JSON ({first_line(error)})") from None
    return _valid(found, path)


def _valid(found: object, path: Path) -> Record:
    from lynxschema.records.submitter import Submitter
    from pydantic import ValidationError

    try:
        return Submitter.model_validate(found).document()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise RunError(f"{path}: {'/'.join(map(str, first['loc'])) or 'the document'}: {first['msg']}") from None
