"""A real OpenAI-compatible server in a few lines: onnxruntime-genai over a model of random weights.

`python -m tests.runner.served.generating MODEL_DIRECTORY [NAMING]` prints its port. Completions alone, one generator
at a time; tokens are written as their numbers, so that every token is content. Without a stream it names them as
NAMING says: as vLLM does (`token_ids`, `prefixed`), as llama.cpp does (`content`), or not at all.
"""

import asyncio
import json
import sys
import threading
from typing import Any

import onnxruntime_genai as genai
from aiohttp import web

PROMPT_TOKENS = 200


class Server:
    """One generator at a time in a thread of its own; each token is handed to the event loop as it comes."""

    def __init__(self, directory: str, naming: str) -> None:
        self.model, self.turn, self.naming = genai.Model(directory), threading.Lock(), naming

    async def complete(self, request: web.Request) -> web.StreamResponse:
        """A stream of greedy tokens."""
        body = await request.json()
        if body["stream"] is False:
            return await self._whole(body)
        prompt = [1 + sum(word.encode()) % PROMPT_TOKENS for word in body["prompt"].split()]
        loop, queue = asyncio.get_running_loop(), asyncio.Queue[int | None]()

        def generate() -> None:
            with self.turn:
                parameters = genai.GeneratorParams(self.model)
                length = len(prompt) + body["max_tokens"]
                parameters.set_search_options(max_length=length, min_length=length, do_sample=False)
                generator = genai.Generator(self.model, parameters)
                generator.append_tokens(prompt)
                for _ in range(body["max_tokens"]):
                    generator.generate_next_token()
                    loop.call_soon_threadsafe(queue.put_nowait, int(generator.get_next_tokens()[0]))
            loop.call_soon_threadsafe(queue.put_nowait, None)

        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        threading.Thread(target=generate, daemon=True).start()
        count = 0
        while (token := await queue.get()) is not None:
            count += 1
            await response.write(_event({"choices": [{"text": f" {token}", "finish_reason": None}]}))
        usage = {"prompt_tokens": len(prompt), "completion_tokens": count}
        await response.write(_event({"choices": [{"text": "", "finish_reason": "length"}]}))
        await response.write(_event({"choices": [], "usage": usage}) + b"data: [DONE]\n\n")
        await response.write_eof()
        return response


    async def _whole(self, body: dict[str, Any]) -> web.Response:
        """The first token after a prompt of ids."""
        if self.naming == "content" and "return_token_ids" in body:
            return web.json_response({"error": {"message": "unknown member", "code": "bad_request"}}, status=400)
        parameters = genai.GeneratorParams(self.model)
        parameters.set_search_options(max_length=len(body["prompt"]) + 1, do_sample=False)
        generator = genai.Generator(self.model, parameters)
        generator.append_tokens(body["prompt"])
        generator.generate_next_token()
        return web.json_response({"choices": [_named(self.naming, int(generator.get_next_tokens()[0]))]})


def _named(naming: str, token: int) -> dict[str, Any]:
    told = {
        "token_ids": {"token_ids": [token]}, "content": {"logprobs": {"content": [{"id": token, "token": "x"}]}},
        "prefixed": {"logprobs": {"tokens": [f"token_id:{token}"]}},
    }
    return {"text": f" {token}", "finish_reason": "length", **told.get(naming, {})}


async def models(request: web.Request) -> web.Response:
    """One model."""
    return web.json_response({"data": [{"id": "tiny", "owned_by": "tests"}]})


def _event(content: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(content).encode() + b"\n\n"


async def _serve(directory: str, naming: str = "") -> None:
    app = web.Application()
    app.router.add_post("/v1/completions", Server(directory, naming).complete)
    app.router.add_get("/v1/models", models)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    asyncio.run(_serve(*sys.argv[1:]))
