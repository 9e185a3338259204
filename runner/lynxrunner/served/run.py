"""`lynx run` at an endpoint: resolve, measure, tell."""

from collections.abc import Mapping
from typing import Any

from lynxrunner.errors import RunError
from lynxrunner.lock import alone
from lynxrunner.served.measure import measure
from lynxrunner.served.request import resolve
from lynxrunner.served.told import incomplete
from lynxrunner.summary import FORMATS, summaries


def run(workload: str | None, resume: str | None, given: Mapping[str, Any], form: str) -> tuple[str, bool]:
    """What is to be told of the submission that was written, and whether it has all that was asked for.

    Raises RunError where none was written.
    """
    if resume is not None:
        raise RunError("--resume: a run at an endpoint keeps no journal; run it again")
    request = resolve(workload, given)
    with alone():
        written = measure(request)
    if written.lacking:
        return incomplete(written.directory, written.lacking, form), written.complete
    return FORMATS[form](summaries([written.directory], request.profile)), written.complete
