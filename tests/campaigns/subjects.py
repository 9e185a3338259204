"""Submissions that the campaigns edit: synthetic ones, the examples and those of the registry."""

import json
from pathlib import Path
from typing import Any

from lynxschema.slug import slug
from tests.examples import NAMES, example
from tests.synthetic.submission import write

COMMITTED = Path(__file__).parents[2] / "submissions"
MOST_COMMITTED = 4
SYNTHETIC: dict[str, dict[str, Any]] = {
    "every scenario": {}, "dynamic batches": {"scenarios": ("server",), "most": 4},
    "metered": {"scenarios": ("single_stream", "offline"), "metered": True},
    "tokens": {"scenarios": ("single_stream", "server"), "stream": "whole"},
}


def synthetic(parent: Path) -> list[Path]:
    """One of each kind; every rule accepts them."""
    return [write(_made(parent / name.replace(" ", "-")), **given) for name, given in SYNTHETIC.items()]


def examples(parent: Path) -> list[Path]:
    """The hand-written records, which have no evidence."""
    return [_written(parent / name, example(name)) for name in NAMES]


def committed() -> list[Path]:
    """A few submissions of the registry, as far apart in the order of their names as can be."""
    found = sorted(path.parent for path in COMMITTED.glob("*/*/submission.json"))
    return found[:: max(1, -(-len(found) // MOST_COMMITTED))]


def _written(parent: Path, record: dict[str, Any]) -> Path:
    directory = _made(parent / slug(record))
    (directory / "submission.json").write_text(json.dumps(record))
    return directory


def _made(directory: Path) -> Path:
    directory.mkdir(parents=True)
    return directory
