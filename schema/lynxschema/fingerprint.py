"""The state of a submission's files: a quick key of their facts, and a sha256 over their content."""

import os
from pathlib import Path
from time import time_ns

from lynxschema.digest import sha256

MOST_BYTES = 2**28
SETTLED_NS = 2_000_000_000
"""The coarsest clock of a file system in use, FAT's: what is older would bear another time after another edit."""
Files = list[tuple[str, os.stat_result]]


def quick(directory: Path) -> str:
    """Name, size, times of change, inode and mode of each file; empty where the directory holds anything else."""
    return _key(_files(directory))


def resting(directory: Path) -> str:
    """The same where each file has been as it is for some seconds, so that the next edit shows; empty elsewhere."""
    files = _files(directory)
    latest = max((status.st_ctime_ns for _, status in files), default=0)
    return _key(files) if latest < time_ns() - SETTLED_NS else ""


def _key(files: Files) -> str:
    told = [(name, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino, s.st_mode) for name, s in files]
    return repr(told) if told else ""


def _files(directory: Path) -> Files:
    try:
        with os.scandir(directory) as entries:
            found = sorted((entry.name, entry.stat(follow_symlinks=False)) for entry in entries)
    except OSError:
        return []
    plain = all(status.st_mode & 0o170000 == 0o100000 for _, status in found)
    return found if plain and sum(status.st_size for _, status in found) <= MOST_BYTES else []


def content(directory: Path) -> str:
    """sha256 over the names, modes and contents of the files of a directory that holds nothing else."""
    files = sorted(directory.iterdir())
    parts = [(path.name, path.stat().st_mode, sha256(path.read_bytes())) for path in files]
    return sha256(repr(parts).encode(errors="surrogateescape"))
