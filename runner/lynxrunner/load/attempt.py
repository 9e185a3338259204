"""What a call that raises becomes: a row with its status and, of the first few, a text."""

from lynxrunner.errors import first_line
from lynxschema.samples import STATUSES

OK, ERROR = STATUSES["ok"], STATUSES["error"]
KEPT_FAILURES = 3


def note(error: Exception, failures: list[str]) -> int:
    """Status of a request whose call raised; the texts of the first few go to `failures`."""
    if len(failures) < KEPT_FAILURES:
        failures.append(first_line(error))
    return ERROR
