"""Requests of tensors as the load generators send them: timed from arrays to arrays, then judged."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter_ns

from lynxrunner.errors import RunError
from lynxrunner.kserve.target import Target, wrong
from lynxrunner.kserve.wire import Wire
from lynxrunner.served.reply import ERROR, OK, TIMEOUT, Ask, Reply

INSTALL = "pip install 'lynxbench[kserve]'"


class Tensor:
    """A `Client` of the load generators."""

    def __init__(self, wire: Wire, target: Target) -> None:
        self.wire, self.target = wire, target

    async def send(self, ask: Ask) -> Reply:
        """Whatever goes wrong is a reply with its status."""
        assert ask.arrays is not None, "requests of this protocol are of tensors"
        limit, begun = self.target.endpoint.request_s, perf_counter_ns()
        try:
            async with asyncio.timeout(limit):
                found = await self.wire.infer(ask.arrays)
        except TimeoutError:
            return Reply(begun, perf_counter_ns(), TIMEOUT, why=f"no whole answer in {limit:g} s")
        except Exception as error:  # whatever a client raises on what a server sends
            return Reply(begun, max(perf_counter_ns(), begun + 1), ERROR, why=self.wire.said(error))
        ended = perf_counter_ns()
        why = wrong(found, self.target.outputs, len(next(iter(ask.arrays.values()))))
        return Reply(begun, ended, ERROR if why else OK, input_items=ask.input_items, why=why)


@asynccontextmanager
async def wire(target: Target) -> AsyncIterator[Wire]:
    """A connection by the target's transport. Raises RunError where the client's package is not installed."""
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")  # its log names addresses
    try:
        if target.transport == "grpc":
            from lynxrunner.kserve.grpc import connected
        else:
            from lynxrunner.kserve.http import connected  # type: ignore[assignment]
    except (ImportError, RuntimeError) as error:
        missing = getattr(error, "name", None) or "tritonclient"
        raise RunError(f"--runtime kserve: {missing} is not installed; {INSTALL}") from None
    async with connected(target) as found:
        yield found


@asynccontextmanager
async def client(target: Target) -> AsyncIterator[Tensor]:
    """What the load generators are handed."""
    async with wire(target) as found:
        yield Tensor(found, target)
