"""Many different records: drawn from a seed, with figures computed as the contract computes them."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lynxschema import evidence, figures
from tests.site import records

Record = dict[str, Any]
PRECISIONS = {"fp32": ("fp32", 1.0, 0.7188), "int8": ("int8", 2.4, 0.7142), "fp16": ("fp16", 1.4, 0.7186)}
RUNTIMES = (("onnxruntime", "1.23.2", 1.0), ("openvino", "2025.3.0", 1.25), ("onnxruntime", "1.22.0", 0.94))
THREADS = (1, 2, 8)
TRIALS = 5


def variety(count: int, seed: int = 20261123) -> Iterator[tuple[str, Record]]:
    """Slugs and records."""
    draw = np.random.default_rng(seed)
    for number in range(count):
        yield f"result-{number:05d}", _record(number, draw)


def _record(number: int, draw: np.random.Generator) -> Record:
    recipe = list(PRECISIONS)[number % 3]
    runtime = RUNTIMES[number // 3 % 3]
    threads = THREADS[number // 9 % 3]
    dtype, faster, accuracy = PRECISIONS[recipe]
    made = records.record()
    executor = made["executor"]
    executor["runtime"].update(id=runtime[0], version=runtime[1], threads={"intra_op": threads, "inter_op": 1})
    executor["precision"].update(recipe=recipe, compute=dtype, activations=dtype)
    executor["precision"]["weights"][0]["dtype"] = dtype
    made["executor_id"] = f"{number:064x}"
    made["quality"][0].update(value=accuracy, correct=round(accuracy * 5000))
    made["provenance"].update(started_at=_date(number), profile="registry")
    milliseconds = 14.0 / faster / runtime[2] / threads**0.8
    made["operating_points"] = list(_points(made["operating_points"][0], milliseconds, draw))
    return made


def _date(number: int) -> str:
    return f"2026-{1 + number // 28 % 12:02d}-{1 + number % 28:02d}T09:30:00Z"


def _points(example: Record, milliseconds: float, draw: np.random.Generator) -> Iterator[Record]:
    yield _point(example, "single_stream", 1, milliseconds, draw)
    for batch in (1, 8, 32):
        yield _point(example, "offline", batch, milliseconds * batch**0.85, draw)


def _point(example: Record, scenario: str, batch: int, milliseconds: float, draw: np.random.Generator) -> Record:
    member = figures.times_member(scenario)
    times = [_times(milliseconds, draw) for _ in range(TRIALS)]
    trials = [_trial(example["trials"][0], number, member, each, batch) for number, each in enumerate(times)]
    offline = scenario == "offline"
    return {
        **example, "id": f"{scenario.replace('_', '-')}-b{batch}", "scenario": scenario, "batch": batch,
        "load": {"kind": "all_at_once"} if offline else {"kind": "closed", "concurrency": 1},
        "trials": trials, "counts": figures.counts(trials), "headline": figures.headline(trials, scenario),
        "histogram": evidence.histogram(np.concatenate(times)),
    }


def _times(milliseconds: float, draw: np.random.Generator) -> np.ndarray:
    centre = milliseconds * draw.normal(1.0, 0.01)
    spread = np.abs(draw.gamma(1.2, 0.06, size=700))
    return (1e6 * centre * (0.96 + spread)).astype(np.int64)


def _trial(example: Record, number: int, member: str, times: np.ndarray, batch: int) -> Record:
    others = {key: value for key, value in example.items() if key != "latency_ms"}
    seconds = float(times.sum()) / 1e9
    counts = {"ok": len(times), "error": 0, "timeout": 0, "cancelled": 0}
    return {
        **others, "trial": number, member: evidence.distribution(times), "counts": counts,
        "duration_s": seconds, "stored_requests": len(times),
        "throughput": {"value": len(times) * batch / seconds, "unit": "inferences/s"},
        "autocorrelation_lag1": evidence.autocorrelation(times),
    }
