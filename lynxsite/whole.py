"""The whole record of a submission, read from its file."""

from pathlib import Path
from typing import Any

from lynxsite.verdict import opened, read


def whole(directory: Path) -> dict[str, Any]:
    """The record of a directory. Raises ValueError with a sentence where it cannot be read any more."""
    return read(opened(directory))
