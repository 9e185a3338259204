"""The commit of the harness, where it runs from a checkout of its own repository."""

import subprocess
from functools import cache
from pathlib import Path

from lynxrunner.state import Record, not_applicable

PACKAGE = Path(__file__).resolve().parent


@cache
def commit() -> Record | str:
    """Short commit, `+changes` behind it where tracked files of the programs differ from it."""
    top = _git("rev-parse", "--show-toplevel")
    if top is None or Path(top, "runner", "lynxrunner").resolve() != PACKAGE:
        return not_applicable("installed from a package, not from a checkout")
    found = _git("rev-parse", "--short=12", "HEAD")
    if found is None:
        return not_applicable("a checkout without a commit")
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ":/runner", ":/schema")
    return f"{found}+changes" if changed else found


def _git(*arguments: str) -> str | None:
    command = ["git", "-C", str(PACKAGE), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
