"""How to cite a submission."""

import re

from lynxsite.submission import Submission

_SPECIAL = re.compile(r"[\\{}$&#%_^~]")
_ESCAPED = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}


def bibtex(submission: Submission, url: str) -> str:
    """A BibTeX entry; every text of the record is escaped."""
    key = re.sub(r"[^A-Za-z0-9]+", "-", submission.key)
    fields = {
        "author": f"{{{_tex(submission.facts.organisation)}}}",
        "title": _tex(f"{submission.facts.workload} at {submission.precision}, {submission.executor}"),
        "year": submission.started_at[:4],
        "howpublished": "LynxBench, a registry of AI inference results",
        "note": f"executor {submission.facts.executor_id[:16]}, measured {submission.started_at[:10]}",
        **({"url": f"{url}{submission.path}"} if url else {}),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], f"\\{found[0]}"), " ".join(text.split()))
