"""A server of tokens at known times, and of nothing else: `python -m benchmarks.parts.truth_server SCRIPT`.

It speaks as much HTTP as a streamed completion takes, so that nothing lies between its clock and its socket, and waits
in turns of its loop, never in a sleep that ends late. Times are of the machine's monotonic clock, which the client has
too. `GET /did` tells how late it wrote what it had to write, and the medians of the times that its answers really had.
"""

import asyncio
import json
import os
import sys
from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count
from time import perf_counter_ns
from typing import NamedTuple

import numpy as np

COARSE_NS = 2_000_000
"""A sleep ends late by up to a millisecond: the rest of a wait is passed in turns of the loop."""
KEPT = 100_000
"""Times that are kept of each kind, the last ones."""
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"


class Script(NamedTuple):
    """Milliseconds to the first token and from one to the next; every `stall_every`-th answer stalls halfway."""

    first_ms: float
    each_ms: float
    stall_ms: float = 0.0
    stall_every: int = 0


@dataclass
class Answer:
    """When its request was read and its first token written, in ns, and how many `tokens` it has."""

    stream: "Stream"
    received: int
    tokens: int
    first: int = 0


class Due(NamedTuple):
    """What is to be written when, in ns; `number` keeps the order of what is due at once."""

    at: int
    number: int
    answer: Answer
    token: int
    data: bytes


class Pace:
    """Writes what is due, to whichever stream."""

    def __init__(self, script: Script) -> None:
        self.script, self.asked, self.numbers = script, count(1), count()
        self.heap: list[Due] = []
        self.late, self.first, self.each = deque[int](maxlen=KEPT), deque[int](maxlen=KEPT), deque[float](maxlen=KEPT)

    def answer(self, stream: "Stream", received: int, prompt: int, tokens: int) -> None:
        """Schedule an answer to a request that was read at `received`."""
        script, answer = self.script, Answer(stream, received, tokens)
        stalls = bool(script.stall_every) and next(self.asked) % script.stall_every == 0
        for token in range(tokens):
            after = script.first_ms + token * script.each_ms + (stalls and token > tokens // 2) * script.stall_ms
            last = token == tokens - 1
            data = _last(prompt, tokens) if last else TOKEN
            heappush(self.heap, Due(received + int(after * 1e6), next(self.numbers), answer, token, data))

    async def run(self) -> None:
        """Until the process ends."""
        while True:
            now = perf_counter_ns()
            while self.heap and self.heap[0].at <= now:
                self._write(heappop(self.heap))
            left = self.heap[0].at - now if self.heap else COARSE_NS
            await asyncio.sleep(max(left - COARSE_NS, 0) / 1e9)

    def did(self) -> dict[str, object]:
        """Medians of its answers' own times, and p50 and p99 of its lateness, in ms."""
        first, each = (float(np.median(found or [0])) / 1e6 for found in (self.first, self.each))
        late = [float(np.percentile(self.late or [0], p)) / 1e6 for p in (50, 99)]
        return {"late_ms": late, "ttft_ms": first, "tpot_ms": each}

    def _write(self, due: Due) -> None:
        answer, now = due.answer, perf_counter_ns()
        answer.stream.write(due.data)
        self.late.append(now - due.at)
        if due.token == 0:
            answer.first = now
            self.first.append(now - answer.received)
        elif due.token == answer.tokens - 1:
            self.each.append((now - answer.first) / due.token)


class Stream(asyncio.Protocol):
    """One connection, one request after the other."""

    def __init__(self, pace: Pace) -> None:
        self.pace, self.held = pace, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Nothing has been asked."""
        assert isinstance(transport, asyncio.Transport)
        self.write = transport.write

    def data_received(self, data: bytes) -> None:
        """A request is whole with the body that its head announces."""
        received = perf_counter_ns()
        self.held += data
        head, end, body = self.held.partition(b"\r\n\r\n")
        size = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
        if not end or len(body) < size:
            return
        self.held = b""
        if not size:
            self._plain(self.pace.did())
            return
        asked = json.loads(body)
        self.write(HEAD)
        self.pace.answer(self, received, len(asked["prompt"].split()), asked["max_tokens"])

    def _plain(self, found: dict[str, object]) -> None:
        text = json.dumps(found).encode()
        self.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(text), text))


def _event(reason: str | None) -> bytes:
    choice = {"index": 0, "text": " word", "finish_reason": reason}
    return b"data: " + json.dumps({"choices": [choice]}).encode() + b"\n\n"


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


TOKEN = _chunk(_event(None))


@lru_cache
def _last(prompt: int, tokens: int) -> bytes:
    usage = {"prompt_tokens": prompt, "completion_tokens": tokens, "total_tokens": prompt + tokens}
    counted = b"data: " + json.dumps({"choices": [], "usage": usage}).encode() + b"\n\ndata: [DONE]\n\n"
    return _chunk(_event("length") + counted) + _chunk(b"")


async def _serve(script: Script) -> None:
    pace = Pace(script)
    server = await asyncio.get_running_loop().create_server(lambda: Stream(pace), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await pace.run()


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    if processor := given.pop("processor", None):
        os.sched_setaffinity(0, {processor})
    asyncio.run(_serve(Script(**given)))
