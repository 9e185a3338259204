"""What the runner's own loop costs: its p50 of `single_stream` over that of a bare timed loop.

Both time the same call (one session, one IO binding, one process) on digits-cnn at batch 1. Within a pair the two take
turns in blocks of a few milliseconds, so that a change of clocks or a busy neighbour meets both. The figure is the
geometric mean of the pairs' ratios with its 95 % t interval on logarithms. Target: upper end at most 1.05.
"""

import gc
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter_ns
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from lynxrunner.load.phase import as_called, phase
from lynxrunner.runtimes.find import find
from lynxrunner.runtimes.protocol import Call, Settings, Source
from lynxrunner.workloads.find import find as find_workload
from lynxschema.evidence import over_trials

BLOCKS, BLOCK = 20, 100
TARGET = 1.05

Times = NDArray[np.int64]


@click.command()
@click.option("--n", "pairs", default=20, show_default=True, help="Interleaved pairs.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def main(pairs: int, form: str) -> None:
    """Measure and print the ratio."""
    with TemporaryDirectory() as workspace:
        found = measure(bound_call(Path(workspace)), max(pairs, 2))
    click.echo(json.dumps(found, indent=2) if form == "json" else text(found))


def bound_call(workspace: Path) -> Call:
    """digits-cnn as delivered, one thread, bound at batch 1."""
    runtime, workload = find("onnxruntime"), find_workload("digits-cnn")
    settings = Settings(threads=1)
    source = Source(workload.model, workload.calibration(), ())
    prepared = runtime.prepare(source, "fp32", settings, workspace)
    return runtime.load(prepared.artefact, settings).bind(workload.batch(1))


def measure(call: Call, pairs: int) -> dict[str, Any]:
    """The ratio over `pairs`, and both loops' p50 in microseconds."""
    gc.disable()
    pair(call)
    medians = np.array([pair(call) for _ in range(pairs)])
    ratio = over_trials([float(own / plain) for plain, own in medians])
    p50_us = dict(zip(("bare", "runner"), (np.median(medians, axis=0) / 1e3).tolist(), strict=True))
    return {"figure": "runner_overhead", "unit": "p50 ratio", "pairs": pairs, "requests": BLOCKS * BLOCK,
            "p50_us": p50_us, **ratio, "target": TARGET, "met": ratio["interval"]["high"] <= TARGET}


def pair(call: Call) -> tuple[float, float]:
    """Medians in ns of the bare loop and the runner's, from alternating blocks."""
    blocks = [(bare(call), runner(call)) if turn % 2 else (runner(call), bare(call))[::-1] for turn in range(BLOCKS)]
    plain, own = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return float(np.median(plain)), float(np.median(own))


def bare(call: Call) -> Times:
    """Times in ns of the plainest timed loop."""
    times = []
    for _ in range(BLOCK):
        begin = perf_counter_ns()
        call()
        times.append(perf_counter_ns() - begin)
    return np.array(times)


def runner(call: Call) -> Times:
    """Times in ns of the loop that trials run."""
    return as_called(phase(call, 0, BLOCK, 1e5, [])).service()


def text(found: dict[str, Any]) -> str:
    """One line."""
    interval = found["interval"]
    verdict = "met" if found["met"] else "missed"
    return (
        f"runner_overhead: {found['value']:.4f} [{interval['low']:.4f}, {interval['high']:.4f}] "
        f"(runner {found['p50_us']['runner']:.2f} us, bare {found['p50_us']['bare']:.2f} us, {found['pairs']} pairs); "
        f"target {found['target']}: {verdict}"
    )


if __name__ == "__main__":
    main()
