"""Requests that the package's engine computes together.

On a CPU it batches statically: a batch is formed of those who wait when the last one has ended. Every pass is fed an
`attention_mask`, which a model must take.
"""

from collections.abc import Iterable
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.decode.scheduler import Progress

PROBES = 64
"""Requests that are handed over at once to see how many a batch holds."""


class Engine:
    """`most` requests in a batch, as seen; `cache_bytes` is not known: it grows with the answers."""

    cache_bytes: int | None = None

    def __init__(self, library: Any, model: Any, vocabulary: int) -> None:
        self.library, self.vocabulary, self.engine = library, vocabulary, library.Engine(model)
        self.events, self.numbers = self.engine.create_event_buffer(PROBES), count()
        self.requests: dict[Any, int] = {}
        self.most = self._seen()

    def prepare(self, lengths: Iterable[tuple[int, int]]) -> None:
        """Nothing: the package allocates for every batch."""

    def begin(self, prompt: NDArray[np.int64], wanted: int) -> int:
        """Hand over a request for so many tokens after the prompt [tokens], past any end of sequence; its number."""
        options = self.library.RequestOptions()
        options.set_max_session_tokens(len(prompt) + wanted)
        request = self.engine.create_request(options=options)
        turn = self.library.TurnOptions(request)
        turn.set_max_generated_tokens(wanted)
        turn.set_min_generated_tokens(wanted)
        turn.set_do_sample(False)
        request.begin_turn(prompt.astype(np.int32), turn)
        self.requests[request] = number = next(self.numbers)
        return number

    def step(self) -> list[Progress]:
        """One token for each request of the batch, or the first ones of a new batch."""
        return [self._progress(event) for event in self.engine.run(self.events)]

    def _seen(self) -> int:
        """`max_batch_size` changes what the engine tells of itself and not what it does, as of version 0.18."""
        for _ in range(PROBES):
            self.begin(np.ones(1, np.int64), 1)
        sizes = []
        while self.requests:
            sizes.append(len(self.step()))
        return max(sizes)

    def _progress(self, event: Any) -> Progress:
        kinds, flags = self.library.EngineEventFlags, event.flags.value
        failed, finished = (bool(flags & kind.value) for kind in (kinds.FAILED, kinds.TURN_FINISHED))
        number = self.requests[event.request]
        if failed or finished:
            del self.requests[event.request]
            event.request.close()
        why = f"the engine gave the request up ({event.error_code.name.lower()})" if failed else ""
        token = int(event.token) if flags & kinds.TOKEN.value else None
        return Progress(number, token, failed or finished, why)
