"""Passes of a decoder, bound once to one cache and used again by every request."""

from collections.abc import Iterable
from time import perf_counter_ns
from typing import Any, NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from lynxrunner.decode.cache import Cache
from lynxrunner.decode.decoder import LOGITS, TOKENS, Decoder
from lynxrunner.decode.scheduler import Scheduler
from lynxrunner.errors import RunError
from lynxrunner.runtimes.protocol import Call, Session, Settings, Tensors


@runtime_checkable
class InPlace(Protocol):
    """A session that writes outputs where it is told to."""

    def bind_to(self, inputs: Tensors, outputs: Tensors) -> Call:
        """Like `bind`, with the buffers of all outputs given. The next call of another binding may read them."""
        ...


class Answering(Protocol):
    """What generates."""

    vocabulary: int

    @property
    def cache_bytes(self) -> int | None:
        """Memory that it took for its cache, None where that grows with each answer."""
        ...

    def prepare(self, lengths: Iterable[tuple[int, int]]) -> None:
        """Do beforehand what requests of these lengths of input and output need."""
        ...

    def generate(self, prompt: NDArray[np.int64], wanted: int) -> tuple[list[int], list[int]]:
        """So many tokens after the prompt [tokens], and when each was there, in ns of the process's clock."""
        ...


@runtime_checkable
class OwnLoop(Protocol):
    """A session of a runtime that generates by a loop and a cache of its own."""

    def answering(self) -> Answering | Scheduler:
        """What generates."""
        ...


def answering(session: Session, decoder: Decoder, prompt: int, capacity: int) -> Answering | Scheduler:
    """By the runtime's own loop, or by a bound cache for prompts of at most so many tokens. Raises RunError."""
    if isinstance(session, OwnLoop):
        return session.answering()
    return Steps(session, decoder, prompt, capacity)


def has_own_cache(session: Session) -> bool:
    """Whether the runtime keeps the cache. Raises RunError for a session that cannot generate at all."""
    return isinstance(session, OwnLoop) or not in_place(session)


def together(session: Session, settings: Settings) -> int:
    """Requests that are computed together at most. Raises RunError where several are wanted and one is all it can."""
    if settings.streams == 1:
        return 1
    found = session.answering() if isinstance(session, OwnLoop) else None
    if not isinstance(found, Scheduler):
        raise RunError("this runtime generates one answer at a time; for several at once take --runtime "
                       "onnxruntime-genai, or measure a server with --runtime openai")
    return found.most


def in_place(session: Session) -> InPlace:
    """Raises RunError for a session of a runtime that cannot."""
    if not isinstance(session, InPlace):
        raise RunError("this runtime does not write outputs where it is told to, as reusing a key-value cache needs; "
                       "generate with onnxruntime or openvino")
    return session


class Pass(NamedTuple):
    """A bound pass: where its new tokens are written to, the call, and the logits [vocabulary] of its last token."""

    tokens: NDArray[Any]
    call: Call
    logits: NDArray[Any]


class Steps:
    """Greedy decoding of one request at a time, prompts of at most `prompt` tokens, `cache.capacity` in all."""

    def __init__(self, session: Session, decoder: Decoder, prompt: int, capacity: int) -> None:
        self.session, self.decoder, self.cache = in_place(session), decoder, Cache(decoder, capacity)
        probe = session.run(decoder.drawn(np.zeros((1, 1), np.int64), 0, 0))
        self.vocabulary = int(probe[LOGITS].shape[-1])
        self.logits = np.zeros(prompt * self.vocabulary, probe[LOGITS].dtype)
        self.passes: dict[tuple[int, int], Pass] = {}

    @property
    def cache_bytes(self) -> int:
        """As it was allocated."""
        return self.cache.bytes

    def prepare(self, lengths: Iterable[tuple[int, int]]) -> None:
        """Bind what requests of these lengths of input and output need, so that nothing is bound while they run."""
        for prompt, wanted in lengths:
            for past, new in [(0, prompt), *((past, 1) for past in range(prompt, prompt + wanted - 1))]:
                if (past, new) not in self.passes:
                    self.passes[past, new] = self._bound(past, new)

    def generate(self, prompt: NDArray[np.int64], wanted: int) -> tuple[list[int], list[int]]:
        """So many tokens after the prompt [tokens], and when each was there, in ns of the process's clock."""
        token = self._forward(0, prompt)
        times, found = [perf_counter_ns()], [token]
        for past in range(len(prompt), len(prompt) + wanted - 1):
            token = self._forward(past, token)
            times.append(perf_counter_ns())
            found.append(token)
        return times, found

    def _forward(self, past: int, new: NDArray[np.int64] | int) -> int:
        tokens, call, logits = self.passes[past, 1 if isinstance(new, int) else len(new)]
        tokens[0] = new
        call()
        return int(logits.argmax())

    def _bound(self, past: int, new: int) -> Pass:
        inputs = self.decoder.beside(np.zeros((1, new), np.int64), past)
        logits = self.logits[:new * self.vocabulary].reshape(1, new, self.vocabulary)
        outputs = {LOGITS: logits, **self.cache.written(past, new)}
        call = self.session.bind_to({**inputs, **self.cache.read(past)}, outputs)
        return Pass(inputs[TOKENS], call, logits[0, -1])
