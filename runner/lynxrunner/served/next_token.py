"""The token that a server of completions chooses next after a prompt of token ids.

Prompts of token ids are part of the API; that the token chosen is named by its id is not. Servers have members of their
own for it, so each known one is asked for.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson

from lynxrunner.served.endpoint import Endpoint

ONE_TOKEN = {"max_tokens": 1, "temperature": 0, "stream": False, "logprobs": 1}
NAMING = {"return_token_ids": True, "return_tokens_as_token_ids": True}
"""As vLLM takes them; llama.cpp names ids beside log probabilities, and passes over what it does not know."""
PREFIX, MOST_BYTES = "token_id:", 2**20
Answer = Mapping[str, Any]


async def next_tokens(endpoint: Endpoint, prompts: Sequence[list[int]]) -> list[int] | None:
    """One for each prompt, greedily; None where one is not named."""
    from lynxrunner.served.openai import connected

    found: list[int] = []
    async with connected(endpoint) as session:
        strict = await _one(session, endpoint, prompts[0], NAMING) is None
        for prompt in prompts:
            chosen = await _one(session, endpoint, prompt, {} if strict else NAMING)
            if chosen is None:
                return None
            found.append(chosen)
    return found


def token(answer: Any) -> int | None:
    """Id of the first token that an answer chose; None where it names none."""
    choice = _object(_first(_object(answer).get("choices")))
    told = _object(choice.get("logprobs"))
    text = _first(told.get("tokens"))
    prefixed = isinstance(text, str) and text.startswith(PREFIX) and text.removeprefix(PREFIX).isdecimal()
    found = [_first(choice.get("token_ids")), _object(_first(told.get("content"))).get("id"),
             int(text.removeprefix(PREFIX)) if prefixed else None]
    return next((each for each in found if isinstance(each, int) and 0 <= each < 2**31), None)


async def _one(session: Any, endpoint: Endpoint, tokens: list[int], naming: Answer) -> int | None:
    import aiohttp

    body = orjson.dumps({"model": endpoint.model, "prompt": tokens, **ONE_TOKEN, **naming})
    try:
        async with asyncio.timeout(endpoint.request_s):
            async with session.post(f"{endpoint.base}/v1/completions", data=body, allow_redirects=False) as response:
                if response.status != HTTPStatus.OK:
                    return None
                # Cut off where it goes on without end, and then no JSON.
                return token(orjson.loads(b"".join([piece async for piece in _limited(response.content)])))
    except (aiohttp.ClientError, OSError, ValueError, TimeoutError):
        return None


async def _limited(content: Any) -> AsyncIterator[bytes]:
    total = 0
    async for piece in content.iter_any():
        total += len(piece)
        if total > MOST_BYTES:
            return
        yield piece


def _object(value: Any) -> Answer:
    return value if isinstance(value, dict) else {}


def _first(values: Any) -> Any:
    return values[0] if isinstance(values, list) and values else None
