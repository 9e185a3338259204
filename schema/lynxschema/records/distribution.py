"""Latencies of one trial: percentiles with their bounds, and the pooled histogram."""

from typing import Annotated

from pydantic import Field

from lynxschema.records.field import group, outcome
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Count, NonNegative


class Percentile(Record):
    """A nearest-rank percentile with its one-sided 99 % upper bound by order statistics."""

    value: NonNegative = outcome("samples", "Nearest rank: sorted[ceil(n*p)-1].", 3.98, unit="ms")
    upper: NonNegative = outcome("samples", "One-sided 99 % upper bound of the true percentile.", 4.0, unit="ms")


class Distribution(Record):
    """Mean, extremes and percentiles in milliseconds; a percentile that has no bound is left out."""

    mean: NonNegative = outcome("samples", "Arithmetic mean.", 4.01, unit="ms")
    minimum: NonNegative = outcome("samples", "Least.", 3.82, unit="ms")
    maximum: NonNegative = outcome("samples", "Greatest.", 6.10, unit="ms")
    p50: Maybe[Percentile] = group("Median.", optional=True)
    p90: Maybe[Percentile] = group("90th percentile.", optional=True)
    p95: Maybe[Percentile] = group("95th percentile.", optional=True)
    p99: Maybe[Percentile] = group("99th percentile.", optional=True)
    p99_9: Maybe[Percentile] = group("99.9th percentile.", optional=True)


class Histogram(Record):
    """Counts of all trials' stored steady requests in 64 bins of equal width on a logarithmic axis."""

    lowest_ms: NonNegative = outcome("samples", "Lower edge of the first bin.", 3.82, unit="ms")
    highest_ms: NonNegative = outcome("samples", "Upper edge of the last bin.", 6.10, unit="ms")
    counts: Annotated[list[Count], Field(min_length=64, max_length=64)] = outcome(
        "samples", "Requests per bin.", [1] * 64
    )


class TokenHistograms(Record):
    """Histograms that only generating models have."""

    ttft_ms: Maybe[Histogram] = group("Time to first token.", optional=True)
    tpot_ms: Maybe[Histogram] = group("Time per output token.", optional=True)
    itl_ms: Maybe[Histogram] = group("Time between tokens.", optional=True)
