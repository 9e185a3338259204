"""Whether a server keeps connections open between answers.

HTTP/1.1 keeps them unless one side announces otherwise (RFC 9112, section 9.3). A server that closes one all the same,
as llama.cpp's does after a stream, meets requests that were sent meanwhile: they would fail for no fault of its model.
"""

import asyncio
from typing import Any

import aiohttp

from lynxrunner.served.endpoint import Endpoint
from lynxrunner.served.openai import OpenAi, connected
from lynxrunner.served.reply import Ask

PAUSE_S = 0.1
"""After which a connection that is being closed is known to be."""


async def keeps_connections(endpoint: Endpoint) -> bool:
    """Whether a second request goes out on the connection of the first, some time after its answer."""
    opened = list[str]()

    async def note(*_: Any) -> None:
        opened.append("")

    trace = aiohttp.TraceConfig()
    trace.on_connection_create_end.append(note)
    async with connected(endpoint, [trace]) as session:
        for _ in range(2):
            await OpenAi(session, endpoint).send(Ask("time", 1))
            await asyncio.sleep(PAUSE_S)
    return len(opened) == 1
