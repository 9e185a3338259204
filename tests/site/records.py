"""Records for the site's tests: generated from a contract example, labelled as such, never published."""

import copy
import json
from pathlib import Path
from typing import Any

Record = dict[str, Any]
EXAMPLE = Path(__file__).parents[1] / "examples" / "cpu-vision.json"


def record() -> Record:
    """A fresh copy of the CPU vision example."""
    loaded: Record = json.loads(EXAMPLE.read_bytes())
    return loaded


def changed(changes: dict[str, Any]) -> Record:
    """The example with members replaced, by JSON pointer."""
    made = record()
    for pointer, value in changes.items():
        put(made, pointer, copy.deepcopy(value))
    return made


def put(document: Record, pointer: str, value: Any) -> None:
    """Set the member that a JSON pointer leads to."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.strip("/").split("/")]
    place: Any = document
    for step in parts[:-1]:
        place = place[_key(place, step)]
    place[_key(place, parts[-1])] = value


def write(submissions: Path, slug: str, document: Record) -> Path:
    """Put a record under its submitter."""
    place = submissions / document["submitter"]["id"] / slug
    place.mkdir(parents=True)
    (place / "submission.json").write_text(json.dumps(document), encoding="utf-8")
    return place


def _key(place: Any, step: str) -> Any:
    return int(step) if isinstance(place, list) else step
