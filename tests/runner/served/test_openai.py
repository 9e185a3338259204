"""One request to a server of known behaviour: its times, its counts, and every fault by its status."""

import asyncio
from typing import Any

import pytest

from lynxrunner.served.reply import ERROR, OK, TIMEOUT, Ask, Reply
from tests.runner.served.conftest import Start

aiohttp = pytest.importorskip("aiohttp", reason="lynxbench[served] is not installed")

from lynxrunner.served.connect import client  # noqa: E402
from lynxrunner.served.endpoint import Endpoint  # noqa: E402
from lynxrunner.served.persistence import keeps_connections  # noqa: E402
from lynxrunner.served.server import runtime  # noqa: E402

SECRET = "a prompt that nobody may repeat"


def sent(url: str, tokens: int = 8, **more: Any) -> Reply:
    """The reply to one request."""

    async def once() -> Reply:
        async with client("openai", Endpoint(url, **{"model": "scripted", "request_s": 5.0, **more})) as sender:
            return await sender.send(Ask(SECRET, tokens))

    return asyncio.run(once())


@pytest.mark.parametrize("api", ["completions", "chat"])
def test_an_answer_is_timed_and_counted(scripted: Start, api: str) -> None:
    reply = sent(scripted(first_ms=50, each_ms=20), api=api)
    assert (reply.status, reply.input_items, reply.output_items, len(reply.chunks)) == (OK, 9, 8, 8)
    assert reply.chunks[0] - reply.begun >= 50e6
    assert reply.chunks[-1] - reply.begun >= (50 + 7 * 20) * 1e6
    assert reply.begun < reply.chunks[0] <= reply.chunks[-1] <= reply.ended


FAULTS = {
    "cut": "the stream was cut", "malformed": "an event that is no JSON", "not_an_object": "an event that is no object",
    "error_event": "an error in the stream (oom)", "empty": "an empty answer",
    "unfinished": "an answer without finish_reason", "too_many": "more tokens than max_tokens",
    "too_few": "fewer tokens than asked for: ignore_eos is not honoured",
    "stopped": "an end before max_tokens: ignore_eos is not honoured",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_an_error_with_its_reason(scripted: Start, fault: str) -> None:
    reply = sent(scripted(fault=fault))
    assert (reply.status, reply.why) == (ERROR, FAULTS[fault])
    assert reply.ended > reply.begun


@pytest.mark.parametrize(("status", "why"), [
    (400, "HTTP 400 Bad Request (overloaded)"), (429, "HTTP 429 Too Many Requests (overloaded)"),
    (500, "HTTP 500 Internal Server Error (overloaded)"), (599, "HTTP 599 (overloaded)"),
])
def test_a_status_is_an_error_that_repeats_nothing_of_the_body(scripted: Start, status: int, why: str) -> None:
    reply = sent(scripted(fault="status", status=status))
    assert (reply.status, reply.why) == (ERROR, why)


def test_a_wrong_model_is_told_by_its_code_alone(scripted: Start) -> None:
    reply = sent(scripted(), model="another")
    assert (reply.status, reply.why) == (ERROR, "HTTP 404 Not Found (model_not_found)")


def test_a_server_that_is_not_there_is_named_by_no_address() -> None:
    reply = sent("http://127.0.0.1:9")
    assert (reply.status, reply.why) == (ERROR, "no connection")


def test_a_server_that_says_nothing_is_a_time_out(scripted: Start) -> None:
    reply = sent(scripted(fault="stall_forever"), request_s=0.5)
    assert (reply.status, reply.why) == (TIMEOUT, "no whole answer in 0.5 s")


def test_tokens_that_nobody_counted_are_not_counted_from_chunks(scripted: Start) -> None:
    reply = sent(scripted(fault="no_usage"))
    assert (reply.status, reply.output_items, len(reply.chunks)) == (OK, None, 8)


def test_a_coalesced_answer_is_one_chunk_in_time(scripted: Start) -> None:
    reply = sent(scripted(fault="coalesced"))
    assert reply.status == OK and len(set(reply.chunks)) == 1


@pytest.mark.parametrize("fault", ["too_few", "stopped"])
def test_fewer_tokens_are_no_fault_where_the_end_of_sequence_counts(scripted: Start, fault: str) -> None:
    assert sent(scripted(fault=fault), ignore_eos=False).status == OK


@pytest.mark.parametrize("closes", [False, True])
def test_a_server_that_closes_its_connections_unsaid_is_found_out(scripted: Start, closes: bool) -> None:
    endpoint = Endpoint(scripted(closes=closes), "scripted")
    assert asyncio.run(keeps_connections(endpoint)) is not closes


def test_the_key_of_a_file_is_sent(scripted: Start, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LYNX_API_KEY", raising=False)
    url, file = scripted(key="sesame"), tmp_path / "key"
    file.write_text("sesame\n")
    assert sent(url).why == "HTTP 401 Unauthorized (invalid_api_key)"
    assert sent(url, key_file=str(file)).status == OK
    monkeypatch.setenv("LYNX_API_KEY", "sesame")
    assert sent(url).status == OK


@pytest.mark.parametrize(("build", "version"), [
    ("b6700-3df2244d", {"version": "b6700"}),
    # Built from a copy without history: how many commits it counts says nothing.
    ("b1-0c1e570", {}),
])
def test_llama_cpp_tells_its_version_where_it_knows_one(build: str, version: dict[str, str]) -> None:
    told = runtime({"/props": {"build_info": build, "total_slots": 8, "default_generation_settings": {"n_ctx": 256}}})
    assert told == {"id": "llama-cpp", **version, "build": build, "options": {"total_slots": 8, "n_ctx": 256}}
