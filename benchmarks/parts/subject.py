"""What is called: digits-cnn, or a generated graph of a wanted duration, in ONNX Runtime on one thread."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.parts import graph
from benchmarks.parts.closed_load import bare
from lynxrunner.errors import RunError
from lynxrunner.runtimes.find import find
from lynxrunner.runtimes.protocol import Call, Settings, Source
from lynxrunner.workloads.find import find as find_workload

SETTINGS = Settings(threads=1)
PROBE, ROUNDS = 30, 4
UNDISTURBED = 0.2
WANTED_MS = (5.0, 20.0)


@dataclass(frozen=True)
class Subject:
    """A bound call, its name, and about how many ns it takes where no neighbour interferes."""

    name: str
    call: Call
    typical_ns: float

    def requests(self, seconds: float, least: int = 1) -> int:
        """How many of it fit into `seconds`, at least `least`."""
        return max(round(seconds * 1e9 / self.typical_ns), least)


def scripted(milliseconds: float) -> Subject:
    """A call that spins for so long, or one that does nothing."""
    name = f"a call that spins for {milliseconds:g} ms" if milliseconds else "a call that does nothing"
    call = find("stub").load(Path(), Settings(1, {"service_ms": str(milliseconds)})).bind({})
    return Subject(name, call if milliseconds else _nothing, max(milliseconds, 0.001) * 1e6)


def digits_cnn(workspace: Path) -> Subject:
    """digits-cnn as delivered, batch 1."""
    runtime, workload = find("onnxruntime"), find_workload("digits-cnn")
    prepared = runtime.prepare(Source(workload.model, workload.calibration(), ()), "fp32", SETTINGS, workspace)
    return _subject("digits-cnn", runtime.load(prepared.artefact, SETTINGS).bind(workload.batch(1)))


def generated(workspace: Path, low_ms: float = WANTED_MS[0], high_ms: float = WANTED_MS[1]) -> Subject:
    """Convolutions that take between `low_ms` and `high_ms`. Raises RunError where the machine is too unsteady."""
    wanted, layers = (low_ms * high_ms) ** 0.5, 4
    for _ in range(ROUNDS):
        found = _convolutions(layers, workspace)
        if low_ms <= found.typical_ns / 1e6 <= high_ms:
            return found
        layers = max(round(layers * wanted * 1e6 / found.typical_ns), 1)
    raise RunError(f"no number of convolutions took {low_ms:g} to {high_ms:g} ms")


def _convolutions(layers: int, workspace: Path) -> Subject:
    path = graph.write(layers, workspace / f"convolutions-{layers}.onnx")
    call = find("onnxruntime").load(path, SETTINGS).bind(graph.image())
    return _subject(f"{layers} convolutions, {layers * graph.OPERATIONS / 1e9:.2f} G operations", call)


def _subject(name: str, call: Call) -> Subject:
    bare(call, PROBE)
    return Subject(name, call, float(np.quantile(bare(call, PROBE), UNDISTURBED)))


def _nothing() -> None:
    pass
