"""git, called by argument list: the only place where it is."""

import os
import subprocess
from pathlib import Path

LIMIT_S = 600


class GitError(Exception):
    """What git said, in one line."""


class Git:
    """git in one clone; `root` is the top of its working tree."""

    def __init__(self, directory: Path) -> None:
        self._at = directory
        self.root = Path(os.fsdecode(self("rev-parse", "--show-toplevel")).rstrip("\n"))
        self._at = self.root

    def __call__(self, *arguments: str, given: bytes | None = None) -> bytes:
        """Standard output. Raises GitError where git fails, or where there is none."""
        # Messages in English, whatever the locale: one of them is looked at.
        environment = os.environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
        command = ["git", "-C", str(self._at), *arguments]
        try:
            done = subprocess.run(command, input=given, capture_output=True, env=environment, timeout=LIMIT_S)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise GitError(f"git could not be run: {error}") from None
        if done.returncode:
            raise GitError(_said(done.stderr) or f"git {arguments[0]} ended with status {done.returncode}")
        return done.stdout

    def succeeds(self, *arguments: str) -> bool:
        """Whether git ends with status 0."""
        try:
            self(*arguments)
        except GitError:
            return False
        return True

    def commit(self, ref: str) -> str:
        """The commit that a revision names. Raises GitError where it names none."""
        try:
            return self("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").decode().strip()
        except GitError:
            raise GitError(f"{ref!r} names no commit here; fetch it first") from None

    def names(self, *arguments: str) -> list[str]:
        """NUL-terminated fields of the output."""
        return os.fsdecode(self(*arguments)).split("\0")[:-1]


def _said(stderr: bytes) -> str:
    lines = stderr.decode(errors="replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ").removeprefix("error: ") if lines else ""
