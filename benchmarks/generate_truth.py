"""Whether token times of an endpoint are those that its server kept, against a scripted server of known delays.

64 streams at once, their first token after 100 ms and one every 32 ms from then on: 2,000 tokens/s. The server, in a
process and on a processor of its own, keeps its delays on the clock and counts them from when it read the request;
the differences below hold its own lateness, which it tells, as well as the client's, and loopback. Targets: the
medians of time to first token and time per token within 1 ms of truth; the client under one core. A stall of 300 ms,
put into every 20th answer, must be seen in the longest time between tokens.
"""

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

from benchmarks.parts.figure import Figure, Row, Target, command, row
from lynxrunner.child import ask
from lynxrunner.state import Record
from lynxschema.generation import token_columns
from lynxschema.samples import Column, Samples

STREAMS, TOKENS, FIRST_MS, EACH_MS, STALL_MS = 64, 64, 100.0, 32.0, 300.0
TYPICAL_S = (FIRST_MS + (TOKENS - 1) * EACH_MS) / 1e3
WITHIN, ONE_CORE, SEEN = Target(high=1.0), Target(high=1.0), Target(low=0.9 * STALL_MS)


def measure(runs: int) -> Figure:
    """Differences from truth over `runs` trials."""
    plain = [_trial(number, {}) for number in range(runs)]
    stalled = [_trial(number, {"stall_ms": STALL_MS, "stall_every": 20}) for number in range(2)]
    return Figure([*_times(plain), _client(plain), _stall(stalled)])


def _times(trials: list[tuple[Record, dict[str, Column]]]) -> Iterator[Row]:
    for name, truth in (("ttft_ms", FIRST_MS), ("tpot_ms", EACH_MS)):
        off = [abs(float(np.median(columns[name])) / 1e6 - truth) for _, columns in trials]
        late = np.median([result["late_ms"] for result, _ in trials], axis=0)
        yield row(f"{STREAMS} streams", f"{name} p50, off by", "ms", off, WITHIN,
                  server_late_p50_ms=float(late[0]), server_late_p99_ms=float(late[1]))


def _client(trials: list[tuple[Record, dict[str, Column]]]) -> Row:
    rates = [result["output_tokens"] / result["duration_s"] for result, _ in trials]
    shares = [result["client_cpu_share"] for result, _ in trials]
    return row(f"{STREAMS} streams", "client's processor time", "cores", shares, ONE_CORE,
               tokens_per_s=float(np.median(rates)))


def _stall(trials: list[tuple[Record, dict[str, Column]]]) -> Row:
    longest = [float(np.max(columns["gaps"])) / 1e6 for _, columns in trials]
    what = f"longest time between tokens, with stalls of {STALL_MS:g} ms"
    return row(f"{STREAMS} streams", what, "ms", longest, SEEN)


def _trial(number: int, script: Record) -> tuple[Record, dict[str, Column]]:
    script = {"first_ms": FIRST_MS, "each_ms": EACH_MS, **script}
    with _apart() as processor, _server({**script, "processor": processor}) as url, TemporaryDirectory() as home:
        files = {name: Path(home, f"{name}.npz") for name in ("samples", "chunks")}
        spec = _spec(url, number) | {name: str(path) for name, path in files.items()}
        result = ask("lynxrunner.served.trial", spec, Path(home), f"trial {number}", 300)
        with urlopen(f"{url}/late") as told:
            result |= json.load(told)
        rows, chunks = (Samples(dict(np.load(path))) for path in files.values())
    found = token_columns(rows, chunks, open_load=False)
    return result, {**found, "gaps": np.diff(chunks["chunk_ns"])[np.diff(chunks["schedule_index"]) == 0]}


def _spec(url: str, number: int) -> Record:
    policy = {"steady_s": 2.0, "steady_requests": 200, "window_s": 0.1, "warmup_limit_s": 30}
    return {"protocol": "openai", "endpoint": {"url": url, "model": "scripted"}, "policy": policy, "spans": 4,
            "load": {"kind": "closed", "concurrency": STREAMS}, "scale": [0, 1], "shared": 0, "spread_s": TYPICAL_S,
            "trial": number, "drawn_from": f"truth/{number}", "inputs": [64], "outputs": [TOKENS], "stored": 2000,
            "judged": 200}


@contextmanager
def _apart() -> Iterator[int | None]:
    """The first processor for the client; the number of the last, where there is another, for the server."""
    own = os.sched_getaffinity(0)
    if len(own) < 2:
        yield None
        return
    os.sched_setaffinity(0, {min(own)})
    try:
        yield max(own)
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


main = command("generate_truth", measure, 3, "Token times of an endpoint against a server of known delays.")

if __name__ == "__main__":
    main()
