"""What stays of a record where results are set beside each other: figures and conditions, no detail of single trials.
"""

import zlib
from typing import Any

import orjson

Record = dict[str, Any]
_TIMES = ("latency_ms", "batch_service_ms")
_FIGURES = ("trial", "throughput", "energy")
_LEFT_OUT = ("histogram", "trials")
_LEVEL = 1


def packed(record: Record) -> bytes:
    """A record without histograms, sources and the detail of trials, compressed."""
    provenance = {name: value for name, value in record["provenance"].items() if name != "sources"}
    points = [_point(point) for point in record["operating_points"]]
    slim = {**record, "operating_points": points, "provenance": provenance}
    return zlib.compress(orjson.dumps(slim), _LEVEL)


def unpacked(content: bytes) -> Record:
    """The record that `packed` made."""
    record: Record = orjson.loads(zlib.decompress(content))
    return record


def _point(point: Record) -> Record:
    kept = {name: value for name, value in point.items() if name not in _LEFT_OUT}
    return {**kept, "trials": [_trial(trial) for trial in point["trials"]]}


def _trial(trial: Record) -> Record:
    """Figures that ratios and their intervals are computed from."""
    kept: Record = {name: trial[name] for name in _FIGURES if name in trial}
    return {**kept, **{name: _percentiles(trial[name]) for name in _TIMES if name in trial}}


def _percentiles(times: Record) -> Record:
    return {name: {"value": times[name]["value"]} for name in ("p50", "p99") if name in times}
