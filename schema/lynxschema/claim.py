"""What a result says, in one sentence with its whole condition."""

from typing import Any

from lynxschema.condition import setting
from lynxschema.figures import times_member
from lynxschema.leaves import state_of
from lynxschema.numeral import significant

Record = dict[str, Any]
TOKENS = {"ttft_ms": "first token", "tpot_ms": "output token"}


def claim(record: Record, point: Record) -> str:
    """Throughput, time per request, quality and the executor that they hold for."""
    executor = record["executor"]
    rate = point["headline"]["throughput"]
    parts = [
        f"{record['workload']['id']} at {precision(executor)} on {_device(executor)}",
        f"with {executor['runtime']['id']} {executor['runtime']['version']}{_threads(executor)}:",
        f"{significant(rate['value'])} {rate['unit']}{_time(point)}{_tokens(point)}",
        f"at {setting(point)}{_quality(record)}.",
    ]
    return " ".join(parts)


def precision(executor: Record) -> str:
    """Headline of a precision: weights/compute, the weights' widest share first named."""
    weights = max(executor["precision"]["weights"], key=lambda part: part["share_of_parameters"])
    return f"{weights['dtype']}/{executor['precision']['compute']}"


def metric(name: str) -> str:
    """top1_accuracy -> top-1 accuracy."""
    return name.replace("top1", "top-1").replace("top5", "top-5").replace("_", " ")


def _device(executor: Record) -> str:
    devices = executor["hardware"]["devices"]
    return " and ".join(f"{device['count']} \N{MULTIPLICATION SIGN} {device['name']}" for device in devices)


def _threads(executor: Record) -> str:
    threads = executor["runtime"]["threads"]
    count = None if state_of(threads) else threads["intra_op"]
    return f" on {count} thread{'s' if count != 1 else ''}" if isinstance(count, int) else ""


def _time(point: Record) -> str:
    member = times_member(point["scenario"])
    percentiles = point["headline"].get(member, {})
    name = next((name for name in ("p99", "p95", "p90", "p50") if name in percentiles), None)
    what = "per batch" if member == "batch_service_ms" else "per request"
    return f", {name} {significant(percentiles[name]['value'])} ms {what}" if name else ""


def _tokens(point: Record) -> str:
    """Times of generation."""
    found = [(title, point["headline"].get(name, {}).get("p50")) for name, title in TOKENS.items()]
    return "".join(f", {title} p50 {significant(figure['value'])} ms" for title, figure in found if figure)


def _quality(record: Record) -> str:
    scores = record["quality"]
    return "" if state_of(scores) else f", {metric(scores[0]['metric'])} {scores[0]['value']:#.4g}"
