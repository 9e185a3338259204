"""What comes of reading a submission: an extract, or why it is left out."""

from pathlib import Path

from lynxsite.errata import notes
from lynxsite.extract import Extract, dumped, extracted, loaded
from lynxsite.parcel import Parcel
from lynxsite.verdict import Verdict, of_schema, opened, read

Outcome = Extract | str
Sealed = tuple[str, bytes, bytes | Parcel]
"""An outcome between processes and in the cache: why it is left out, or the two parts of an extract."""
SHOWN = 3
"""Faults that are named."""


def outcome(place: Path, verdict: Verdict | None) -> Outcome:
    """Of one directory, with a verdict reached elsewhere; without one, by the schema alone."""
    try:
        content = opened(place)
        record = read(content)
        judged = verdict or of_schema(record)
        if judged.faults:
            return _told(judged.faults)
        found = extracted(record, judged.warnings, len(content), notes(place))
    except ValueError as wrong:
        return str(wrong)
    except Exception as error:
        # Nothing is known to come here; what does must cost one submission, not the site.
        return f"the site cannot show it ({type(error).__name__}: {error}); report it with the record"
    return found if found.facts.results else "none of its operating points is a result"


def _told(faults: tuple[str, ...]) -> str:
    more = len(faults) - SHOWN
    return "; ".join(faults[:SHOWN]) + (f"; and {more} more" if more > 0 else "")


def sealed(found: Outcome) -> Sealed:
    """An outcome as bytes."""
    return (found, b"", b"") if isinstance(found, str) else ("", dumped(found), found.packed)


def unsealed(found: Sealed) -> Outcome:
    """What was sealed; its texts are shared with all others."""
    why, content, packed = found
    return why or loaded(content, packed)
