"""Tensors over HTTP: as bytes behind the JSON (the binary tensor extension), or as numbers in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import aiohttp
import tritonclient.http.aio as triton
from tritonclient.utils import InferenceServerException, np_to_triton_dtype

from lynxrunner.kserve.target import Target
from lynxrunner.runtimes.protocol import Tensors
from lynxrunner.served.openai import kind, status

MOST_CONNECTIONS = 4096
PLAIN = {"Accept-Encoding": "identity"}
"""The client's HTTP library would ask for compression, whose time is nobody's wish."""


class Http:
    """A `Wire`."""

    def __init__(self, client: Any, target: Target) -> None:
        self.client, self.target = client, target
        self.binary = target.transport == "http_binary"
        self.key = {**target.endpoint.headers(), **PLAIN}
        self.form = {"Content-Type": "application/octet-stream" if self.binary else "application/json"}
        self.named = {"model_name": target.endpoint.model, "model_version": target.version}
        self.wanted = [triton.InferRequestedOutput(name, self.binary) for name in target.outputs] or None
        self.numbers = count(1)  # a server may refuse a request without an id

    async def server(self) -> Any:
        """The server's metadata."""
        return await self.client.get_server_metadata({**self.key})

    async def ready(self) -> bool:
        """Whether the model is."""
        return bool(await self.client.is_model_ready(**self.named, headers={**self.key}))

    async def model(self) -> Any:
        """The model's metadata."""
        return await self.client.get_model_metadata(**self.named, headers={**self.key})

    async def config(self) -> Any:
        """The model's configuration."""
        return await self.client.get_model_config(**self.named, headers={**self.key})

    async def statistics(self) -> Any:
        """What the server counted."""
        return await self.client.get_inference_statistics(**self.named, headers={**self.key})

    async def infer(self, inputs: Tensors) -> Tensors:
        """One request, from arrays to arrays."""
        answer = await self.client.infer(inputs=[self._input(name, array) for name, array in inputs.items()],
                                         outputs=self.wanted, request_id=str(next(self.numbers)),
                                         headers={**self.key, **self.form}, **self.named)
        found = {output["name"]: output for output in answer.get_response()["outputs"]}
        for output in found.values() if self.wanted else ():  # unnamed, they come as the server likes
            if ("binary_data_size" in (output.get("parameters") or {})) != self.binary:  # KServe answers null
                raise OtherTransportError
        return {name: answer.as_numpy(name) for name in found}

    def _input(self, name: str, array: Any) -> Any:
        found = triton.InferInput(name, array.shape, np_to_triton_dtype(array.dtype))
        return found.set_data_from_numpy(array, binary_data=self.binary)

    def said(self, error: Exception) -> str:
        """A failure by its status."""
        if isinstance(error, InferenceServerException) and str(error.status()).isdecimal():
            return status(int(str(error.status())))
        if isinstance(error, aiohttp.ClientError | OSError):
            return kind(error)
        return "an answer in the other form" if isinstance(error, OtherTransportError) else (
            "an answer that cannot be read")


class OtherTransportError(Exception):
    """Bytes were answered in JSON, or JSON in bytes: its times would be those of neither."""


@asynccontextmanager
async def connected(target: Target) -> AsyncIterator[Http]:
    """As many connections as there are requests in flight, kept between them."""
    limits = {"conn_limit": MOST_CONNECTIONS, "conn_timeout": target.endpoint.request_s + 1}
    async with triton.InferenceServerClient(target.place, ssl=target.secure, ssl_context=True, **limits) as client:
        yield Http(client, target)
