"""`lynx build`: the site, as `mkdocs build` makes it."""

import gc
import logging
from pathlib import Path
from typing import Any

import click

from lynxschema.processes import OBJECTS
from lynxsite.commands.project import CannotRun, config_option, configuration, drafts_option, submissions_option


@click.command(epilog="Example: lynx build --strict --site-dir public")
@click.option("--strict", is_flag=True, help="Fail where anything is left out or a link leads nowhere.")
@submissions_option()
@drafts_option()
@click.option("--site-dir", type=click.Path(file_okay=False, path_type=Path),
              help="Where the site goes, if not as mkdocs.yml says.")
@click.option("--site-url", help="Address that the site will have, for canonical links and the sitemap.")
@config_option()
def build(
    strict: bool, site_dir: Path | None, site_url: str | None, file: Path, **places: Path | None
) -> None:
    """Build the site."""
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    place = str(site_dir.absolute()) if site_dir else None
    config = configuration(file, places, strict=strict or None, site_dir=place, site_url=site_url)
    _build(config)
    click.echo(f"{config.site_dir}: the site is built")


def _build(config: Any) -> None:
    from mkdocs.commands import build as mkdocs
    from mkdocs.exceptions import Abort, BuildError

    gc.set_threshold(OBJECTS)
    try:
        # Where MkDocs does not run, it warns of nothing.
        if config.strict or not config.plugins["lynxsite"].rebuild(config):
            mkdocs.build(config)
        # The process ends: the collector need not look through a whole registry once more.
        gc.freeze()
    except (Abort, BuildError) as failed:
        raise click.ClickException(str(failed) or "the site was not built") from None
    except OSError as failed:
        raise CannotRun(f"{failed.filename}: {failed.strerror}") from None
