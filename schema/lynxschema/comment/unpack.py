"""Artifact of another workflow -> the report in it: hostile bytes, read under limits and never written to disk."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

MOST_PACKED = 4 * 2**20
MOST_BYTES = 16 * 2**20
REPORT, METADATA = "report.json", "metadata.json"


class UnreadableError(Exception):
    """Why there is no report."""


def artifact(path: Path) -> tuple[Any, Any]:
    """Report and metadata of a zip file; raises UnreadableError, whatever the bytes are."""
    try:
        with zipfile.ZipFile(BytesIO(_bytes(path, MOST_PACKED))) as archive:
            return json.loads(_member(archive, REPORT)), json.loads(_member(archive, METADATA))
    except UnreadableError:
        raise
    except Exception as error:  # zip, zlib and json raise a dozen kinds, RecursionError among them
        raise UnreadableError(type(error).__name__) from None


def report(path: Path) -> Any:
    """Report of a plain file; raises UnreadableError, whatever the bytes are."""
    try:
        return json.loads(_bytes(path, MOST_BYTES))
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableError(type(error).__name__) from None


def _bytes(path: Path, most: int) -> bytes:
    with path.open("rb") as stream:
        return _limited(stream.read(most + 1), most)


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        return _limited(stream.read(MOST_BYTES + 1), MOST_BYTES)


def _limited(content: bytes, most: int) -> bytes:
    if len(content) > most:
        raise UnreadableError(f"more than {most:,} bytes")
    return content
