"""What verdicts rest on, as one hash: another version of any of it may judge otherwise."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from lynxschema.contract import HOME
from lynxschema.digest import sha256

LIBRARIES = ("jsonschema_rs-", "numpy-", "orjson-", "pyarrow-", "rfc8785-")


def version(*terms: str) -> str:
    """Of all that judges: the checker's sources, schema and catalogues, its libraries, and the `terms` of the check."""
    return sha256("\n".join([*terms, *_releases(), *_sources(Path(__file__).parent), *_sources(HOME)]).encode())


def _releases() -> list[str]:
    """Names and versions of the libraries, as installers leave them: to read their metadata takes longer."""
    homes = [home for home in map(Path, dict.fromkeys(sys.path)) if home.is_dir()]
    found = (path.name.lower() for home in homes for path in home.iterdir())
    return sorted(name for name in found if name.startswith(LIBRARIES) and name.endswith((".dist-info", ".egg-info")))


def _sources(home: Path) -> Iterator[str]:
    """Name and hash of each source. A check of many begins with them: paths take longer than their content."""
    for directory, subdirectories, files in os.walk(home):
        subdirectories[:] = sorted(name for name in subdirectories if name != "__pycache__")
        for name in sorted(files):
            path = f"{directory}{os.sep}{name}"
            with suppress(OSError), open(path, "rb") as source:  # noqa: PTH123 - nor is a link to nowhere a source
                yield f"{path[len(str(home)):]} {sha256(source.read())}"
