"""First contact with an endpoint: what it tells, what its answers look like and how long they take, what it scores."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

import aiohttp
import numpy as np
from numpy.typing import NDArray
from tritonclient.utils import InferenceServerException, triton_to_np_dtype

from lynxrunner.errors import RunError
from lynxrunner.kserve.client import wire
from lynxrunner.kserve.server import Told
from lynxrunner.kserve.target import Pattern, Patterns, Target, wrong
from lynxrunner.kserve.wire import Wire
from lynxrunner.runtimes.protocol import Tensors

TRIES = 5
WAIT_S = 10
REFUSED = ("HTTP 401", "HTTP 403", "gRPC UNAUTHENTICATED", "gRPC PERMISSION_DENIED")


@dataclass(frozen=True)
class First:
    """What a first request showed: where and how to send, with what answers look like; the least time of a few [s]."""

    target: Target
    typical_s: float


def ask(target: Target) -> Told:
    """Everything that the server tells. Raises RunError where it is absent or has no such model."""
    return asyncio.run(_ask(target))


def first(target: Target, told: Told, inputs: Mapping[str, NDArray[Any]]) -> First:
    """Raises RunError where the endpoint does not answer as the protocol has it."""
    return asyncio.run(_first(target, told, inputs))


def outputs(target: Target, items: Tensors, chunk: int) -> Tensors:
    """Outputs [n, ...] of all items, in requests of at most `chunk`. Raises RunError where one is not answered."""
    return asyncio.run(_outputs(target, items, chunk))


async def _ask(target: Target) -> Told:
    async with wire(target) as found:
        server = await _answer(found, "server", needed=True)
        model = await _answer(found, "model")
        if model is None and not await _ready(found):
            raise RunError(f"--model-name {target.endpoint.model}: the server has no such model, or it is not ready")
        return Told(server, model, await _answer(found, "config"), await _answer(found, "statistics"))


async def _answer(found: Wire, what: str, needed: bool = False) -> Any:
    """An answer, None where the server has none. Raises RunError where one that is needed says that nobody listens, or
    that the key is wrong."""
    try:
        async with asyncio.timeout(WAIT_S):
            return await getattr(found, what)()
    except TimeoutError:
        raise RunError(f"--url: no answer within {WAIT_S} s; is it the port of this protocol?") from None
    except Exception as error:  # whatever a client raises on what a server sends
        if not needed:
            return None  # servers may close what only their operators are to see
        said = found.said(error)
        if said.startswith(REFUSED):
            raise RunError(f"the endpoint answers {said}: give its key in LYNX_API_KEY or --api-key-file") from None
        if isinstance(error, aiohttp.ClientError | OSError) or said.startswith("no connection"):
            raise RunError("--url: no server answers there; start it, or correct host and port") from None
        if isinstance(error, InferenceServerException):
            return None
        raise RunError(f"--url: what answers there does not speak the Open Inference Protocol ({said})") from None


async def _ready(found: Wire) -> bool:
    return bool(await _answer(found, "ready", needed=True))


async def _first(target: Target, told: Told, inputs: Mapping[str, NDArray[Any]]) -> First:
    listed = {name: _pattern(dtype, shape) for name, dtype, shape in told.slots("outputs")}
    target = replace(target, outputs={name: each for name, each in listed.items() if each})
    times, answer = list[float](), dict[str, Any]()
    async with wire(target) as found:
        for _ in range(TRIES):
            begun = perf_counter()
            answer = dict(await _infer(found, inputs, target))
            times.append(perf_counter() - begun)
    patterns = target.outputs or {name: Pattern(str(array.dtype), (-1,) * array.ndim)
                                  for name, array in answer.items()}
    _require(answer, patterns, len(next(iter(inputs.values()))))
    return First(replace(target, outputs=patterns), min(times))


async def _infer(found: Wire, inputs: Tensors, target: Target) -> Tensors:
    try:
        async with asyncio.timeout(target.endpoint.request_s):
            return await found.infer(inputs)
    except TimeoutError:
        raise RunError(f"a first request had no answer in {target.endpoint.request_s:g} s") from None
    except Exception as error:
        hint = "; does the server take bytes behind its JSON? --option transport=http_json" if (
            target.transport == "http_binary") else "; see the server's own log"
        raise RunError(f"the endpoint did not answer a first request: {found.said(error)}{hint}") from None


async def _outputs(target: Target, items: Tensors, chunk: int) -> Tensors:
    count, parts = len(next(iter(items.values()))), list[Tensors]()
    async with wire(target) as found:
        for start in range(0, count, chunk):
            asked = {name: np.ascontiguousarray(array[start:start + chunk]) for name, array in items.items()}
            parts.append(await _infer(found, asked, target))
            _require(parts[-1], target.outputs, len(next(iter(asked.values()))))
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _require(answer: Tensors, patterns: Patterns, items: int) -> None:
    if why := wrong(answer, patterns, items) or ("" if patterns else "an answer without outputs"):
        raise RunError(f"the endpoint did not answer a first request as it should: {why}")


def _pattern(dtype: str, shape: tuple[int, ...]) -> Pattern | None:
    known = triton_to_np_dtype(dtype)
    return Pattern(str(np.dtype(known)), shape) if known is not None else None
