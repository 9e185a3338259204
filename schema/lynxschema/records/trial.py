"""One fresh process at one operating point."""

from lynxschema.records.distribution import Distribution
from lynxschema.records.energy import TrialEnergy
from lynxschema.records.field import group, outcome
from lynxschema.records.generation import Generation
from lynxschema.records.noise import Noise
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Above0, Count, Few, Many, Number, Positive
from lynxschema.records.state import Measured
from lynxschema.records.throughput import Throughput


class Counts(Record):
    """Requests of the steady phase by how they ended."""

    ok: Count = outcome("samples", "Answered.", 500)
    error: Count = outcome("samples", "Failed.", 0)
    timeout: Count = outcome("samples", "Given up.", 0)
    cancelled: Count = outcome("samples", "Called back.", 0)


class Trial(Record):
    """Figures of one trial; latencies are those of the stored steady requests that succeeded."""

    trial: Count = outcome("samples", "Number of the trial.", 0)
    warmup_discarded: Count = outcome("samples", "Requests before the steady phase.", 40)
    duration_s: Above0 = outcome(
        "samples", "Length of the steady phase: from the first request to the last completion, failed ones included.",
        2.0, unit="s"
    )
    counts: Counts = group("Requests of the whole steady phase.")
    stored_requests: Positive = outcome("samples", "Steady requests stored in the samples, from the first on.", 500)
    latency_ms: Maybe[Distribution] = group("Latency of a request.", optional=True)
    batch_service_ms: Maybe[Distribution] = group("Time of one batch, offline.", optional=True)
    service_ms: Maybe[Distribution] = group("Time in the runtime, without queueing.", optional=True)
    queue_ms: Maybe[Distribution] = group("Time in the queue.", optional=True)
    dispatch_lateness_ms: Maybe[Distribution] = group("How late the load generator was.", optional=True)
    generation: Maybe[Generation] = group("First token, further tokens, goodput.", optional=True)
    throughput: Throughput = group("Successful work per second.")
    further_throughput: Maybe[Few[Throughput]] = group("The same work in other units.", optional=True)
    observed_batch_mean: Maybe[Above0] = outcome(
        "samples", "Mean size of the batches that the scheduler formed.", 58.7, optional=True
    )
    energy: Maybe[TrialEnergy] = group("Energy of this trial.", optional=True)
    output_items_per_100ms: Maybe[Many[Count]] = outcome(
        "samples", "Output items in each 100 ms of the steady phase.", [512, 384], unit="tokens", optional=True
    )
    completions_per_100ms: Many[Count] = outcome(
        "samples", "Requests that succeeded, by the 100 ms of the steady phase in which they were completed.", [25, 25],
        unit="requests",
    )
    autocorrelation_lag1: Measured[Number] = outcome("samples", "Lag-1 autocorrelation of latencies.", 0.07)
    drift: Measured[Number] = outcome(
        "samples", "Mean rate of the last quarter over that of the first, less 1.", 0.004
    )
    noise: Noise = group("What else went on.")
