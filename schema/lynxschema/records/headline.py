"""Figures over trials: geometric mean, median, interval."""

from lynxschema.records.field import group, outcome
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Few, NonNegative, Positive
from lynxschema.records.state import Measured
from lynxschema.records.throughput import Unit


class Interval(Record):
    """A 95 % interval of the geometric mean: t distribution on logarithms of the trials' values."""

    low: NonNegative = outcome("samples", "Lower end.", 3.95)
    high: NonNegative = outcome("samples", "Upper end.", 4.02)


class Figure(Record):
    """One figure over trials."""

    value: NonNegative = outcome("samples", "Geometric mean of the trials' values.", 3.98)
    median: NonNegative = outcome("samples", "Median of the trials' values.", 3.98)
    interval: Measured[Interval] = group("95 % interval.")


class Rate(Figure):
    """A throughput over trials."""

    unit: Unit = outcome("samples", "What is counted.", "inferences/s")


class Percentiles(Record):
    """Percentiles over trials, in milliseconds."""

    p50: Maybe[Figure] = group("Median.", optional=True)
    p90: Maybe[Figure] = group("90th percentile.", optional=True)
    p95: Maybe[Figure] = group("95th percentile.", optional=True)
    p99: Maybe[Figure] = group("99th percentile.", optional=True)
    p99_9: Maybe[Figure] = group("99.9th percentile.", optional=True)


class Headline(Record):
    """What is quoted."""

    trials: Positive = outcome("samples", "Number of trials.", 5)
    latency_ms: Maybe[Percentiles] = group("Latency of a request.", optional=True)
    batch_service_ms: Maybe[Percentiles] = group("Time of one batch, offline.", optional=True)
    ttft_ms: Maybe[Percentiles] = group("Time to first token.", optional=True)
    tpot_ms: Maybe[Percentiles] = group("Time per output token.", optional=True)
    itl_ms: Maybe[Percentiles] = group("Time between tokens.", optional=True)
    throughput: Rate = group("Successful work per second.")
    joules_per_inference: Maybe[Figure] = group("Energy per successful inference.", optional=True)
    joules_per_token: Maybe[Figure] = group("Energy per output token.", optional=True)
    further_throughput: Maybe[Few[Rate]] = group("The same work in other units.", optional=True)
