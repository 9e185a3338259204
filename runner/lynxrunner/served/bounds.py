"""Text of `--bound` for an endpoint -> limits, as the contract has them without their verdict."""

from collections.abc import Mapping

from lynxrunner.arguments import names
from lynxrunner.bound import parse
from lynxrunner.names import require
from lynxrunner.state import Record
from lynxschema.leaves import state_of

METRICS = {"latency": "latency_ms", "ttft": "ttft_ms", "tpot": "tpot_ms", "itl": "itl_ms"}


def bounds(text: str | None) -> list[Record]:
    """`ttft:p99=350ms,tpot:p99=50ms,p99=4s`; a bound without a name is one on the latency. Raises RunError."""
    return [_bound(part) for part in names(text)] if text is not None else []


def judged(limits: list[Record], trials: list[Record]) -> list[Record]:
    """The same limits with whether every trial's upper bound held them."""
    return [{**limit, "held": all(_holds(limit, trial) for trial in trials)} for limit in limits]


def _bound(text: str) -> Record:
    name, colon, rest = text.partition(":")
    found = parse(rest if colon else text)
    metric = METRICS[require("metric", name if colon else "latency", METRICS)]
    return {"metric": metric, "percentile": found.percentile, "limit_ms": found.limit_ms}


def _holds(limit: Record, trial: Record) -> bool:
    times: Mapping[str, Record] = trial if limit["metric"] == "latency_ms" else trial["generation"]
    found = times[limit["metric"]]
    upper = None if state_of(found) else found.get(limit["percentile"], {}).get("upper")
    return upper is not None and bool(upper <= limit["limit_ms"])
