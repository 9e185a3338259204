"""`lynx serve`: the site on this machine, built again whenever a submission or a page changes."""

import logging
from pathlib import Path
from typing import Any

import click

from lynxsite.commands.project import (
    CannotRun,
    Places,
    config_option,
    configuration,
    drafts_option,
    named,
    submissions_option,
)


@click.command(epilog="Example: lynx serve --port 8080")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port on this machine.")
@submissions_option()
@drafts_option()
@config_option()
def serve(port: int, file: Path, **places: Path | None) -> None:
    """Build the site and serve it on this machine."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    logging.getLogger("mkdocs.livereload").setLevel(logging.INFO)
    _serve(str(file), port, _plugins(configuration(file, places), places))


def _plugins(config: Any, places: Places) -> Any:
    """mkdocs.yml's plugins with the other directories: MkDocs reads its file again at each build."""
    plugins = dict(config.user_configs[0]["plugins"])
    return {**plugins, "lynxsite": {**(plugins["lynxsite"] or {}), **named(places)}}


def _serve(file: str, port: int, plugins: Any) -> None:
    from mkdocs.commands import serve as mkdocs
    from mkdocs.exceptions import Abort, BuildError

    try:
        mkdocs.serve(config_file=file, dev_addr=f"127.0.0.1:{port}", plugins=plugins)
    except (Abort, BuildError) as failed:
        raise click.ClickException(str(failed) or "the site was not built") from None
    except OSError as failed:
        raise CannotRun(f"port {port}: {failed.strerror or failed}") from None
