"""`lynx accept`: records the verdict at merge. Run on the default branch, by a workflow."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from lynxschema.verdict import Report

SUBMISSIONS = Path("submissions")


@click.command(epilog="Exit status: 0 all is recorded, 1 a line is wrong or a submission rejected, 2 could not run.")
@click.option("--check", "only_check", is_flag=True, help="Append nothing; only hold the lines against the records.")
@click.option("--since", metavar="REF", help="Demand that the lines of this revision still stand.")
@click.option("--date", metavar="YYYY-MM-DD", help="Date of the merge.  [default: today, UTC]")
def accept(only_check: bool, since: str | None, date: str | None) -> None:
    """Append newly merged submissions to submissions/accepted.jsonl.

    A line holds path, hash of the record, date, checker and contract version and the warnings at merge. Earlier lines
    are never altered; where one does not fit its submission any more, nothing is written.

    \b
    Examples:
      lynx accept
      lynx accept --check --since HEAD^
    """
    from lynxschema.acceptance import FILE, acceptances

    if not SUBMISSIONS.is_dir():
        raise click.UsageError("no submissions/ here; run it at the root of a registry")
    file = SUBMISSIONS / FILE
    try:
        content = file.read_bytes() if file.exists() else b""
        listed = [row.path for row in acceptances(content)]
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{file}: {error}") from None
    _unaltered(file, content, _earlier(since, file) if since else b"", listed)
    click.echo(f"{file}: {len(listed)} listed, each as it was merged")
    if not only_check:
        _append(file, set(listed), date or _today())


def _unaltered(file: Path, content: bytes, earlier: bytes, listed: list[str]) -> None:
    from lynxschema.acceptance import objections
    from lynxschema.withdrawal import is_withdrawn

    hashes = {path: _hash(path) for path in listed}
    withdrawn = {path for path, known in hashes.items() if known is None and is_withdrawn(Path(path))}
    found = list(objections(content, earlier, hashes, withdrawn))
    for objection in found:
        click.echo(_safe(f"{file}: {objection}"), err=True)
    if found:
        raise SystemExit(1)


def _append(file: Path, listed: set[str], date: str) -> None:
    from lynxschema.acceptance import accepted

    report = _report(listed)
    hashes = {verdict.submission: _hash(verdict.submission) or "" for verdict in report.verdicts if verdict.accepted}
    rows = list(accepted(report, hashes, date))
    if rows:
        with file.open("a", encoding="utf-8", newline="") as stream:
            stream.writelines(row.line() for row in rows)
    click.echo(f"{file}: {len(rows)} appended")
    rejected = [verdict.submission for verdict in report.verdicts if not verdict.accepted]
    for path in rejected:
        click.echo(f"{_safe(path)}: rejected, and so not listed; see lynx check", err=True)
    if rejected:
        raise SystemExit(1)


def _report(listed: set[str]) -> "Report":
    from lynxschema.check import Checker
    from lynxschema.tree import locations

    try:
        found = list(locations([SUBMISSIONS]))
    except FileNotFoundError:
        found = []
    return Checker().report(location for location in found if location.shown not in listed)


def _hash(path: str) -> str | None:
    """Hash of a submission's record; None where there is none to read."""
    from lynxschema.digest import sha256
    from lynxschema.load.file import RefusedError, read
    from lynxschema.load.submission import MOST_RECORD_BYTES
    from lynxschema.tree import RECORD

    try:
        return sha256(read(Path(path, RECORD), MOST_RECORD_BYTES, missing="LX001", large="LX002"))
    except RefusedError:
        return None


def _earlier(ref: str, file: Path) -> bytes:
    from lynxschema.commands.git import Git, GitError

    try:
        git = Git(Path())
        commit = git.commit(ref)
        known = git.names("ls-tree", "-z", "--name-only", commit, "--", file.as_posix())
        return git("cat-file", "blob", f"{commit}:./{file.as_posix()}") if known else b""
    except GitError as error:
        raise click.UsageError(f"--since {ref}: {error}") from None


def _today() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).date().isoformat()


def _safe(path: str) -> str:
    from lynxschema.report.printable import printable

    return printable(path)
