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
    from lynxrunner.served.server import asked, runtime

    told = runtime(await asked(endpoint))
    wanted = replace(endpoint, ignore_eos=ignore_eos is not False)
    first = await _probe(wanted, PROBES[0], TOKENS)
    if ignore_eos is None and not _exact(first):
        wanted = replace(endpoint, ignore_eos=False)
        first = await _probe(wanted, PROBES[0], TOKENS)
    second = await _probe(wanted, PROBES[1], tokens)
    for reply in (first, second):
        _require_answered(reply)
    counted = first.input_items, second.input_items
    known = Scale() if None in counted else scale(*counted)  # type: ignore[arg-type]
    return Contact(wanted, known, told, (second.ended - second.begun) / 1e9)


def _require_answered(reply: Reply) -> None:
    if reply.status != OK:
        locked = reply.why.startswith(LOCKED)
        advice = "give its key in LYNX_API_KEY or --api-key-file" if locked else "see the server's own log"
        raise RunError(f"the endpoint did not answer a first request: {reply.why}; {advice}")


def _exact(reply: Reply) -> bool:
    """Whether the end of sequence was ignored, as far as it can be told."""
    return reply.status == OK and reply.output_items in (None, TOKENS)


async def _probe(endpoint: Endpoint, words: int, tokens: int) -> Reply:
    async with client("openai", endpoint) as sender:
        return await sender.send(Ask(" ".join(WORDS[number % len(WORDS)] for number in range(words)), tokens))
