"""What answers several requests at once, in steps of its own: the seam between a runtime's scheduler and its client."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray


class Progress(NamedTuple):
    """What a step did for the request of that number: a `token`, the end, or why there will be none."""

    number: int
    token: int | None
    ended: bool
    why: str = ""


@runtime_checkable
class Scheduler(Protocol):
    """Requests are handed over and computed together as the runtime decides."""

    vocabulary: int
    most: int
    """Requests that it computes together."""

    @property
    def cache_bytes(self) -> int | None:
        """Memory that it took for its cache, None where that grows with the answers."""
        ...

    def prepare(self, lengths: Iterable[tuple[int, int]]) -> None:
        """Do beforehand what requests of these lengths of input and output need."""
        ...

    def begin(self, prompt: NDArray[np.int64], wanted: int) -> int:
        """Hand over a request for so many tokens after the prompt [tokens]; its number."""
        ...

    def step(self) -> Sequence[Progress]:
        """Compute one step of the requests whose turn it is."""
        ...
