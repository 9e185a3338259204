"""What the checker holds against a draft that a test has measured."""

from pathlib import Path

from lynxschema.check import check_submission

OF_THE_STUB = ("LX212",)
"""It computes nothing, so its quality is below every floor."""


def errors(directory: Path) -> list[str]:
    """Errors as a draft, but for what the scripted runtime cannot help."""
    found = check_submission(directory, "draft")
    return [f"{each.code} {each.found}" for each in found if each.severity == "error" and each.code not in OF_THE_STUB]
