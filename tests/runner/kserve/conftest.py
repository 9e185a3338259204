"""Servers of tensors on the loopback address, each in a process of its own."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import Any, NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[3]
MODEL = "digits"
START_S = 60


class Ports(NamedTuple):
    """Where one server listens."""

    http: int
    grpc: int

    def url(self, transport: str) -> str:
        """Its address for a transport."""
        return f"grpc://127.0.0.1:{self.grpc}" if transport == "grpc" else f"http://127.0.0.1:{self.http}"


Start = Callable[..., Ports]


@pytest.fixture(scope="session")
def mlserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ports]:
    """MLServer with digits-cnn."""
    if find_spec("mlserver") is None:  # imported beside the client's, its messages of gRPC would clash
        pytest.skip("lynxbench[servers] is not installed (mlserver has no release for Python 3.13)")
    home = tmp_path_factory.mktemp("mlserver")
    ports, metrics = Ports(_free(), _free()), _free()
    settings = {"host": "127.0.0.1", "http_port": ports.http, "grpc_port": ports.grpc, "metrics_port": metrics,
                "parallel_workers": 0, "debug": False, "metrics_dir": str(home)}
    (home / "settings.json").write_text(json.dumps(settings))
    (home / "model-settings.json").write_text(json.dumps({
        "name": MODEL, "implementation": "tests.runner.kserve.model.Onnx",
        "inputs": [{"name": "image", "datatype": "FP32", "shape": [-1, 1, 8, 8]}],
        "outputs": [{"name": "logits", "datatype": "FP32", "shape": [-1, 10]}],
        "parameters": {"uri": str(files("lynxrunner.data") / "digits-cnn.onnx"), "version": "1"},
    }))
    command = [str(Path(sys.executable).with_name("mlserver")), "start", str(home)]
    log = home / "log"
    with log.open("wb") as said, subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said,
                                                  env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
        try:
            _await(f"http://127.0.0.1:{ports.http}/v2/models/{MODEL}/ready", process, log)
            yield ports
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture
def scripted() -> Iterator[Start]:
    """Starts a server with the members of a script; where it listens."""
    pytest.importorskip("tritonclient.grpc", reason="lynxbench[kserve] is not installed")
    with ExitStack() as stack:
        yield lambda **script: stack.enter_context(_running(script))


@contextmanager
def _running(script: dict[str, Any]) -> Iterator[Ports]:
    command = [sys.executable, "-m", "tests.runner.kserve.scripted", json.dumps(script)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            yield Ports(*map(int, process.stdout.readline().split()))
        finally:
            process.kill()


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = monotonic() + START_S
    while monotonic() < end and process.poll() is None:
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, OSError):
            sleep(0.1)
    pytest.fail(f"MLServer did not start: {log.read_text(errors='replace')[-2000:]}")


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
