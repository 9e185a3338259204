"""One measurement at a time: two on one machine would measure each other."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from lynxrunner.errors import RunError

NAME = "lynx-run.lock"


@contextmanager
def alone() -> Iterator[None]:
    """Hold the machine's lock, a file in the directory for temporary files. Raises RunError where another run has it.

    The lock goes with the process, however that ends; the file stays and means nothing.
    """
    descriptor = _open(Path(tempfile.gettempdir(), NAME))
    try:
        _take(descriptor)
        yield
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except PermissionError:
        # The file of another user: reading it is enough to lock it.
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)


def _take(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
        who = f" (process {holder})" if holder.isdecimal() else ""
        raise RunError(
            f"another lynx run{who} is measuring on this machine, and the two would disturb each other; "
            "wait until it has ended"
        ) from None
    with suppress(OSError):  # another user's file: the lock holds all the same, only its holder is not named
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
