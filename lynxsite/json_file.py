"""A JSON object in a file of the site's cache; whatever cannot be read is an empty one, and made again."""

from pathlib import Path
from typing import Any

import orjson


def read(file: Path) -> dict[str, Any]:
    """The object, or an empty one."""
    try:
        found = orjson.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write(file: Path, content: dict[str, Any]) -> None:
    """Write it, with the directories above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(orjson.dumps(content))
