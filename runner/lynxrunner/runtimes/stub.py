"""A runtime with a scripted service time: load generators and statistics are tested against its known truth.

Options: `service_ms` (one or several milliseconds, separated by `/`, repeated in turn), `wait` (`spin` or
`sleep`), `length_us` (so many microseconds more for each step of the inputs' second axis), `fail_every` (each so
manieth call raises), `crash_after` (the process aborts at that call), `kill_after` (it is killed there, as where memory
ran out), `hang_after` (that call never returns), `leak_bytes` (every call keeps so much), `lost_items` (outputs lack so
many). Nothing is computed, so no registry accepts what it measures.
"""

import os
import signal
from collections.abc import Callable, Mapping
from importlib.metadata import version
from itertools import count, cycle
from pathlib import Path
from time import perf_counter_ns, sleep
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lynxrunner.errors import RunError
from lynxrunner.names import require
from lynxrunner.runtimes.protocol import Call, Inspection, Prepared, Settings, Source, Tensors
from lynxrunner.state import Record, not_applicable, not_measured

DEFAULTS = {"service_ms": "0.1", "wait": "spin", "fail_every": "0", "crash_after": "0", "kill_after": "0",
            "hang_after": "0", "leak_bytes": "0", "lost_items": "0", "length_us": "0"}
COUNTS = tuple(DEFAULTS)[2:]
CLASSES = 10


class StubSession:
    """Calls that take as long as the script says."""

    def __init__(self, options: Mapping[str, str]) -> None:
        for key in options:
            require("option of stub", key, DEFAULTS)
        self.options = {**DEFAULTS, **options}
        self.script = _milliseconds(self.options["service_ms"])
        self.wait = WAITS[require("value of wait", self.options["wait"], WAITS)]
        self.counts = {key: _count(self.options, key) for key in COUNTS}
        self.numbers, self.kept = count(1), list[bytes]()

    def bind(self, inputs: Tensors) -> Call:
        """The script from its beginning."""
        more = self.counts["length_us"] * 1000 * next(iter(inputs.values())).shape[1] if self.counts["length_us"] else 0
        times = cycle(int(milliseconds * 1e6) + more for milliseconds in self.script)
        return lambda: self._call(next(times))

    def run(self, inputs: Tensors) -> dict[str, NDArray[Any]]:
        """Zeros [n, 10]."""
        items = len(next(iter(inputs.values()))) - self.counts["lost_items"]
        return {"logits": np.zeros((max(items, 0), CLASSES), np.float32)}

    def describe(self) -> Record:
        """The contract's `executor.runtime`."""
        return {
            "id": "stub", "version": version("lynxbench"), "build": not_applicable("part of the harness"),
            "backend": self.options["wait"], "options": dict(self.options),
            "threads": not_applicable("nothing is computed"), "libraries": [],
        }

    def startup(self, load_ms: float) -> Record:
        """Nothing is compiled."""
        return {"load_ms": load_ms, "compile_ms": not_applicable("nothing is compiled")}

    def _call(self, service_ns: int) -> None:
        number, counts = next(self.numbers), self.counts
        for after, end in ENDS.items():
            if number == counts[after]:
                end()
        self.wait(service_ns)
        if counts["leak_bytes"]:
            self.kept.append(b"x" * counts["leak_bytes"])
        if counts["fail_every"] and number % counts["fail_every"] == 0:
            raise RuntimeError(f"scripted failure of call {number}")


class Stub:
    """The runtime of the entry point `stub`."""

    id = "stub"

    def about(self) -> Record:
        """Always there."""
        return {"id": self.id, "version": version("lynxbench"), "backends": sorted(WAITS), "devices": ["cpu"],
                "unverified": [], "recipes": ["fp32"], "install": None}

    def prepare(self, source: Source, recipe: str, settings: Settings, workspace: Path) -> Prepared:
        """The delivered file, untouched and unread."""
        from lynxrunner.recipes import onnx_recipes

        StubSession(settings.options)
        step = {"stage": "compile", "tool": "stub", "version": version("lynxbench"), "options": {}}
        return onnx_recipes.prepare(source, recipe, workspace, step, known=["fp32"])

    def load(self, artefact: Path, settings: Settings) -> StubSession:
        """A session of the script."""
        return StubSession(settings.options)

    def inspect(self, artefact: Path, settings: Settings, inputs: Tensors, workspace: Path) -> Inspection:
        """Nothing was computed, so nothing can be seen."""
        state = not_measured("unsupported_by_runtime", "the stub computes nothing")
        return Inspection(state, state, state)


def _spin(service_ns: int) -> None:
    end = perf_counter_ns() + service_ns
    while perf_counter_ns() < end:
        pass


def _sleep(service_ns: int) -> None:
    sleep(service_ns / 1e9)


ENDS: dict[str, Callable[[], object]] = {
    "crash_after": os.abort,
    "kill_after": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "hang_after": lambda: sleep(86_400),
}
WAITS: dict[str, Callable[[int], None]] = {"spin": _spin, "sleep": _sleep}


def _milliseconds(text: str) -> list[float]:
    try:
        found = [float(part) for part in text.split("/")]
    except ValueError:
        found = []
    if not found or not all(0 <= value < 60_000 for value in found):
        raise RunError(f"service_ms is {text!r}; give milliseconds below 60000, separated by '/'")
    return found


def _count(options: Mapping[str, str], key: str) -> int:
    if not options[key].isdecimal():
        raise RunError(f"{key} is {options[key]!r}; give a whole number")
    return int(options[key])
