"""A client of OpenAI-compatible servers: completions and chat, streamed."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from time import perf_counter_ns
from typing import Any

import aiohttp
import orjson

from lynxrunner.served.answer import code, reply
from lynxrunner.served.endpoint import Endpoint
from lynxrunner.served.events import Timed
from lynxrunner.served.openai_api import APIS
from lynxrunner.served.reply import ERROR, TIMEOUT, Ask, Reply

MOST_BYTES = 64 * 2**20
"""Of one answer; a stream without end is given up."""


class OpenAi:
    """One connection per request in flight, kept between requests where the server keeps it."""

    def __init__(self, session: aiohttp.ClientSession, endpoint: Endpoint) -> None:
        self.session, self.endpoint = session, endpoint
        self.url = endpoint.base + APIS[endpoint.api]

    async def send(self, ask: Ask) -> Reply:
        """Streams one request."""
        body, pieces = orjson.dumps(self._body(ask)), list[Timed]()
        begun = perf_counter_ns()
        try:
            async with asyncio.timeout(self.endpoint.request_s):
                why = await self._stream(body, pieces)
        except TimeoutError:
            return Reply(begun, perf_counter_ns(), TIMEOUT, why=f"no whole answer in {self.endpoint.request_s:g} s")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            # The text of such an error names the host.
            return Reply(begun, perf_counter_ns(), ERROR, why=kind(error))
        if why:
            return Reply(begun, perf_counter_ns(), ERROR, why=why)
        return reply(begun, pieces, ask, self.endpoint.ignore_eos)

    async def _stream(self, body: bytes, pieces: list[Timed]) -> str:
        """Stamps what arrives; what is wrong, or nothing."""
        total = 0
        async with self.session.post(self.url, data=body, allow_redirects=False) as response:
            if response.status != HTTPStatus.OK:
                return status(response.status) + code(await response.content.read(65536))
            async for piece in response.content.iter_any():
                pieces.append((perf_counter_ns(), piece))
                total += len(piece)
                if total > MOST_BYTES:
                    return "an answer without end"
        return ""

    def _body(self, ask: Ask) -> dict[str, Any]:
        chat = self.endpoint.api == "chat"
        prompt = {"messages": [{"role": "user", "content": ask.prompt}]} if chat else {"prompt": ask.prompt}
        return {
            "model": self.endpoint.model, **prompt, "max_tokens": ask.output_length, "temperature": 0, "stream": True,
            "stream_options": {"include_usage": True}, **({"ignore_eos": True} if self.endpoint.ignore_eos else {}),
        }


@asynccontextmanager
async def connected(endpoint: Endpoint, traces: Sequence[aiohttp.TraceConfig] = ()
                    ) -> AsyncIterator[aiohttp.ClientSession]:
    """A session with as many connections as are asked for, each without delay, and the key in every request."""
    kept: dict[str, Any] = {"keepalive_timeout": 60} if endpoint.kept else {"force_close": True}
    connector = aiohttp.TCPConnector(limit=0, socket_factory=_socket, **kept)
    headers = {"Content-Type": "application/json", **endpoint.headers()}
    async with aiohttp.ClientSession(connector=connector, headers=headers, trust_env=False, auto_decompress=True,
                                     timeout=aiohttp.ClientTimeout(total=None), read_bufsize=2**20,
                                     trace_configs=list(traces)) as session:
        yield session


def status(number: int) -> str:
    """A status as the standard names it: a phrase of the server's own could repeat the request."""
    try:
        return f"HTTP {number} {HTTPStatus(number).phrase}"
    except ValueError:
        return f"HTTP {number}"


def kind(error: Exception) -> str:
    """A failure of a connection without its text, which names the host."""
    kinds = {aiohttp.ClientConnectorError: "no connection", aiohttp.ClientPayloadError: "the stream was cut",
             aiohttp.ServerDisconnectedError: "the server hung up"}
    return next((said for kind, said in kinds.items() if isinstance(error, kind)), type(error).__name__)


def _socket(address: Any) -> socket.socket:
    family, kind, protocol, _, _ = address
    made = socket.socket(family, kind, protocol)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made
