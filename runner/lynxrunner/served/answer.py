"""The events of an OpenAI-compatible stream -> a reply.

Nothing is read while others wait for their bytes to be stamped: the events of an answer are decoded when it has ended.
"""

import re
from collections.abc import Sequence
from typing import Any

import orjson

from lynxrunner.served.events import Timed, events
from lynxrunner.served.reply import ERROR, Ask, Reply

CONTENT = ("content", "reasoning_content", "reasoning", "tool_calls", "refusal")
"""Members of a chat delta that bring output."""
CODE = re.compile(r"[a-z0-9_]{1,40}", re.IGNORECASE)


class MalformedError(Exception):
    """An answer that is none; its text repeats nothing of it."""


def reply(begun: int, pieces: Sequence[Timed], ask: Ask, exact: bool) -> Reply:
    """What a stream of status 200 said; `exact` where the end of sequence was to be ignored."""
    chunks: list[int] = []
    ended, reason, usage = 0, "", dict[str, Any]()
    try:
        for at, data in events(pieces):
            if data == b"[DONE]":
                break
            found = _object(data)
            usage = found.get("usage") or usage
            content, finished = _choice(found)
            if content:
                chunks.append(at)
            if finished or (ended and content):
                ended = at
            reason = finished or reason
        read, written = _count(usage, "prompt_tokens"), _count(usage, "completion_tokens")
        _require_whole(chunks, ended, written, ask.output_length)
        if exact:
            _require_exact(reason, written, ask.output_length)
    except MalformedError as error:
        last = pieces[-1][0] if pieces else begun
        return Reply(begun, max(last, begun + 1), ERROR, chunks, why=str(error))
    return Reply(begun, ended, chunks=chunks, input_items=read, output_items=written)


def code(body: bytes) -> str:
    """The code or type that an error names, where it is one word; nothing else of it is repeated."""
    try:
        found = orjson.loads(body)
        named = found.get("error", found) if isinstance(found, dict) else {}
        words = [named.get(member) for member in ("code", "type")] if isinstance(named, dict) else []
    except orjson.JSONDecodeError:
        return ""
    return next((f" ({word})" for word in words if isinstance(word, str) and CODE.fullmatch(word)), "")


def _object(data: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(data)
    except orjson.JSONDecodeError:
        raise MalformedError("an event that is no JSON") from None
    if not isinstance(found, dict):
        raise MalformedError("an event that is no object")
    if found.get("error"):
        raise MalformedError(f"an error in the stream{code(data)}")
    return found


def _choice(found: dict[str, Any]) -> tuple[bool, str]:
    """Whether an event brings content, and why it ends the answer, where it does."""
    choices = found.get("choices")
    if not choices:
        return False, ""
    if not isinstance(choices, list) or not isinstance(choices[0], dict):
        raise MalformedError("an event without choices that can be read")
    first = choices[0]
    delta = first.get("delta") or {}
    if not isinstance(delta, dict):
        raise MalformedError("an event whose delta is no object")
    content = bool(first.get("text")) or any(delta.get(member) for member in CONTENT)
    finished = first.get("finish_reason")
    return content, "" if finished is None else str(finished) or "unnamed"


def _count(usage: Any, member: str) -> int | None:
    found = usage.get(member) if isinstance(usage, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 2**53 else None


def _require_whole(chunks: Sequence[int], ended: int, counted: int | None, asked: int) -> None:
    if not ended:
        raise MalformedError("an answer without finish_reason" if chunks else "an empty answer")
    if not chunks:
        raise MalformedError("an answer without content")
    if counted is not None and counted > asked:
        raise MalformedError("more tokens than max_tokens")


def _require_exact(reason: str, counted: int | None, asked: int) -> None:
    if counted is not None and counted < asked:
        raise MalformedError("fewer tokens than asked for: ignore_eos is not honoured")
    if counted is None and reason == "stop":
        raise MalformedError("an end before max_tokens: ignore_eos is not honoured")
