"""`lynx run` at an endpoint: resolve, measure, tell."""

from collections.abc import Mapping
from typing import Any

from lynxrunner.lock import alone
from lynxrunner.served.measure import measure
from lynxrunner.served.request import resolve
from lynxrunner.served.told import incomplete
from lynxrunner.summary import FORMATS, summaries


def run(workload: str | None, given: Mapping[str, Any], form: str) -> str:
    """What is to be told of the submission that was written. Raises RunError where none was."""
    request = resolve(workload, given)
    with alone():
        directory, lacking = measure(request)
    if lacking:
        return incomplete(directory, lacking, form)
    return FORMATS[form](summaries([directory], request.profile))
