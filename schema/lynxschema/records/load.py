"""How requests arrive."""

from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from lynxschema.records.field import condition, group
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Above0, Count, Name, NonNegative, Positive, Sha256, Share
from lynxschema.records.state import Applicable

KIND = "A fixed number in flight (closed), arrivals on a schedule (open), or everything at the start (all_at_once)."


class Closed(Record):
    """A fixed number in flight: the next request waits for an answer."""

    kind: Literal["closed"] = condition("operating_point", KIND, "closed")
    concurrency: Positive = condition("operating_point", "Requests in flight.", 1)


class Open(Record):
    """Arrivals on a schedule of their own, whatever the answers take."""

    kind: Literal["open"] = condition("operating_point", KIND, "open")
    process: Literal["poisson", "constant"] = condition("operating_point", "Arrival process.", "poisson")
    rate_per_s: Above0 = condition("operating_point", "Requests offered per second.", 200, unit="requests/s")
    seed: Count = condition("operating_point", "Seed that the schedule is replayed from.", 7)
    overloaded: Maybe[bool] = condition(
        "operating_point", "Declared beyond what the executor sustains.", False, optional=True
    )


class AllAtOnce(Record):
    """Everything is there at the start."""

    kind: Literal["all_at_once"] = condition("operating_point", KIND, "all_at_once")


Load = Annotated[
    Annotated[Closed, Tag("closed")] | Annotated[Open, Tag("open")] | Annotated[AllAtOnce, Tag("all_at_once")],
    Discriminator("kind"),
]


class Lengths(Record):
    """A distribution of lengths, in the workload's unit."""

    distribution: Literal["fixed", "uniform", "lognormal", "trace"] = condition(
        "operating_point", "Distribution.", "fixed"
    )
    mean: Above0 = condition("operating_point", "Mean.", 1024)
    minimum: Positive = condition("operating_point", "Least.", 1024)
    maximum: Positive = condition("operating_point", "Greatest.", 1024)
    deviation: Maybe[NonNegative] = condition("operating_point", "Standard deviation.", 256, optional=True)
    seed: Maybe[Count] = condition("operating_point", "Seed of the draw.", 7, optional=True)
    trace: Maybe[Name] = condition("operating_point", "Name of the trace.", "azure-code-2023", optional=True)
    trace_sha256: Maybe[Sha256] = condition("operating_point", "Hash of the trace file.", "ab" * 32, optional=True)


class LengthProfile(Record):
    """Lengths of what goes in and, for a generating model, of what comes out."""

    unit: Literal["tokens", "frames", "samples", "pixels"] = condition("operating_point", "Unit.", "tokens")
    input: Lengths = group("Lengths of inputs.")
    output: Applicable[Lengths] = group("Lengths of outputs.")
    ignore_eos: Applicable[bool] = condition(
        "operating_point", "Whether generation went on past the end-of-sequence token.", True
    )
    content: Maybe[Name] = condition(
        "operating_point", "What the items are.", "random tokens", optional=True
    )
    shared_prefix_share: Applicable[Share] = condition(
        "operating_point", "Share of a prompt that is equal between requests.", 0
    )
