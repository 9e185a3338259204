"""`lynx run` at an endpoint: resolve, measure, tell."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from lynxrunner.errors import RunError
from lynxrunner.lock import alone
from lynxrunner.served.measure import Written, measure
from lynxrunner.served.request import resolve
from lynxrunner.served.statement import TEMPLATE
from lynxrunner.served.told import incomplete
from lynxrunner.summary import FORMATS, summaries


def run(workload: str | None, resume: str | None, given: Mapping[str, Any], form: str) -> tuple[str, bool]:
    """What is to be told of the submission that was written, and whether it has all that was asked for.

    Raises RunError where none was written.
    """
    return told_of(resume, form, lambda: resolve(workload, given), measure, TEMPLATE)


class Profiled(Protocol):
    """A request, as far as its telling needs it."""

    @property
    def profile(self) -> str:
        """Draft or registry."""
        ...


R = TypeVar("R", bound=Profiled)


def told_of(resume: str | None, form: str, resolve: Callable[[], R], measure: Callable[[R], Written], template: Path
            ) -> tuple[str, bool]:
    """Resolve, measure and tell, for any protocol. `template` shows what can be stated. Raises RunError."""
    if resume is not None:
        raise RunError("--resume: a run at an endpoint keeps no journal; run it again")
    request = resolve()
    with alone():
        written = measure(request)
    if written.lacking:
        return incomplete(written.directory, written.lacking, form, template), written.complete
    return FORMATS[form](summaries([written.directory], request.profile)), written.complete
