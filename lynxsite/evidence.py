"""The files that figures were recomputed from, and where a reader finds them."""

from typing import NamedTuple

from lynxschema.numeral import whole
from lynxsite.quantity import quantity
from lynxsite.submission import Submission


class EvidenceFile(NamedTuple):
    """One file; `href` is relative to the submission's page or a whole address."""

    name: str
    kind: str
    rows: str
    size: str
    sha256: str
    href: str


def evidence(submission: Submission, address: str) -> list[EvidenceFile]:
    """Evidence with links below `address`, the registry's files at their commit; without one, beside the page."""
    base = f"{address.rstrip('/')}/{submission.key}/" if address else ""
    return [
        EvidenceFile(file["file"], file["kind"], whole(file["rows"]), quantity(file["bytes"], "bytes").text,
                     file["sha256"], base + file["file"])
        for file in submission.record["evidence"]
    ]


def beside(submission: Submission) -> list[str]:
    """Names of files that are published beside the page: no links out of the submission's directory."""
    names = [file["file"] for file in submission.record["evidence"]]
    files = [submission.directory / name for name in names]
    return [file.name for file in files if file.is_file() and not file.is_symlink()]
