"""Built graphs, kept below the user's cache directory: written once, checked at every use.

At every use the sizes and times of change of the files are held against those of the moment when they were written and
hashed. Where they differ the files are hashed again, and built again where they are not what they were. What is run is
hashed in full once more, when its record is made.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from lynxrunner.errors import RunError
from lynxrunner.models.files import digest, files, state
from lynxrunner.models.room import megabytes, require_room

if TYPE_CHECKING:
    from lynxrunner.graphs.builder import Builder

STAMP = "stamp.json"
MODEL = "model.onnx"


def home() -> Path:
    """$XDG_CACHE_HOME/lynxbench/models, by default below ~/.cache."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache") / "lynxbench" / "models"


def cached(name: str, sha256: str, graph: "Callable[[], Builder]") -> Path:
    """Path of the model with this hash, built where it is not there.

    Raises RunError where the disk is full or the graph that is built has another hash.
    """
    place = home() / f"{name}-{sha256[:16]}"
    if _current(place, sha256):
        return place / MODEL
    if place.exists():
        if _restamped(place, sha256):
            return place / MODEL
        _tell(f"{place}: the cached model has changed; building it again")
    try:
        return _built(place, name, sha256, graph())
    except OSError as error:
        raise RunError(f"{place.parent}: {name} cannot be built there ({error.strerror}); make room, or set "
                       "XDG_CACHE_HOME to another directory") from None


def _current(place: Path, sha256: str) -> bool:
    """Whether the files are as they were when they were hashed, and the hash is the one asked for."""
    try:
        stamp = json.loads((place / STAMP).read_bytes())
        return bool(stamp["sha256"] == sha256 and stamp["files"] == _states(stamp["files"], place))
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return False


def _restamped(place: Path, sha256: str) -> bool:
    """Whether the content is right after all: copied, or touched."""
    try:
        if digest(place / MODEL) != sha256:
            return False
        _stamp(place, sha256)
    except (OSError, RunError):
        return False
    return True


def _built(place: Path, name: str, sha256: str, graph: "Builder") -> Path:
    from lynxrunner.graphs.save import save

    require_room(place.parent, graph.size)
    place.parent.mkdir(parents=True, exist_ok=True)
    _tell(f"building {name} once, {megabytes(graph.size)}, in {place}")
    stage = Path(mkdtemp(prefix=f".{name}-", dir=place.parent))
    try:
        found = digest(save(graph, stage))
        if found != sha256:
            raise RunError(f"{name}: the graph built here has the sha256 {found}, the catalogue says {sha256}; install "
                           "the version of onnx that lynxbench was released with")
        _stamp(stage, sha256)
        shutil.rmtree(place, ignore_errors=True)
        stage.chmod(0o755)
        stage.rename(place)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return place / MODEL


def _stamp(place: Path, sha256: str) -> None:
    names = [path.name for path in files(place / MODEL)]
    text = json.dumps({"sha256": sha256, "files": _states(names, place)}, indent=1)
    (place / STAMP).write_text(text, encoding="utf-8")


def _states(names: Iterable[str], place: Path) -> dict[str, list[int]]:
    """Size and time of change of the named files."""
    return {name: list(state(place / Path(name).name)[1:]) for name in names}


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr)
