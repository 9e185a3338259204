"""An OpenAI-compatible server that does what its script says: `python -m tests.runner.served.scripted SCRIPT`.

The script is an object of JSON. Prints its port. Delays are kept on the
clock (no sleep adds up), so that they are known truth.
"""

import asyncio
import json
import sys
from dataclasses import dataclass, fields
from typing import Any

from aiohttp import web

FAULTS = ("none", "status", "cut", "malformed", "empty", "unfinished", "too_many", "too_few", "stall_forever",
          "error_event", "no_usage", "coalesced", "not_an_object", "stopped")


@dataclass(frozen=True)
class Script:
    """`first_ms` to the first token, `each_ms` from one to the next; every `every`-th request meets the fault."""

    first_ms: float = 5.0
    each_ms: float = 1.0
    fault: str = "none"
    every: int = 1
    status: int = 500
    model: str = "scripted"
    key: str = ""
    stall_ms: float = 0.0
    stall_every: int = 0
    reuses_prefix: bool = False
    closes: bool = False


class Server:
    """Its requests are counted; the fault of one never changes another's times."""

    def __init__(self, script: Script) -> None:
        self.script, self.asked, self.seen = script, 0, set[str]()

    def app(self) -> web.Application:
        """Routes of the server."""
        made = web.Application(client_max_size=2**26)
        made.router.add_post("/v1/completions", self.complete)
        made.router.add_post("/v1/chat/completions", self.complete)
        made.router.add_get("/v1/models", self.models)
        made.router.add_get("/version", self.version)
        return made

    async def models(self, request: web.Request) -> web.Response:
        """One model."""
        return web.json_response({"object": "list", "data": [
            {"id": self.script.model, "object": "model", "owned_by": "tests", "max_model_len": 4096}]})

    async def version(self, request: web.Request) -> web.Response:
        """A version."""
        return web.json_response({"version": "1.2.3"})

    async def complete(self, request: web.Request) -> web.StreamResponse:
        """A stream by the script."""
        begun = asyncio.get_running_loop().time()
        script, body = self.script, await request.json()
        if script.key and request.headers.get("Authorization") != f"Bearer {script.key}":
            return web.json_response({"error": {"message": "no", "code": "invalid_api_key"}}, status=401)
        if body["model"] != script.model:
            told = {"error": {"message": f"no {body['model']}: {body}", "code": "model_not_found"}}
            return web.json_response(told, status=404)
        self.asked += 1
        fault = script.fault if self.asked % script.every == 0 else "none"
        if fault == "status":
            return web.json_response({"error": {"message": str(body), "type": "overloaded"}}, status=script.status)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        await self._stream(request, response, body, begun, fault)
        return response

    async def _stream(self, request: web.Request, response: web.StreamResponse, body: dict[str, Any], begun: float,
                      fault: str) -> None:
        script, chat = self.script, "messages" in body
        prompt = body["messages"][0]["content"] if chat else body["prompt"]
        tokens = body["max_tokens"] + {"too_many": 3, "too_few": -1, "stopped": -1}.get(fault, 0)
        words = prompt.split()
        beginning = " ".join(words[:len(words) // 2])
        first_ms = script.first_ms / 100 if script.reuses_prefix and beginning in self.seen else script.first_ms
        self.seen.add(beginning)
        if fault == "empty":
            return
        if fault == "stall_forever":
            await asyncio.sleep(3600)
        held = b""
        for number in range(tokens):
            at = begun + (first_ms + number * script.each_ms) / 1e3
            if script.stall_every and self.asked % script.stall_every == 0 and number > tokens // 2:
                at += script.stall_ms / 1e3
            await asyncio.sleep(max(at - asyncio.get_running_loop().time(), 0))
            if fault == "cut" and number == tokens // 2:
                request.transport.abort()
                return
            if fault in ("malformed", "error_event", "not_an_object") and number == tokens // 2:
                odd = {"malformed": b"{not json", "error_event": b'{"error": {"message": "secret", "code": "oom"}}',
                       "not_an_object": b"[1, 2]"}
                await response.write(b"data: " + odd[fault] + b"\n\n")
            part = {"delta": {"content": " word"}} if chat else {"text": " word"}
            event = _event({"choices": [{"index": 0, "finish_reason": None, **part}]})
            if fault == "coalesced":
                held += event
            else:
                await response.write(event)
        part = {"delta": {}} if chat else {"text": ""}
        reason = "stop" if fault == "stopped" else "length"
        end = b"" if fault == "unfinished" else _event({"choices": [{"index": 0, "finish_reason": reason, **part}]})
        usage = {"prompt_tokens": len(prompt.split()) + 3, "completion_tokens": tokens}
        counted = b"" if fault in ("no_usage", "stopped") else _event({"choices": [], "usage": usage})
        await response.write(held + end + counted + b"data: [DONE]\n\n")
        await response.write_eof()
        if script.closes:
            request.transport.close()


def _event(content: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(content).encode() + b"\n\n"


async def _serve(script: Script) -> None:
    runner = web.AppRunner(Server(script).app())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    given = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}
    known = {field.name for field in fields(Script)}
    assert set(given) <= known, f"known: {known}"
    asyncio.run(_serve(Script(**given)))
