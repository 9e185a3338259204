"""One request to a server of known behaviour over each transport: its time, and every fault by its status."""

import asyncio
from typing import Any

import numpy as np
import pytest

pytest.importorskip("tritonclient.grpc", reason="lynxbench[kserve] is not installed")

from lynxrunner.kserve.client import client
from lynxrunner.kserve.target import TRANSPORTS, Pattern, Target
from lynxrunner.served.endpoint import Endpoint
from lynxrunner.served.reply import ERROR, OK, TIMEOUT, Ask, Reply
from tests.runner.kserve.conftest import Start

X = np.arange(8, dtype=np.float32).reshape(2, 4)
OUTPUTS = {"y": Pattern("float32", (-1, 4))}


def sent(url: str, transport: str, model: str = "double", **more: Any) -> Reply:
    """The reply to one request."""

    async def once() -> Reply:
        target = Target(Endpoint(url, **{"model": model, "request_s": 5.0, **more}), transport, "", OUTPUTS)
        async with client(target) as sender:
            return await sender.send(Ask(arrays={"x": X}))

    return asyncio.run(once())


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_an_answer_takes_as_long_as_its_caller_waits(scripted: Start, transport: str) -> None:
    reply = sent(scripted(each_ms=50).url(transport), transport)
    assert (reply.status, reply.why) == (OK, "")
    assert 50e6 <= reply.ended - reply.begun < 5e9


READ = "an answer that cannot be read"
FAULTS = {
    "malformed": {READ}, "no_outputs": {"an answer without all outputs"}, "renamed": {"an answer without all outputs"},
    "shape": {"an answer whose y has another type or shape"}, "dtype": {"an answer whose y has another type or shape"},
    "items": {"an answer whose y has another type or shape"},
    "status": {"HTTP 500 Internal Server Error", "gRPC RESOURCE_EXHAUSTED"},
}


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_an_error_with_its_reason(scripted: Start, transport: str, fault: str) -> None:
    reply = sent(scripted(fault=fault).url(transport), transport)
    assert reply.status == ERROR and reply.why in FAULTS[fault]
    assert reply.ended > reply.begun


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_connection_that_is_cut_is_an_error(scripted: Start, transport: str) -> None:
    reply = sent(scripted(fault="cut").url(transport), transport)
    assert reply.status == ERROR
    assert reply.why == ("no connection, or it was cut" if transport == "grpc" else "the server hung up")


@pytest.mark.parametrize(("status", "why"), [(400, "HTTP 400 Bad Request"), (429, "HTTP 429 Too Many Requests"),
                                             (503, "HTTP 503 Service Unavailable"), (599, "HTTP 599")])
def test_a_status_repeats_nothing_of_the_body(scripted: Start, status: int, why: str) -> None:
    reply = sent(scripted(fault="status", status=status).url("http_json"), "http_json")
    assert (reply.status, reply.why) == (ERROR, why)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_server_that_says_nothing_is_a_time_out(scripted: Start, transport: str) -> None:
    reply = sent(scripted(fault="stall_forever").url(transport), transport, request_s=0.5)
    assert (reply.status, reply.why) == (TIMEOUT, "no whole answer in 0.5 s")


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_server_that_is_not_there_is_named_by_no_address(transport: str) -> None:
    reply = sent("grpc://127.0.0.1:9" if transport == "grpc" else "http://127.0.0.1:9", transport)
    assert reply.status == ERROR
    assert reply.why == ("no connection, or it was cut" if transport == "grpc" else "no connection")


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_wrong_model_is_told_by_its_status_alone(scripted: Start, transport: str) -> None:
    reply = sent(scripted().url(transport), transport, model="another")
    assert (reply.status, reply.why) == (ERROR, "gRPC NOT_FOUND" if transport == "grpc" else "HTTP 404 Not Found")


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_the_key_of_a_file_is_sent(scripted: Start, transport: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
                                   ) -> None:
    monkeypatch.delenv("LYNX_API_KEY", raising=False)
    url, file = scripted(key="sesame").url(transport), tmp_path / "key"
    file.write_text("sesame\n")
    assert sent(url, transport).why in ("HTTP 401 Unauthorized", "gRPC UNAUTHENTICATED")
    assert sent(url, transport, key_file=str(file)).status == OK
