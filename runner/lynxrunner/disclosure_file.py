"""The file of `--disclose`: what the caller states because the program cannot read it, in TOML."""

from collections.abc import Collection
from pathlib import Path

from lynxrunner import toml_file
from lynxrunner.errors import RunError
from lynxrunner.state import Record


def read(path: Path, members: Collection[str]) -> Record:
    """What it states. Raises RunError where it is no TOML, or states what is none of `members`."""
    found = toml_file.read("--disclose", path)
    unknown = next((name for name in found if name not in members), None)
    if unknown:
        raise RunError(f"{path.name}: {unknown!r} cannot be stated; known: {', '.join(members)}")
    return found


def cited(given: Record, above: str) -> dict[str, Record]:
    """Sources of its `citations`, by the pointer of the member below `above` that each dotted name is."""
    return {f"{above}/{name.replace('.', '/')}": {"kind": "datasheet", "citation": citation}
            for name, citation in given.get("citations", {}).items()}
