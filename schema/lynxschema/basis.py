"""What verdicts rest on, as one hash: another version of any of it may judge otherwise."""

import sys
from collections.abc import Iterator
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
    for path in sorted(home.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield f"{path.relative_to(home)} {sha256(path.read_bytes())}"
