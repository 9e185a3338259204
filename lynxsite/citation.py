"""How to cite a submission."""

import json
import re

from lynxsite.imprint import Imprint
from lynxsite.submission import Submission

_SPECIAL = re.compile(r"[\\{}$&#%_^~]")
_ESCAPED = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}


def bibtex(submission: Submission, imprint: Imprint) -> str:
    """A BibTeX entry; every text of the record is escaped."""
    key = re.sub(r"[^A-Za-z0-9]+", "-", submission.key)
    fields = {
        "author": f"{{{_tex(submission.facts.organisation)}}}",
        "title": _tex(f"{submission.facts.workload} at {submission.precision}, {submission.executor}"),
        "year": submission.started_at[:4],
        "howpublished": f"{_tex(imprint.name)}, a registry of AI inference results",
        "note": f"executor {submission.facts.executor_id[:16]}, measured {submission.started_at[:10]}",
        **({"url": f"{imprint.url}{submission.path}"} if imprint.url else {}),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"


def citation_file(submission: Submission, imprint: Imprint) -> str:
    """The same as CITATION.cff 1.2.0; JSON's strings are YAML's, so no text of the record can break out."""
    facts = submission.facts
    fields = {
        "cff-version": "1.2.0", "type": "dataset", "message": f"Cite this result of {imprint.name} with its executor.",
        "title": f"{facts.workload} at {submission.precision}, {submission.executor}",
        "version": facts.executor_id[:16], "date-released": submission.started_at[:10],
        **({"url": f"{imprint.url}{submission.path}"} if imprint.url else {}),
    }
    lines = [f"{name}: {json.dumps(value)}" for name, value in fields.items()]
    return "\n".join([*lines, "authors:", f"  - name: {json.dumps(facts.organisation)}"])


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], f"\\{found[0]}"), " ".join(text.split()))
