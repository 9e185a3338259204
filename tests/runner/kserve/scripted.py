"""A server of the Open Inference Protocol that does what its script says.

`python -m tests.runner.kserve.scripted SCRIPT`: the script is an object of JSON.
Prints its ports, HTTP and gRPC. Its model doubles: `x` [-1, 4] to `y` [-1, 4], fp32.
"""

import asyncio
import json
import os
import sys
from dataclasses import dataclass, fields
from typing import Any

import grpc
import numpy as np
from aiohttp import web
from tritonclient.grpc import service_pb2, service_pb2_grpc

FAULTS = ("none", "status", "cut", "malformed", "stall_forever", "shape", "dtype", "no_outputs", "renamed", "items")
SECRET = "what was sent"


@dataclass(frozen=True)
class Script:
    """`each_ms` is its service time; every `every`-th request meets the fault; `told` is whether it tells its model."""

    each_ms: float = 1.0
    fault: str = "none"
    every: int = 1
    status: int = 500
    key: str = ""
    told: bool = True
    binary: bool = True
    name: str = "triton"


class Model:
    """Answers, and faults in their turn."""

    def __init__(self, script: Script) -> None:
        self.script, self.asked = script, 0

    async def answer(self, x: np.ndarray) -> tuple[str, str, np.ndarray]:
        """The fault of this request, name and array of its output; the service time has passed."""
        self.asked += 1
        fault = self.script.fault if self.asked % self.script.every == 0 else "none"
        await asyncio.sleep(3600 if fault == "stall_forever" else self.script.each_ms / 1e3)
        y = {"shape": np.zeros((len(x), 4, 1), np.float32), "dtype": (2 * x).astype(np.float64),
             "items": np.zeros((len(x) + 1, 4), np.float32)}.get(fault, 2 * x)
        return fault, "z" if fault == "renamed" else "y", y

    def server(self) -> dict[str, Any]:
        """Metadata of the server."""
        return {"name": self.script.name, "version": "2.51.0",
                "extensions": ["binary_tensor_data"] if self.script.binary else []}

    def model(self) -> dict[str, Any]:
        """Metadata of the model."""
        told = {"inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 4]}],
                "outputs": [{"name": "y", "datatype": "FP32", "shape": [-1, 4]}]} if self.script.told else {}
        return {"name": "double", "versions": ["1"], "platform": "onnxruntime_onnx", **told}

    def statistics(self) -> dict[str, Any]:
        """As if two requests were computed together."""
        return {"model_stats": [{"name": "double", "inference_count": self.asked, "execution_count": self.asked // 2}]}


CONFIG = {"name": "double", "backend": "onnxruntime", "max_batch_size": 8,
          "dynamic_batching": {"max_queue_delay_microseconds": 500},
          "instance_group": [{"kind": "KIND_CPU", "count": 2}], "response_cache": {"enable": False}}


class Http:
    """The protocol over HTTP, with the binary tensor extension."""

    def __init__(self, model: Model) -> None:
        self.of = model

    def app(self) -> web.Application:
        """Routes of the server."""
        made = web.Application(client_max_size=2**26)
        made.router.add_get("/v2", self.server)
        made.router.add_get("/v2/models/{name}", self.model)
        made.router.add_get("/v2/models/{name}/ready", self.ready)
        made.router.add_get("/v2/models/{name}/config", self.config)
        made.router.add_get("/v2/models/{name}/stats", self.stats)
        made.router.add_post("/v2/models/{name}/infer", self.infer)
        return made

    def _refused(self, request: web.Request) -> web.Response | None:
        if request.headers.get("Accept-Encoding") != "identity":
            return web.json_response({"error": "nobody asked for compression"}, status=406)
        key = self.of.script.key
        if key and request.headers.get("Authorization") != f"Bearer {key}":
            return web.json_response({"error": f"not with {request.headers}"}, status=401)
        known = request.match_info.get("name", "double") == "double"
        return None if known else web.json_response({"error": "unknown model"}, status=404)

    async def server(self, request: web.Request) -> web.Response:
        """Metadata."""
        return self._refused(request) or web.json_response(self.of.server())

    async def model(self, request: web.Request) -> web.Response:
        """Metadata."""
        return self._refused(request) or web.json_response(self.of.model())

    async def ready(self, request: web.Request) -> web.Response:
        """Whether the model is."""
        return self._refused(request) or web.Response()

    async def config(self, request: web.Request) -> web.Response:
        """Configuration."""
        return self._refused(request) or web.json_response(CONFIG)

    async def stats(self, request: web.Request) -> web.Response:
        """As if two requests were computed together."""
        return self._refused(request) or web.json_response(self.of.statistics())

    async def infer(self, request: web.Request) -> web.StreamResponse:
        """Twice what was sent."""
        body = await request.read()
        if refused := self._refused(request):
            return refused
        length = request.headers.get("Inference-Header-Content-Length")
        asked = json.loads(body[:int(length)] if length else body)
        if not asked.get("id"):
            return web.json_response({"error": "a request without an id"}, status=422)
        (sent,) = asked["inputs"]
        x = np.frombuffer(body[int(length):], np.float32) if length else np.array(sent["data"], np.float32)
        fault, name, y = await self.of.answer(x.reshape(sent["shape"]))
        if fault == "status":
            return web.json_response({"error": SECRET}, status=self.of.script.status)
        if fault == "cut":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if fault == "malformed":
            return web.Response(body=b"{not json")
        output = {"name": name, "datatype": "FP64" if y.dtype == np.float64 else "FP32", "shape": list(y.shape)}
        answer: dict[str, Any] = {"model_name": "double", "outputs": [] if fault == "no_outputs" else [output]}
        if not _binary(asked):
            output |= {"data": y.ravel().tolist(), "parameters": None}
            return web.json_response(answer)
        output["parameters"] = {"binary_data_size": y.nbytes}
        header = json.dumps(answer).encode()
        told = {"Inference-Header-Content-Length": str(len(header))}
        return web.Response(body=header + y.tobytes(), headers=told)


def _binary(asked: dict[str, Any]) -> bool:
    """Whether the outputs are wanted as bytes: each by its own word, all by the request's."""
    named = asked.get("outputs", [asked])
    return all(any(each.get("parameters", {}).get(word) for word in ("binary_data", "binary_data_output"))
               for each in named)


class Grpc(service_pb2_grpc.GRPCInferenceServiceServicer):
    """The protocol over gRPC."""

    def __init__(self, model: Model) -> None:
        self.of = model

    async def _require(self, request: Any, context: Any) -> None:
        key = self.of.script.key
        if key and dict(context.invocation_metadata()).get("authorization") != f"Bearer {key}":
            await context.abort(grpc.StatusCode.UNAUTHENTICATED, "no")
        if getattr(request, "name", None) or getattr(request, "model_name", None):
            name = getattr(request, "name", None) or request.model_name
            if name != "double":
                await context.abort(grpc.StatusCode.NOT_FOUND, f"no {name}")

    async def ServerMetadata(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Metadata."""
        await self._require(request, context)
        return service_pb2.ServerMetadataResponse(**self.of.server())

    async def ModelReady(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Whether the model is."""
        await self._require(request, context)
        return service_pb2.ModelReadyResponse(ready=True)

    async def ModelMetadata(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Metadata."""
        await self._require(request, context)
        return service_pb2.ModelMetadataResponse(**self.of.model())

    async def ModelConfig(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Configuration."""
        await self._require(request, context)
        return service_pb2.ModelConfigResponse(config=CONFIG)

    async def ModelStatistics(self, request: Any, context: Any) -> Any:  # noqa: N802
        """As if two requests were computed together."""
        await self._require(request, context)
        return service_pb2.ModelStatisticsResponse(**self.of.statistics())

    async def ModelInfer(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Twice what was sent."""
        await self._require(request, context)
        if not request.id:
            await context.abort(grpc.StatusCode.INVALID_ARGUMENT, "a request without an id")
        x = np.frombuffer(request.raw_input_contents[0], np.float32).reshape(request.inputs[0].shape)
        fault, name, y = await self.of.answer(x)
        if fault == "status":
            await context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, SECRET)
        if fault == "cut":
            os._exit(1)
        if fault == "malformed":
            return service_pb2.ModelInferResponse(
                outputs=[{"name": "y", "datatype": "FP32", "shape": [9, 9]}], raw_output_contents=[b"xy"])
        if fault == "no_outputs":
            return service_pb2.ModelInferResponse()
        output = {"name": name, "datatype": "FP64" if y.dtype == np.float64 else "FP32", "shape": y.shape}
        return service_pb2.ModelInferResponse(outputs=[output], raw_output_contents=[y.tobytes()])


async def _serve(script: Script) -> None:
    model = Model(script)
    runner = web.AppRunner(Http(model).app())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server = grpc.aio.server()
    service_pb2_grpc.add_GRPCInferenceServiceServicer_to_server(Grpc(model), server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    print(runner.addresses[0][1], port, flush=True)
    await server.wait_for_termination()


if __name__ == "__main__":
    given = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}
    known = {field.name for field in fields(Script)}
    assert set(given) <= known, f"known: {known}"
    asyncio.run(_serve(Script(**given)))
