"""What a session has measured so far: one file per trial, there whole or not at all.

    drafts/.journal/<session>/session.json      what is measured, by which command, on which machine
    drafts/.journal/<session>/<trial>.npz       rows and result of a finished trial

A run that ends early leaves its journal; one that goes on finds its trials there; one that publishes removes it.
"""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile

import numpy as np

from lynxrunner.assemble.operating_point import Trial
from lynxrunner.errors import HaltError, RunError
from lynxrunner.state import Record

ROOT = Path("drafts", ".journal")
HEAD, PARTIAL, RESULT, CHUNKS = "session.json", ".partial", "result", "chunks."


@dataclass(frozen=True)
class Journal:
    """The journal of one session in its directory, which appears with the first trial."""

    home: Path
    head: Record

    @property
    def session(self) -> str:
        """Id of the session."""
        return self.home.name

    @property
    def finished(self) -> int:
        """Trials kept so far."""
        return len(list(self.home.glob("*.npz")))

    def kept(self, name: str) -> Trial | None:
        """The named trial; None where it is not there whole."""
        try:
            with np.load(self.home / f"{name}.npz", allow_pickle=False) as found:
                rows = {key: found[key] for key in found.files if key != RESULT and not key.startswith(CHUNKS)}
                chunks = {key.removeprefix(CHUNKS): found[key] for key in found.files if key.startswith(CHUNKS)}
                return Trial(json.loads(found[RESULT].tobytes()), rows, chunks)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None

    def keep(self, name: str, trial: Trial) -> None:
        """Write a trial down. Raises HaltError where the disk is full."""
        result = np.frombuffer(json.dumps(trial.result).encode(), dtype=np.uint8)
        try:
            if not (self.home / HEAD).is_file():
                self.home.mkdir(parents=True, exist_ok=True)
                whole(self.home / HEAD, lambda file: file.write(json.dumps(self.head, indent=2).encode()))
            columns = {**trial.rows, **{CHUNKS + key: each for key, each in trial.chunks.items()}, RESULT: result}
            whole(self.home / f"{name}.npz", lambda file: np.savez(file, **columns))  # type: ignore[arg-type]
        except OSError as error:
            raise HaltError(f"{self.home}: cannot be written to ({error.strerror})") from None

    def close(self) -> None:
        """Remove the journal: its session is published, or has nothing worth going on from."""
        shutil.rmtree(self.home, ignore_errors=True)
        for empty in (self.home.parent, self.home.parent.parent):
            if empty.is_dir() and not any(empty.iterdir()):
                empty.rmdir()


def find(session: str, root: Path = ROOT) -> Journal:
    """The journal of a session, the latest where the name is empty. Raises RunError where there is none."""
    heads = sorted(root.glob(f"*/{HEAD}"), key=lambda path: path.stat().st_mtime)
    named = [path for path in heads if not session or path.parent.name == session]
    if not named:
        known = ", ".join(path.parent.name for path in heads)
        rather = f"there are: {known}" if known else "no interrupted run is kept there"
        raise RunError(f"--resume {session}".rstrip() + f": not found in {root}; {rather}")
    try:
        return Journal(named[-1].parent, json.loads(named[-1].read_bytes()))
    except (OSError, ValueError):
        raise RunError(f"{named[-1]}: cannot be read; remove {named[-1].parent} and measure anew") from None


def whole(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write a file so that it is there whole or not at all, whatever ends the process or the machine."""
    partial = path.with_name(f"{path.name}{PARTIAL}")
    with partial.open("wb") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
