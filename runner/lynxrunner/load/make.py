"""The load generator of a trial, from the record's `load` and the executor's scheduling."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lynxrunner.load.clock import Clock
from lynxrunner.load.closed import Closed
from lynxrunner.load.load import Load, Watch
from lynxrunner.load.open import Open
from lynxrunner.runtimes.protocol import Call, Session, Tensors
from lynxrunner.state import Record
from lynxschema.queueing import Discipline
from lynxschema.schedule import arrivals_ns


@dataclass(frozen=True)
class Serving:
    """How the executor serves: copies of the model, calls at once on each, most requests of a dynamic batch."""

    instances: int = 1
    streams: int = 1
    most: int = 1
    delay_ms: float = 0.0

    @property
    def servers(self) -> int:
        """Calls that are executed at once."""
        return self.instances * self.streams

    @property
    def discipline(self) -> Discipline:
        """As the rows' waiting is recomputed from it."""
        return Discipline(self.servers, self.most, int(self.delay_ms * 1e6))


ALONE = Serving()
"""One call at a time."""


def workers(load: Record, serving: Serving) -> int:
    """Threads that call: a closed load's callers, an open load's servers."""
    return serving.servers if load["kind"] == "open" else int(load.get("concurrency", 1))


def generator(
    load: Record, trial: int, serving: Serving, bind: Callable[[int, int], Call], clock: Clock,
    failures: list[str], watch: Watch,
) -> Load:
    """`bind` gives the call of a worker, by its number, for so many requests at once."""
    count = workers(load, serving)
    if load["kind"] != "open":
        return Closed([bind(worker, 1) for worker in range(count)], clock, failures, watch)
    sizes = range(1, serving.most + 1)
    servers = [{size: bind(worker, size) for size in sizes} for worker in range(count)]
    schedule = arrivals_ns(load["process"], load["rate_per_s"], load["seed"], trial)
    return Open(servers, schedule, clock, failures, serving.discipline, watch)


def binder(sessions: Sequence[Session], inputs: Tensors, most: int) -> Callable[[int, int], Call]:
    """Calls on the sessions in turn; of inputs for `most` requests, a call for fewer takes the first."""
    items = len(next(iter(inputs.values()))) // most

    def bind(worker: int, requests: int) -> Call:
        part = {name: array[: items * requests] for name, array in inputs.items()}
        return sessions[worker % len(sessions)].bind(part)

    return bind
