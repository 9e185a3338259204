"""A TOML file that the caller names in an option."""

import tomllib
from pathlib import Path

from lynxrunner.errors import RunError, first_line
from lynxrunner.state import Record


def read(option: str, path: Path) -> Record:
    """Its content. Raises RunError, with the option's name, where it cannot be read or is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RunError(f"{option} {path.name}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RunError(f"{option} {path.name}: no TOML: {first_line(error)}") from None
