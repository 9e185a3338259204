"""`python -m lynxschema.comment REPORT`: the Markdown of a report, or all that a pull request is to show of it."""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from lynxschema.comment.body import body
from lynxschema.comment.claim import Claim, claim
from lynxschema.comment.labels import LABELS, concerns, goes_beyond, labels
from lynxschema.comment.unpack import UnreadableError, artifact, report

ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(/[A-Za-z0-9._-]+)*", re.ASCII)


def main() -> int:
    """Prints the comment; with --out writes comment.json, labels.json and stale.txt, or nothing where none is due."""
    given = _arguments()
    if given.out is None:
        print(body(_plain(given.report)), end="")
        return 0
    touched = given.touched.read_text(encoding="utf-8", errors="replace").splitlines()
    if concerns(touched):
        _write(given.out, _of_pull_request(given), touched, given.run or "")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m lynxschema.comment", description=__doc__)
    parser.add_argument("report", type=Path, help="report.json; with --out the artifact with it and metadata.json")
    parser.add_argument("--out", type=Path, help="directory to write comment.json, labels.json and stale.txt to")
    parser.add_argument("--number", type=int, help="number of the pull request, as the forge has it")
    parser.add_argument("--head", help="commit that was checked, as the forge has it")
    parser.add_argument("--touched", type=Path, help="file with the paths that the pull request touches, one a line")
    parser.add_argument("--run", type=_address, help="address of the check's log")
    given = parser.parse_args()
    if given.out and None in (given.number, given.head, given.touched):
        parser.error("--out needs --number, --head and --touched")
    return given


def _address(text: str) -> str:
    if not ADDRESS.fullmatch(text):
        raise argparse.ArgumentTypeError("not a plain https address")
    return text


def _plain(path: Path) -> Claim | None:
    try:
        return claim(report(path))
    except UnreadableError as error:
        print(f"{path}: {error}", file=sys.stderr)
        return None


def _of_pull_request(given: argparse.Namespace) -> Claim | None:
    """The report, if it says that it is of this commit of this pull request."""
    try:
        document, metadata = artifact(given.report)
        if metadata != {"number": given.number, "head": given.head}:
            raise UnreadableError("of another change")
        return claim(document)
    except UnreadableError as error:
        print(f"{given.report}: {error}", file=sys.stderr)
        return None


def _write(out: Path, found: Claim | None, touched: list[str], run: str) -> None:
    chosen = labels(found, touched)
    out.mkdir(parents=True, exist_ok=True)
    _json(out / "comment.json", {"body": body(found, run, goes_beyond(touched))})
    _json(out / "labels.json", {"labels": chosen})
    (out / "stale.txt").write_text("".join(f"{label}\n" for label in LABELS if label not in chosen))


def _json(path: Path, document: Any) -> None:
    path.write_text(json.dumps(document) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
