"""The load generator of a trial, from the record's `load` and the executor's scheduling."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

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


Bind = Callable[[int, int, int | None], Call]
"""The call of a worker, by its number, for so many requests at once of one length; None takes inputs as they are."""


def generator(
    load: Record, trial: int, serving: Serving, bind: Bind, clock: Clock, failures: list[str], watch: Watch,
    lengths: Sequence[int] = (),
) -> Load:
    """Requests that take `lengths` in turn. Everything is bound here, once for each length that occurs."""
    count, distinct = workers(load, serving), sorted(set(lengths))
    by_length = [
        {length: bind(worker, 1, length) for length in distinct} if len(distinct) > 1 else {1: bind(worker, 1, None)}
        for worker in range(count)
    ]
    if load["kind"] != "open":
        return Closed(by_length, clock, failures, watch, lengths)
    further = [{size: bind(worker, size, None) for size in range(2, serving.most + 1)} for worker in range(count)]
    servers = [{**alone, **batches} for alone, batches in zip(by_length, further, strict=True)]
    schedule = arrivals_ns(load["process"], load["rate_per_s"], load["seed"], trial)
    return Open(servers, schedule, clock, failures, serving.discipline, watch, lengths)


def binder(sessions: Sequence[Session], inputs: Tensors, most: int, axes: Mapping[str, Sequence[int]]) -> Bind:
    """Calls on the sessions in turn; of inputs for `most` requests, a call for fewer takes the first.

    `axes` names those of each input [n, ...] that are a length: a call for a shorter one takes the beginning.
    """
    items = len(next(iter(inputs.values()))) // most

    def bind(worker: int, requests: int, length: int | None) -> Call:
        part = {name: array[: items * requests] for name, array in inputs.items()}
        if length is not None:
            part = {name: _cut(array, axes.get(name, ()), length) for name, array in part.items()}
        return sessions[worker % len(sessions)].bind(part)

    return bind


def _cut(array: NDArray[Any], axes: Sequence[int], length: int) -> NDArray[Any]:
    """Contiguous, as runtimes that read an array where it lies want it."""
    wanted = tuple(slice(length) if axis in axes else slice(None) for axis in range(array.ndim))
    return np.ascontiguousarray(array[wanted])
