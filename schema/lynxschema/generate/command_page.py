"""`python -m lynxschema.generate.command_page [--check]`: docs/commands.md from the commands' own help."""

import argparse
import sys
from pathlib import Path

import click

from lynxschema.cli import main as lynx

HEAD = """---
title: Commands
description: Every command of lynx with its options, as its help prints them.
hide: [toc]
---

# Commands

`lynx COMMAND --help` prints the same.
"""
WIDTH = 100


def page() -> str:
    """Text of docs/commands.md."""
    with click.Context(lynx, info_name="lynx") as above:
        return HEAD + "".join(_section(name, above) for name in lynx.list_commands(above))


def _section(name: str, above: click.Context) -> str:
    command = lynx.get_command(above, name)
    assert command is not None
    context = click.Context(command, info_name=name, parent=above, max_content_width=WIDTH, terminal_width=WIDTH)
    return f"\n## lynx {name}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m lynxschema.generate.command_page", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when the page is out of date")
    parser.add_argument("path", nargs="?", type=Path, default=Path("docs/commands.md"), help="default docs/commands.md")
    arguments = parser.parse_args()
    if not arguments.check:
        arguments.path.write_text(page())
    elif not arguments.path.exists() or arguments.path.read_text() != page():
        print(f"{arguments.path}: out of date; run python -m lynxschema.generate.command_page")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
