"""A registry of many unlike records, to time the site on: generated from a seed, measured on nothing.

Devices, runtimes with versions, precisions, threads, workloads, submitters and dates are drawn independently, most of
them from few and some from many, as registries have them; 1 to 4 operating points of five trials. Figures are those of
few drawn trials, scaled anew in each record: they fit the schema, not the rules that recompute them.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from lynxschema.slug import slug
from tests.site import variety

Record = dict[str, Any]
DRAWN = 24
"""Executors whose trials are drawn; all others are scaled from them."""
WORKLOADS = ("mobilenet-v2", "resnet50", "digits-cnn", "bert-base", "dlrm", "gpt2-small")
RUNTIMES = [("onnxruntime", f"1.{minor}.{patch}") for minor in range(18, 24) for patch in range(2)] + [
    ("openvino", f"202{year}.{minor}.0") for year in (4, 5) for minor in range(4)]
DEVICES = [f"Generated CPU {family}{model:02d}" for family in "ABCDE" for model in range(12)]
THREADS = (1, 2, 4, 8, 16, 32)
SUBMITTERS, FIRST = 60, datetime(2020, 1, 1, tzinfo=UTC)
SCALED = ("throughput", "latency_ms", "batch_service_ms")


def write(home: Path, number: int, seed: int) -> int:
    """`number` submissions below `home`; returns the bytes of their records."""
    return sum(_write(home, record) for record in varied(number, seed))


def varied(number: int, seed: int) -> Iterator[Record]:
    """That many records."""
    draw = np.random.default_rng(seed)
    drawn = [record for _, record in variety.variety(DRAWN, seed)]
    return (_record(orjson.loads(orjson.dumps(drawn[draw.integers(DRAWN)])), place, draw) for place in range(number))


def _record(made: Record, number: int, draw: np.random.Generator) -> Record:
    executor, faster = made["executor"], float(draw.lognormal(0, 0.5))
    device = DEVICES[min(int(draw.exponential(9)), len(DEVICES) - 1)]
    runtime, version = RUNTIMES[min(int(draw.exponential(5)), len(RUNTIMES) - 1)]
    threads = THREADS[draw.integers(len(THREADS))]
    executor["hardware"]["devices"][0]["name"] = executor["hardware"]["host"]["cpu"] = device
    executor["runtime"].update(id=runtime, version=version, threads={"intra_op": threads, "inter_op": 1})
    made["workload"]["id"] = WORKLOADS[min(int(draw.exponential(1.5)), len(WORKLOADS) - 1)]
    made["executor_id"] = draw.bytes(32).hex()
    lab = min(int(draw.exponential(12)), SUBMITTERS - 1)
    made["submitter"].update(id=f"lab-{lab:02d}", organisation=f"Generated Laboratory {lab}")
    began = FIRST + timedelta(minutes=30 * number)
    made["provenance"].update(started_at=began.strftime("%Y-%m-%dT%H:%M:%SZ"), session_id=f"{number // 3:032x}")
    made["operating_points"] = made["operating_points"][:int(draw.integers(1, 5))]
    for point in made["operating_points"]:
        _scale(point, faster, draw)
    return made


def _scale(point: Record, faster: float, draw: np.random.Generator) -> None:
    for figures in (*point["trials"], point["headline"]):
        noise = float(draw.normal(1, 0.004))
        for name in SCALED:
            if name in figures:
                figures[name] = _scaled(figures[name], faster * noise if name == "throughput" else noise / faster)


def _scaled(value: Any, factor: float) -> Any:
    if isinstance(value, dict):
        return {name: _scaled(item, factor) for name, item in value.items()}
    return value * factor if isinstance(value, float) else value


def _write(home: Path, record: Record) -> int:
    place = home / record["submitter"]["id"] / slug(record)
    place.mkdir(parents=True, exist_ok=True)
    content = orjson.dumps(record, option=orjson.OPT_INDENT_2)
    (place / "submission.json").write_bytes(content)
    return len(content)
