"""The MkDocs project that a command builds."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

MISSING = "the site's packages are not installed ({}); install them with: pip install 'lynxbench[site]'"


Places = dict[str, Path | None]


class CannotRun(click.ClickException):
    """Nothing was built: one line, exit code 2."""

    exit_code = 2


def configuration(file: Path, places: Places, **options: Any) -> Any:
    """MkDocs' configuration, with what the command line overrides. Raises CannotRun with one line."""
    try:
        from mkdocs.config import load_config
        from mkdocs.exceptions import Abort, ConfigurationError
    except ModuleNotFoundError as missing:
        raise CannotRun(MISSING.format(missing.name)) from None
    if not file.is_file():
        raise CannotRun(f"there is no {file}; run this at a registry's root, or name the file with --config")
    try:
        config = load_config(str(file), **{key: value for key, value in options.items() if value is not None})
    except (Abort, ConfigurationError) as wrong:
        raise CannotRun(f"{file}: {wrong}") from None
    return _with(config, places)


def _with(config: Any, places: Places) -> Any:
    plugin = config.plugins.get("lynxsite")
    if plugin is None:
        raise CannotRun(f"{config.config_file_path}: the plugin lynxsite is not named")
    plugin.config.load_dict(named(places))
    return config


def named(places: Places) -> dict[str, str]:
    """Those directories that the command line names, absolute, as options of the plugin."""
    return {name: str(path.absolute()) for name, path in places.items() if path is not None}


def submissions_option() -> Callable[[Any], Any]:
    """Where the submissions are."""
    return _directory("--submissions", "Where the submissions are, if not as mkdocs.yml says.")


def drafts_option() -> Callable[[Any], Any]:
    """Where this machine's own drafts are."""
    return _directory("--drafts", "Show the drafts below this directory too, under a banner; never for publishing.")


def _directory(name: str, text: str) -> Callable[[Any], Any]:
    return click.option(name, type=click.Path(file_okay=False, path_type=Path), help=text)


def config_option() -> Callable[[Any], Any]:
    """The project's file."""
    kind = click.Path(path_type=Path)
    return click.option("--config", "file", type=kind, default="mkdocs.yml", show_default=True, help="The project.")
