"""Text that acts somewhere, and reports that are full of it."""

import json
from pathlib import Path
from typing import Any

from lynxschema.finding import Finding, page
from lynxschema.verdict import Report, Verdict

TEXTS: list[str] = json.loads((Path(__file__).parents[1] / "data" / "hostile.json").read_text())


def report(text: str) -> Report:
    """A report with the text wherever a submission, or a forged report, can bring some."""
    name = text.encode(errors="replace").decode()  # no name of a file is decoded to a lone surrogate of this kind
    found = Finding("LX101", "runtime-undisclosed", "error", f"{name}/{name}", 3, 7, f"/{text}", text, text, text,
                    page("LX101"))
    warning = found._replace(severity="warning", pointer="", file=name, line=0)
    return Report("0.1.0", "1.0", "registry", ("LX101",), (Verdict(text, (found, warning)), Verdict(f"a {text}", ())))


def document(text: str) -> dict[str, Any]:
    """The same as JSON data, with the text also where only a forged report has it."""
    return report(text).document() | {"checker": text, "contract": text, "profile": text, text: text}
