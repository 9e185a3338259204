"""A trial of the runner's client against the server of known delays, each on a processor of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import numpy as np

from lynxrunner.child import ask
from lynxrunner.state import Record
from lynxschema.generation import token_columns
from lynxschema.samples import Column, Samples

STREAMS, TOKENS, FIRST_MS, EACH_MS = 64, 64, 100.0, 32.0
TYPICAL_S = (FIRST_MS + (TOKENS - 1) * EACH_MS) / 1e3
SCRIPT = {"first_ms": FIRST_MS, "each_ms": EACH_MS}
Trial = tuple[Record, dict[str, Column]]
"""The trial's result with what the server did, and token times in ns by their name."""


def trial(number: int, load: Record, script: Record) -> Trial:
    """One trial under a `load` as the contract has it; `script` is added to the server's."""
    with TemporaryDirectory() as home, serving(script) as url:
        files = {name: Path(home, f"{name}.npz") for name in ("samples", "chunks")}
        spec = _spec(url, number, load) | {name: str(path) for name, path in files.items()}
        result = ask("lynxrunner.served.trial", spec, Path(home), f"trial {number}", 300)
        with urlopen(f"{url}/did") as told:
            result |= json.load(told)
        rows, chunks = (Samples(dict(np.load(path))) for path in files.values())
    found = token_columns(rows, chunks, open_load=load["kind"] == "open")
    late = rows.steady()["started_ns"] - rows.steady()["scheduled_ns"]
    return result, {**found, "gaps": np.diff(chunks["chunk_ns"])[np.diff(chunks["schedule_index"]) == 0], "late": late}


def _spec(url: str, number: int, load: Record) -> Record:
    policy = {"steady_s": 2.0, "steady_requests": 200, "window_s": 0.1, "warmup_limit_s": 30}
    return {"protocol": "openai", "endpoint": {"url": url, "model": "scripted"}, "policy": policy, "spans": 4,
            "load": load, "scale": [0, 1], "shared": 0, "spread_s": TYPICAL_S,
            "trial": number, "drawn_from": f"truth/{number}", "inputs": [64], "outputs": [TOKENS], "stored": 2000,
            "judged": 200}


@contextmanager
def serving(script: Record) -> Iterator[str]:
    """URL of a fresh server. Meanwhile this process, and what it starts, has the first processor and the server the
    last, where there are two."""
    own = os.sched_getaffinity(0)
    apart = {"processor": max(own)} if len(own) > 1 else {}
    with _server({**SCRIPT, **script, **apart}) as url:
        os.sched_setaffinity(0, {min(own)})
        try:
            yield url
        finally:
            os.sched_setaffinity(0, own)


@contextmanager
def _server(script: Record) -> Iterator[str]:
    command_line = [sys.executable, "-m", "benchmarks.parts.truth_server", json.dumps(script)]
    with subprocess.Popen(command_line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()
