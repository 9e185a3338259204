"""First contact with an endpoint: what it tells, how long prompts are, which options it takes.

Asked for apart from any timed run.
"""

import asyncio
from dataclasses import dataclass, replace

from lynxrunner.errors import RunError
from lynxrunner.served.connect import client
from lynxrunner.served.endpoint import Endpoint
from lynxrunner.served.prompts import PROBES, WORDS, Scale, scale
from lynxrunner.served.reply import OK, Ask, Reply
from lynxrunner.state import Record

TOKENS = 8
LOCKED = ("HTTP 401", "HTTP 403")


@dataclass(frozen=True)
class Contact:
    """What was found out: `runtime` as far as the server tells it, how it counts, how long an answer takes."""

    endpoint: Endpoint
    scale: Scale
    runtime: Record
    typical_s: float


def contact(endpoint: Endpoint, ignore_eos: bool | None, tokens: int) -> Contact:
    """Raises RunError, one line, where the endpoint does not answer as asked.

    `ignore_eos` None: ignored where the server takes it and keeps to it. `tokens` of one answer set the pace.
    """
    return asyncio.run(_contact(endpoint, ignore_eos, tokens))


async def _contact(endpoint: Endpoint, ignore_eos: bool | None, tokens: int) -> Contact:
    from lynxrunner.served.persistence import keeps_connections
    from lynxrunner.served.server import asked, runtime

    told = runtime(await asked(endpoint))
    wanted = replace(endpoint, ignore_eos=ignore_eos is not False)
    first, second = await _probes(wanted, tokens)
    if ignore_eos is None and (first.status, second.status) != (OK, OK):
        wanted = replace(endpoint, ignore_eos=False)
        first, second = await _probes(wanted, tokens)
    for reply in (first, second):
        _require_answered(reply)
    counted = first.input_items, second.input_items
    known = Scale() if None in counted else scale(*counted)  # type: ignore[arg-type]
    wanted = replace(wanted, kept=await keeps_connections(wanted))
    return Contact(wanted, known, told, (second.ended - second.begun) / 1e9)


def _require_answered(reply: Reply) -> None:
    if reply.status != OK:
        locked = reply.why.startswith(LOCKED)
        advice = "give its key in LYNX_API_KEY or --api-key-file" if locked else "see the server's own log"
        raise RunError(f"the endpoint did not answer a first request: {reply.why}; {advice}")


async def _probes(endpoint: Endpoint, tokens: int) -> list[Reply]:
    """A short prompt with few tokens and a long one with as many as an answer has; no second where the first fails."""
    first = await _probe(endpoint, PROBES[0], TOKENS)
    return [first, await _probe(endpoint, PROBES[1], tokens) if first.status == OK else first]


async def _probe(endpoint: Endpoint, words: int, tokens: int) -> Reply:
    async with client("openai", endpoint) as sender:
        return await sender.send(Ask(" ".join(WORDS[number % len(WORDS)] for number in range(words)), tokens))
