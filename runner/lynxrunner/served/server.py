"""What an OpenAI-compatible server tells of itself: its runtime, version and options.

Read are only members that are known by name; an answer that cannot be read tells nothing.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
import orjson

from lynxrunner.errors import RunError
from lynxrunner.served.endpoint import Endpoint
from lynxrunner.served.openai import connected, status
from lynxrunner.state import Record

PATHS = ("/v1/models", "/version", "/props", "/get_server_info", "/info", "/api/version")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]{0,60}")
WAIT, MOST_BYTES = aiohttp.ClientTimeout(total=10), 2**20
UNNUMBERED = ("b0", "b1")
"""What llama.cpp calls itself where it was built without its history, whose commits it counts."""
Answers = Mapping[str, Any]


async def asked(endpoint: Endpoint) -> Answers:
    """Answers of the paths that the server knows. Raises RunError where it is absent or serves another model."""
    async with connected(endpoint) as session:
        found = {path: await _answer(session, endpoint.base + path) for path in PATHS}
    names = models(found)
    if names and endpoint.model not in names:
        raise RunError(f"--model-name {endpoint.model}: the server has {', '.join(sorted(names)[:5])}")
    return found


def models(answers: Answers) -> list[str]:
    """Names of the models that the server lists."""
    listed = _member(answers.get("/v1/models"), "data")
    names = [_member(each, "id") for each in listed] if isinstance(listed, list) else []
    return [name for name in names if isinstance(name, str) and name.isprintable() and len(name) < 200]


def runtime(answers: Answers) -> Record:
    """As much of the contract's `executor.runtime` as the server tells."""
    return next((found for each in SERVERS if (found := each(answers))), {})


def _vllm(answers: Answers) -> Record:
    listed = _member(answers.get("/v1/models"), "data")
    entry = listed[0] if isinstance(listed, list) and listed else {}
    owner, found = _member(entry, "owned_by"), _version(_member(answers.get("/version"), "version"))
    if not found:
        return {}
    longest = _member(entry, "max_model_len")
    options = {"options": {"maximum_model_length": longest}} if isinstance(longest, int) else {}
    return {**({"id": "vllm"} if owner == "vllm" else {}), "version": found, **options}


def _llama_cpp(answers: Answers) -> Record:
    props = answers.get("/props")
    build = _version(_member(props, "build_info"))
    if not build:
        return {}
    slots, length = _member(props, "total_slots"), _member(_member(props, "default_generation_settings"), "n_ctx")
    options = {name: value for name, value in (("total_slots", slots), ("n_ctx", length)) if isinstance(value, int)}
    number = build.partition("-")[0]
    told = {} if number in UNNUMBERED else {"version": number}
    return {"id": "llama-cpp", **told, "build": build, "options": options}


def _sglang(answers: Answers) -> Record:
    info = answers.get("/get_server_info")
    found = _version(_member(info, "version"))
    known = ("tp_size", "dp_size", "max_running_requests", "chunked_prefill_size", "disable_radix_cache",
             "attention_backend", "schedule_policy", "mem_fraction_static", "kv_cache_dtype", "quantization", "dtype")
    options = {name: value for name in known if isinstance(value := _member(info, name), int | float | str | bool)}
    return {"id": "sglang", "version": found, "options": options} if found else {}


def _tgi(answers: Answers) -> Record:
    info = answers.get("/info")
    found, commit = _version(_member(info, "version")), _version(_member(info, "sha"))
    known = ("max_concurrent_requests", "max_input_tokens", "max_total_tokens", "max_batch_total_tokens")
    options = {name: value for name in known if isinstance(value := _member(info, name), int)}
    built = {"build": commit} if commit else {}
    return {"id": "text-generation-inference", "version": found, "options": options, **built} if found else {}


def _ollama(answers: Answers) -> Record:
    found = _version(_member(answers.get("/api/version"), "version"))
    return {"id": "ollama", "version": found} if found else {}


SERVERS: tuple[Callable[[Answers], Record], ...] = (_sglang, _llama_cpp, _tgi, _ollama, _vllm)


async def _answer(session: aiohttp.ClientSession, url: str) -> Any:
    try:
        async with session.get(url, timeout=WAIT, allow_redirects=False) as response:
            if response.status in (401, 403):
                raise RunError(f"the endpoint answers {status(response.status)}: give its key in LYNX_API_KEY or "
                               "--api-key-file")
            return orjson.loads(await response.content.read(MOST_BYTES)) if response.status == 200 else None
    except (aiohttp.ClientConnectorError, aiohttp.ServerDisconnectedError):
        raise RunError("--url: no server answers there; start it, or correct host and port") from None
    except (aiohttp.ClientError, OSError, ValueError):
        return None


def _member(found: Any, name: str) -> Any:
    return found.get(name) if isinstance(found, dict) else None


def _version(found: Any) -> str:
    return found if isinstance(found, str) and VERSION.fullmatch(found) else ""
