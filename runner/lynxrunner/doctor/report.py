"""The examination on a terminal."""

import textwrap
from collections.abc import Iterator

import click

from lynxrunner.doctor.examine import Examination
from lynxrunner.doctor.row import Row

COLOURS = {"good": "green", "fair": "yellow", "poor": "red", "unknown": "bright_black"}
WIDTH, INDENT = 100, 24


def text(examination: Examination) -> str:
    """Lines with colour codes, which `click.echo` strips where the output is no terminal."""
    lines = [line for row in examination.rows for line in _lines(row)]
    colour = "green" if examination.fit else "red"
    return "\n".join([*lines, "", click.style(f"This machine is {examination.verdict}.", fg=colour, bold=True)])


def _lines(row: Row) -> Iterator[str]:
    level = click.style(f"{row.level:8}", fg=COLOURS[row.level])
    first, *rest = _wrapped(row.read)
    yield f"{level} {row.check:14} {first}"
    yield from (" " * INDENT + line for line in rest)
    if row.advice:
        yield from (" " * INDENT + line for line in _wrapped(f"-> {row.advice}"))


def _wrapped(said: str) -> list[str]:
    return textwrap.wrap(said, WIDTH - INDENT, break_long_words=False, break_on_hyphens=False) or [""]
