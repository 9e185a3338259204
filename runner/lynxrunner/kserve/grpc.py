"""Tensors over gRPC, as raw bytes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import tritonclient.grpc.aio as triton
from tritonclient.utils import InferenceServerException, np_to_triton_dtype

from lynxrunner.kserve.target import Target
from lynxrunner.runtimes.protocol import Tensors

LARGEST = 2**31 - 1
CHANNEL = [("grpc.max_send_message_length", LARGEST), ("grpc.max_receive_message_length", LARGEST),
           ("grpc.enable_http_proxy", 0), ("grpc.enable_retries", 0)]
"""No proxy or repetition that nobody asked for."""
KINDS = {"StatusCode.UNAVAILABLE": "no connection, or it was cut"}


class Grpc:
    """A `Wire`."""

    def __init__(self, client: Any, target: Target) -> None:
        self.client, self.target = client, target
        self.headers = {name.lower(): value for name, value in target.endpoint.headers().items()}
        self.named = {"model_name": target.endpoint.model, "model_version": target.version}
        self.wanted = [triton.InferRequestedOutput(name) for name in target.outputs] or None
        self.numbers = count(1)  # a server may refuse a request without an id

    async def server(self) -> Any:
        """The server's metadata."""
        return await self.client.get_server_metadata(self.headers, as_json=True)

    async def ready(self) -> bool:
        """Whether the model is."""
        return bool(await self.client.is_model_ready(**self.named, headers=self.headers))

    async def model(self) -> Any:
        """The model's metadata."""
        return await self.client.get_model_metadata(**self.named, headers=self.headers, as_json=True)

    async def config(self) -> Any:
        """The model's configuration."""
        return (await self.client.get_model_config(**self.named, headers=self.headers, as_json=True)).get("config")

    async def statistics(self) -> Any:
        """What the server counted."""
        return await self.client.get_inference_statistics(**self.named, headers=self.headers, as_json=True)

    async def infer(self, inputs: Tensors) -> Tensors:
        """One request, from arrays to arrays."""
        answer = await self.client.infer(inputs=[_input(name, array) for name, array in inputs.items()],
                                         outputs=self.wanted, request_id=str(next(self.numbers)),
                                         headers=self.headers, **self.named)
        return {output.name: answer.as_numpy(output.name) for output in answer.get_response().outputs}

    def said(self, error: Exception) -> str:
        """A failure by its status."""
        if isinstance(error, InferenceServerException) and error.status():
            code = str(error.status())
            return KINDS.get(code, f"gRPC {code.removeprefix('StatusCode.')}")
        return "an answer that cannot be read"


def _input(name: str, array: Any) -> Any:
    found = triton.InferInput(name, array.shape, np_to_triton_dtype(array.dtype))
    return found.set_data_from_numpy(array)


@asynccontextmanager
async def connected(target: Target) -> AsyncIterator[Grpc]:
    """One channel; its requests share a connection."""
    async with triton.InferenceServerClient(target.place, ssl=target.secure, channel_args=CHANNEL) as client:
        yield Grpc(client, target)
