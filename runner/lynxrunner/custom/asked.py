"""What the command line says of a model of the user's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Custom:
    """The model, AXIS=N for its free axes, a file that describes it."""

    model: Path | None = None
    bind: Sequence[str] = ()
    describe: Path | None = None
