"""One regular file, read without following a link, waiting on a pipe or exceeding a limit."""

import os
import stat
from pathlib import Path

from lynxschema.finding import Fault


class RefusedError(Exception):
    """Why a file or its content cannot be used."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(faults[0].found)
        self.faults = faults


def refusal(code: str, found: str, expected: str, mend: str) -> RefusedError:
    """A refusal with one fault."""
    return RefusedError(Fault(found, expected, mend, code=code))


def read(path: Path, limit: int, missing: str, large: str) -> bytes:
    """Content of a regular file of at most `limit` bytes; raises RefusedError with the codes given."""
    try:
        # O_NOFOLLOW refuses a link; O_NONBLOCK keeps a named pipe from blocking the open.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _unreadable(path, missing, _why(path, error)) from None
    try:
        size = _size(path, handle, missing)
        content = b"" if size > limit else _content(handle, size, limit)
    finally:
        os.close(handle)
    if max(size, len(content)) > limit:
        found = f"{max(size, len(content)):,} bytes"
        raise refusal(large, found, f"at most {limit:,} bytes", "store no more than the figures need")
    return content


def _size(path: Path, handle: int, missing: str) -> int:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        raise _unreadable(path, missing, "not a regular file")
    return status.st_size


def _content(handle: int, size: int, limit: int) -> bytes:
    """What is read to the end, or one byte more than the limit."""
    content = os.read(handle, size + 1)
    while len(content) != size and len(content) <= limit and (more := os.read(handle, limit + 1 - len(content))):
        content += more  # it grew, or came in parts
    return content


def _unreadable(path: Path, code: str, found: str) -> RefusedError:
    return refusal(code, found, "a readable file", f"put {path.name} there as a plain file")


def _why(path: Path, error: OSError) -> str:
    if path.is_symlink():
        return "a symbolic link"
    return (error.strerror or "unreadable").lower()
