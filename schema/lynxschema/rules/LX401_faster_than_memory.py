"""More bytes per second than the memory can move.

## What it checks

Bytes that must move per inference (a batch shares its weights), less what caches and on-chip memory hold during a call,
times inferences per second, against the bandwidth of the devices: the lower of catalogue and disclosure, with a tenth
of slack. Where fewer bytes are stated than half of the weights take, half of the weights count instead: embeddings,
which are gathered, are at most the other half. Recommendation gathers nearly all: there only what is stated counts.

## Why it matters

Weights that do not fit on the chip are read again for every step. A rate above what the memory can deliver was not
measured on that memory.

## Rejected

```json
{"bytes_per_inference": 16000000000, "headline": {"throughput": {"value": 900.0, "unit": "inferences/s"}}}
```

## Mended

```json
{"bytes_per_inference": 16000000000, "headline": {"throughput": {"value": 190.0, "unit": "inferences/s"}}}
```
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from lynxschema.ceiling import bandwidth, items_per_s, kept_on_chip
from lynxschema.finding import Fault
from lynxschema.load.submission import Submission
from lynxschema.weights import read_each_step

READS = ("/operating_points", "/executor", "/workload")
SLACK = 1.1
NEVER_GATHERED = 0.5


def check(submission: Submission) -> Iterator[Fault]:
    hardware, known = submission.record["executor"]["hardware"], partial(submission.entry, "devices")
    most, kept, weights = bandwidth(hardware, known), kept_on_chip(hardware, known), _weights(submission.record)
    for point in submission.points if most is not None else ():
        batch, rate = point.record["batch"], items_per_s(point.record)
        call = max(_stated(point.record) * batch, weights)
        moved = max(call - kept, 0.0) * (rate or 0.0) / batch
        if moved > (most or 0.0) * SLACK:
            yield Fault(f"{moved:.3g} bytes/s", f"at most {most:.3g} bytes/s, the memory's bandwidth",
                        "see whether bytes, rate or bandwidth is wrong", pointer=f"{point.pointer}/bytes_per_inference")


def _stated(point: dict[str, Any]) -> float:
    each = point["bytes_per_inference"]
    return float(each) if isinstance(each, int | float) else 0.0


def _weights(record: dict[str, Any]) -> float:
    """Bytes that every call reads at least. Steps of a generating model are judged by a rule of their own."""
    workload = record["workload"]
    gathers = workload["task"] == "recommendation" or workload["decoding"] == "autoregressive"
    return 0.0 if gathers else read_each_step(record) * NEVER_GATHERED
