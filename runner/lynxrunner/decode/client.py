"""A decoder in this process as a client sees it: a request goes in, tokens come out one by one.

One request at a time: while it is computed, nothing else of the event loop runs.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter_ns

from lynxrunner.decode.scheduler import Scheduler
from lynxrunner.decode.steps import Answering
from lynxrunner.decode.together import Together
from lynxrunner.errors import first_line
from lynxrunner.served.reply import ERROR, Ask, Client, Reply


class InProcess:
    """Every token is a chunk, and the answer is complete with its last."""

    def __init__(self, steps: Answering) -> None:
        self.steps = steps

    async def send(self, ask: Ask) -> Reply:
        """Whatever the runtime raises is a reply with its status."""
        assert ask.tokens is not None, "requests in process are of tokens"
        begun = perf_counter_ns()
        try:
            times, tokens = self.steps.generate(ask.tokens, ask.output_length)
        except Exception as error:
            return Reply(begun, perf_counter_ns(), ERROR, why=first_line(error))
        return Reply(begun, times[-1], chunks=times, input_items=len(ask.tokens), output_items=len(tokens))


@asynccontextmanager
async def connected(steps: Answering | Scheduler) -> AsyncIterator[Client]:
    """In the way that endpoints are connected to."""
    if not isinstance(steps, Scheduler):
        yield InProcess(steps)
        return
    client = Together(steps)
    running = asyncio.create_task(client.run())
    try:
        yield client
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
