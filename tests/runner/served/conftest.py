"""Servers of known behaviour, each in a process of its own on the loopback address."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
Start = Callable[..., str]


@pytest.fixture
def scripted() -> Iterator[Start]:
    """Starts a server with the members of a script; its URL."""
    pytest.importorskip("aiohttp", reason="lynxbench[served] is not installed")
    with ExitStack() as stack:
        yield lambda **script: stack.enter_context(_Running(script)).url


class _Running:
    def __init__(self, script: dict[str, Any]) -> None:
        command = [sys.executable, "-m", "tests.runner.served.scripted", json.dumps(script)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout is not None
        self.url = f"http://127.0.0.1:{int(self.process.stdout.readline())}"

    def __enter__(self) -> "_Running":
        return self

    def __exit__(self, *ended: object) -> None:
        self.process.kill()
        self.process.communicate()
