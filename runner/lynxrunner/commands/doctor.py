"""`lynx doctor`: a thin command; everything heavy is imported when it is called."""

import json
import sys

import click

UNFIT = 1


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="Form of the output.")
def doctor(form: str) -> None:
    """Say whether this machine is fit to measure, and what would make it quieter.

    Reads settings, sensors and counters, spins for two seconds to see what disturbs it, and changes nothing.
    Exit code 0: fit; 1: not fit for registry results.

    \b
    Examples:
      lynx doctor
      lynx doctor --format json
    """
    from lynxrunner.doctor.examine import examine
    from lynxrunner.doctor.report import text
    from lynxrunner.doctor.sight import look

    found = examine(look())
    click.echo(json.dumps(found.record(), indent=2, ensure_ascii=False) if form == "json" else text(found))
    sys.exit(0 if found.fit else UNFIT)
