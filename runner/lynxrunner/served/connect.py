"""The client of a protocol, imported when it is wanted."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from lynxrunner.errors import RunError
from lynxrunner.served.endpoint import Endpoint
from lynxrunner.served.reply import Client

PROTOCOLS = ("openai",)
INSTALL = "pip install 'lynxbench[served]'"


@asynccontextmanager
async def client(protocol: str, endpoint: Endpoint) -> AsyncIterator[Client]:
    """A client of one of PROTOCOLS. Raises RunError where its package is not installed."""
    try:
        from lynxrunner.served.openai import OpenAi, connected
    except ImportError as error:
        raise RunError(f"--runtime {protocol}: {error.name} is not installed; {INSTALL}") from None
    async with connected(endpoint) as session:
        yield OpenAi(session, endpoint)
