"""The seam between a protocol's client and what is asked of it."""

from typing import Any, Protocol

from lynxrunner.runtimes.protocol import Tensors


class Wire(Protocol):
    """A connection to one model of an endpoint. Failures are raised as the client has them; `said` names them."""

    async def server(self) -> Any:
        """The server's metadata, an object of JSON."""
        ...

    async def ready(self) -> bool:
        """Whether the model is."""
        ...

    async def model(self) -> Any:
        """The model's metadata."""
        ...

    async def config(self) -> Any:
        """The model's configuration, where the server has the extension for it."""
        ...

    async def statistics(self) -> Any:
        """What the server counted, where it has the extension for it."""
        ...

    async def infer(self, inputs: Tensors) -> Tensors:
        """One request, from arrays to arrays."""
        ...

    def said(self, error: Exception) -> str:
        """A failure by its kind and status; nothing that was sent or received is repeated."""
        ...
