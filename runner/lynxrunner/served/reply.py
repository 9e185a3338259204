"""The seam between clients and load: a request goes out; times and counts come back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from lynxrunner.runtimes.protocol import Tensors
from lynxschema.samples import STATUSES, Column

OK, ERROR, TIMEOUT, CANCELLED = (STATUSES[name] for name in ("ok", "error", "timeout", "cancelled"))


@dataclass(frozen=True)
class Ask:
    """What one request wants: a prompt, and at most (past the end of sequence: exactly) so many tokens.

    Where no tokenizer is between, the prompt is `tokens` [input length]. Of a model that generates nothing, the request
    is `arrays` by the name of the input [items, ...], and `input_items` their length where lengths vary.
    """

    prompt: str = ""
    output_length: int = 0
    tokens: Column | None = None
    arrays: Tensors | None = None
    input_items: int | None = None


@dataclass(frozen=True)
class Reply:
    """How a request went, times in ns of the process's clock.

    `ended` is when the answer was complete, or when it failed; `chunks` when each piece of content arrived. Tokens
    are as the server counted them, None where it did not. `why` is said of a failure, and repeats nothing that was
    sent or received but a status and a code.
    """

    begun: int
    ended: int
    status: int = OK
    chunks: Sequence[int] = ()
    input_items: int | None = None
    output_items: int | None = None
    why: str = ""


class Client(Protocol):
    """A way to an endpoint."""

    async def send(self, ask: Ask) -> Reply:
        """Send one request and read its answer to the end. Whatever goes wrong is a reply with its status."""
        ...
