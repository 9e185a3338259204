"""One operating point: its condition, its trials, its figures."""

from typing import Literal

from lynxschema.records.distribution import Histogram, TokenHistograms
from lynxschema.records.energy import Energy
from lynxschema.records.field import condition, group, outcome, prose
from lynxschema.records.headline import Headline
from lynxschema.records.latency import LatencyDefinition
from lynxschema.records.load import LengthProfile, Load
from lynxschema.records.record import Maybe, Record, when
from lynxschema.records.scalar import Above0, Few, Id, Number, Positive, Some, Text
from lynxschema.records.state import Applicable, Measured
from lynxschema.records.trial import Counts, Trial


class Bound(Record):
    """A limit that every trial's upper bound must hold."""

    metric: Literal["latency_ms", "ttft_ms", "tpot_ms", "itl_ms"] = condition(
        "operating_point", "What is limited.", "latency_ms"
    )
    percentile: Literal["p50", "p90", "p95", "p99", "p99_9"] = condition("operating_point", "Percentile.", "p99")
    limit_ms: Above0 = condition("operating_point", "The limit.", 2, unit="ms")
    held: bool = outcome("samples", "Whether every trial's upper bound is within the limit.", True)


class PhaseWork(Record):
    """What one phase of a generating model must move and compute."""

    phase: Literal["prefill", "decode_step", "encode"] = outcome("capture", "Phase.", "decode_step")
    bytes: Above0 = outcome("capture", "Bytes that must move.", 498000000, unit="bytes")
    operations: Above0 = outcome("capture", "Multiplications and additions, counted apart.", 248000000)


class Validity(Record):
    """Whether the point may be read as a result."""

    valid: bool = outcome("none", "Whether it may.", True)
    reasons: Few[Text] = outcome("none", "Why it may not; empty when valid.", [])
    warnings: Maybe[Few[Text]] = outcome("none", "What a reader should bear in mind.", ["drift of 8 %"], optional=True)


def _scenario(names: list[str], kind: str, comment: str, **load: object) -> dict[str, object]:
    wanted = {"kind": {"const": kind}, **load}
    return when(
        {"properties": {"scenario": {"enum": names}}},
        {"properties": {"load": {"properties": wanted, "required": list(wanted)}}},
        comment,
    )


def _published(member: str) -> dict[str, object]:
    needed = {"required": [member]}
    return {"properties": {"trials": {"items": needed}, "headline": needed}}


_OFFLINE = {"properties": {"scenario": {"const": "offline"}}}
_NO_LATENCY = {"properties": {"trials": {"items": {"properties": {"latency_ms": False}}},
                              "headline": {"properties": {"latency_ms": False}}}}


class OperatingPoint(Record):
    """One operating point; its position in the list is its number in the samples."""

    id: Id = prose("Anchor of the result on its page.", "single-stream-b1")
    scenario: Literal["single_stream", "concurrent", "server", "offline"] = condition(
        "operating_point", "Deployment scenario.", "single_stream"
    )
    purpose: Literal["result", "search_step"] = prose("A result, or a step of a search kept for its curve.", "result")
    batch: Positive = condition("operating_point", "Items of one call.", 1)
    lengths: Applicable[LengthProfile] = group("Lengths of inputs and outputs.")
    load: Load = group("How requests arrive.")
    bounds: Applicable[Some[Bound]] = group("Limits that were asked for.")
    latency_definition: LatencyDefinition = group("What a latency is.")
    counts: Counts = group("Requests of all trials by how they ended.")
    trials: Few[Trial] = group("Trials, each a fresh process.")
    histogram: Histogram = group("Pooled latencies.")
    token_histograms: Maybe[TokenHistograms] = group("Pooled token times.", optional=True)
    headline: Headline = group("Figures over trials.")
    energy: Measured[Energy] = group("Energy, metered.")
    peak_memory_bytes: Measured[Positive] = outcome("capture", "Most memory in use.", 98304000, unit="bytes")
    bytes_per_inference: Measured[Above0] = outcome(
        "capture", "Bytes that must move; a batch shares those of its weights.", 3655033, unit="bytes"
    )
    operations_per_inference: Measured[Number] = outcome(
        "capture", "Multiplications and additions, counted apart.", 601600000, unit="operations"
    )
    phases: Maybe[Few[PhaseWork]] = group("Bytes and operations of each phase of generation.", optional=True)
    validity: Validity = group("Whether the point may be read as a result.")

    conditionals = (
        _scenario(["single_stream"], "closed", "single_stream is a closed load of one", concurrency={"const": 1}),
        _scenario(["concurrent"], "closed", "concurrent is a closed load"),
        _scenario(["server"], "open", "server is an open load"),
        _scenario(["offline"], "all_at_once", "offline has everything at the start"),
        when(_OFFLINE, {"allOf": [_published("batch_service_ms"), _NO_LATENCY]},
             "offline publishes the service time of a batch and no latency of a request"),
        when({"not": _OFFLINE}, _published("latency_ms"), "a loaded point publishes the latency of its requests"),
    )
