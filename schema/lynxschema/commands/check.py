"""`lynx check`: accepts or rejects submissions."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lynxschema.formats import FORMATS

if TYPE_CHECKING:
    from lynxschema.terms import Terms
    from lynxschema.verdict import Report


@click.command(epilog="Exit status: 0 accepted, 1 rejected, 2 could not run.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--profile", type=click.Choice(["draft", "registry"]), default="registry", show_default=True,
              help="A draft may be short and have few trials; only a registry result can be merged.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True,
              help="Form of the report.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to this file.")
@click.option("--since", metavar="REF", help="Check what changed in this clone since the merge base with REF.")
@click.option("--author", metavar="LOGIN", help="Who made the change; with --since.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes for many submissions.  [default: the CPUs]")
@click.option("--cache/--no-cache", default=True, show_default=True,
              help="Keep the verdicts of many submissions, and believe those of unchanged files.")
@click.option("--reference-validator", is_flag=True, help="Validate with the slower reference, jsonschema.")
def check(
    paths: tuple[Path, ...], profile: str, format_: str, output: Path | None, since: str | None, author: str | None,
    jobs: int | None, cache: bool, reference_validator: bool,
) -> None:
    """Accept or reject submissions, with every finding explained.

    PATH is a submission's directory, its submission.json, or a tree of them; without one, submissions/.

    \b
    Examples:
      lynx check submissions
      lynx check --profile draft out/digits-cnn--generic-x86-64--onnxruntime-1.23.2--int8--5b1f0c3e-20261120T0930Z
      lynx check submissions --format sarif --output findings.sarif
      lynx check --since origin/main --author example-login
    """
    # What is imported and compiled from here on stays: to look through it for garbage would take a tenth of the time.
    gc.disable()
    from lynxschema.report import REPORTERS
    from lynxschema.terms import Terms

    if (since and paths) or (author and not since):
        raise click.UsageError("--since looks at the whole clone and takes no PATH; --author goes with --since")
    terms = Terms(profile, "reference" if reference_validator else "fast")
    wanted = paths or (Path("submissions"),)
    report = _changed(terms, since, author) if since else _found(terms, wanted, jobs, cache)
    _write(REPORTERS[format_](report), output)
    gc.freeze()  # nor is there anything to gain from it at the end
    raise SystemExit(0 if report.accepted else 1)


def _found(terms: "Terms", paths: tuple[Path, ...], jobs: int | None, cache: bool) -> "Report":
    from lynxschema.tree import locations

    try:
        found = list(locations(paths))
    except OSError as error:
        raise click.UsageError(str(error)) from None
    if len(found) < 2:
        return terms.checker.report(found)
    from lynxschema.commands.many import many

    return many(terms, found, jobs, cache)


def _changed(terms: "Terms", ref: str, author: str | None) -> "Report":
    from lynxschema.changed import check_changes
    from lynxschema.commands.git import Git, GitError
    from lynxschema.commands.since import since

    try:
        git = Git(Path())
        return check_changes(since(git, ref, author), git.root, terms.checker)
    except GitError as error:
        raise click.UsageError(f"--since {ref}: {error}") from None


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(click.unstyle(text) + "\n", encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{output}: {error.strerror}") from None
