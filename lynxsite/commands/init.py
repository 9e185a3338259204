"""`lynx init`: a registry of one's own."""

import shlex
from pathlib import Path

import click

from lynxsite.commands.project import CannotRun

NEXT = """{directory}: the registry {name!r} is made. What to do next:
  cd {quoted}
  lynx demo         measures the embedded workload, checks it, builds the site and serves it
  README.md         says how to publish the registry and how it accepts results"""


@click.command(epilog="Example: lynx init our-registry --name 'Inference at Example Laboratory'")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="Name of the registry.  [default: the directory's name]")
def init(directory: Path, name: str | None) -> None:
    """Make a registry of one's own in DIRECTORY: configuration, workflows, empty submissions and catalogue.

    Nothing that is there already is overwritten.
    """
    from lynxsite.starter.files import files

    title = directory.resolve().name if name is None else name
    try:
        made = dict(files(title))
        _refuse(directory, made)
        for path, content in made.items():
            _write(directory / path, content)
    except (ValueError, OSError) as wrong:
        raise CannotRun(_told(wrong)) from None
    click.echo(NEXT.format(directory=directory, name=title, quoted=shlex.quote(str(directory))))


def _refuse(directory: Path, made: dict[str, str]) -> None:
    there = [path for path in made if (directory / path).exists()]
    if there:
        raise ValueError(f"{directory} has {', '.join(there[:3])} already; name a directory that is empty or not there")


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def _told(wrong: Exception) -> str:
    return f"{wrong.filename}: {wrong.strerror}" if isinstance(wrong, OSError) else str(wrong)
