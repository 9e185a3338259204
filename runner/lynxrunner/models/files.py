"""The files of an ONNX model: its own, and those beside it that hold its weights."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from lynxrunner.errors import RunError


class State(NamedTuple):
    """What tells two states of a file apart without reading it: path, bytes, time of change [ns]."""

    path: str
    size: int
    changed_ns: int


def files(model: Path) -> list[Path]:
    """The model first, then what it refers to. Raises RunError where that is missing or lies elsewhere."""
    from lynxrunner.onnx_model import OnnxModel

    if model.suffix != ".onnx":
        return [model]
    named = dict.fromkeys(map(_location, filter(_external, OnnxModel.read(model).proto.graph.initializer)))
    return [model, *(_beside(model, name) for name in named)]


def digest(model: Path) -> str:
    """sha256 of a model's only file; of several, that of the lines `sha256  name` sorted by name."""
    return _digest(tuple(map(state, files(model))))


def size(model: Path) -> int:
    """Bytes of all files."""
    return sum(path.stat().st_size for path in files(model))


def state(path: Path) -> State:
    """Of one file. Raises OSError where it is missing."""
    found = path.stat()
    return State(str(path), found.st_size, found.st_mtime_ns)


def combined(hashes: Iterable[tuple[str, str]]) -> str:
    """From names and hashes of several files."""
    lines = "".join(f"{value}  {name}\n" for name, value in sorted(hashes))
    return hashlib.sha256(lines.encode()).hexdigest()


@lru_cache(maxsize=64)
def _digest(states: tuple[State, ...]) -> str:
    found = [(Path(each.path).name, _sha256(Path(each.path))) for each in states]
    return found[0][1] if len(found) == 1 else combined(found)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _external(tensor: Any) -> bool:
    return bool(tensor.data_location == tensor.EXTERNAL)


def _location(tensor: Any) -> str:
    return next((str(each.value) for each in tensor.external_data if each.key == "location"), "")


def _beside(model: Path, name: str) -> Path:
    """Only files of the model's own directory: a path out of it could read anything."""
    path = model.parent / name
    if not name or Path(name).is_absolute() or not path.resolve().is_relative_to(model.parent.resolve()):
        raise RunError(f"{model.name}: its weights are said to lie at {name!r}; they must lie beside the model")
    if not path.is_file():
        raise RunError(f"{model.name}: the file {name} with its weights is missing; put it beside the model")
    return path
