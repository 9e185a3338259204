"""`lynx submit`: from a measured submission to a branch that is ready for a pull request."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from lynxschema.commands.git import Git
    from lynxschema.load.submission import Record
    from lynxschema.publication import File


@click.command(epilog="Exit status: 0 committed, 1 rejected or declined, 2 could not run.")
@click.argument("directory", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--registry", type=click.Path(path_type=Path), default=Path(),
              help="Clone of the registry.  [default: .]")
@click.option("--new-submitter", is_flag=True, help="Write submitter.json from the record where there is none yet.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def submit(directory: Path, registry: Path, new_submitter: bool, yes: bool) -> None:
    """Check a submission, show what becomes public, make branch and commit.

    Nothing is pushed. The last lines say how to open the pull request.

    \b
    Examples:
      lynx submit drafts/example-lab/digits-cnn--generic-x86-64--onnxruntime-1.23.2--int8--5b1f0c3e-20261120T0930Z
      lynx submit DIRECTORY --registry ~/lynxbench --new-submitter
    """
    from lynxschema.commands.git import GitError
    from lynxschema.commands.placement import clone, entry, place_of

    try:
        git = clone(registry)
        record = _accepted(directory)
        place = place_of(git, directory, record)
        _submit(git, directory, place, record, entry(git, record, new_submitter), yes)
    except (GitError, OSError, shutil.Error) as error:
        raise click.UsageError(_safe(str(error).splitlines()[0])) from None


def _accepted(directory: Path) -> "Record":
    from lynxschema.check import check
    from lynxschema.load.submission import load
    from lynxschema.report import REPORTERS

    report = check([directory])
    if len(report.verdicts) != 1:
        raise click.UsageError(f"{directory}: holds {len(report.verdicts)} submissions; name one of them")
    if not report.accepted:
        click.echo(REPORTERS["text"](report))
        raise SystemExit(1)
    _warn(directory, [finding.code for finding in report.verdicts[0].findings])
    return load(directory).record


def _warn(directory: Path, codes: list[str]) -> None:
    """What the registry will note beside the result."""
    if codes:
        names = ", ".join(sorted(set(codes)))
        click.echo(f"Accepted with {len(codes)} warnings, which the registry notes ({names}); "
                   f"to read them: lynx check {directory}\n")


def _submit(git: "Git", directory: Path, place: str, record: "Record", entry: str | None, yes: bool) -> None:
    from lynxschema.commands.branch import commit, start
    from lynxschema.publication import File, files

    submitter = f"{place.rpartition('/')[0]}/submitter.json"
    found = files(directory, place, record) + ([File(submitter, len(entry.encode()))] if entry else [])
    _show(git, found, record)
    if not yes and not click.confirm("Make a branch with these files?"):
        click.echo("Nothing was done.")
        raise SystemExit(1)
    branch = f"submit/{directory.resolve().name}"
    _write(git.root, directory, found, place, entry)
    commit(git, branch, start(git), [file.path for file in found], f"Submit {directory.resolve().name}")
    _next(git, branch)


def _show(git: "Git", found: "list[File]", record: "Record") -> None:
    from lynxschema.publication import disclosed

    click.echo("These files become public, under CC-BY-4.0:")
    for file in found:
        click.echo(f"  {file.size:>12,} bytes  {file.path}")
    click.echo("\nAmong what the record discloses (the whole of it is plain text; read it):")
    for pointer, value in disclosed(record):
        click.echo(_safe(f"  {pointer:<52} {value}"))
    who = git("var", "GIT_AUTHOR_IDENT").decode(errors="replace").rpartition(">")[0]
    click.echo(_safe(f"\nThe commit is by {who}>, which becomes public too.\n"))


def _write(root: Path, directory: Path, found: "list[File]", place: str, entry: str | None) -> None:
    (root / place).mkdir(parents=True, exist_ok=True)
    for file in found:
        target = root / file.path
        if not file.path.startswith(f"{place}/"):
            target.write_text(entry or "", encoding="utf-8")
        elif target.resolve() != (directory / target.name).resolve():
            shutil.copyfile(directory / target.name, target, follow_symlinks=False)


def _next(git: "Git", branch: str) -> None:
    from lynxschema.commands.forge import opening

    click.echo(f"Committed on the branch {branch}; nothing was pushed. To open the pull request:")
    click.echo(f"  git push --set-upstream origin {branch}")
    click.echo(f"  {opening(git, branch)}")


def _safe(text: str) -> str:
    from lynxschema.report.printable import printable

    return "\n".join(map(printable, text.split("\n")))
