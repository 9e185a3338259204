"""A recipe that changes a model, from the runner's side: a fresh process and what it made."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from lynxrunner.child import ask
from lynxrunner.runtimes.protocol import Source
from lynxrunner.state import Record

LIMIT_S = 12 * 3600
"""A converter's time grows with the model: only one that hangs is ended."""


def converted(source: Source, recipe: str, workspace: Path) -> tuple[Path, Record, tuple[Record, ...]]:
    """Artefact, `precision` and `quantization` as a recipe's `apply` gives them; only the artefact is left behind.

    Raises RunError where the process cannot convert, OSError where the workspace cannot be written.
    """
    with TemporaryDirectory(prefix="conversion-", dir=workspace) as scratch:
        spec = {"model": str(source.model.resolve()), "recipe": recipe, "isa": source.isa,
                "dataset": source.calibration.dataset, "items": _stored(source, Path(scratch))}
        found = ask("lynxrunner.convert", spec, Path(scratch), "the conversion", LIMIT_S)
        made = Path(found["artefact"])
        return made.rename(workspace / made.name), found["precision"], tuple(found["quantization"])


def _stored(source: Source, scratch: Path) -> dict[str, str]:
    """A file for each input's items, which can be mapped."""
    paths = {name: str(scratch / f"items-{number}.npy") for number, name in enumerate(source.calibration.inputs)}
    for name, path in paths.items():
        np.save(path, source.calibration.inputs[name])
    return paths
