"""Where requests were seen from: what a figure means, and what only some who look can know."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lynxrunner.judge.observed import Judge
from lynxrunner.served.endpoint import Endpoint
from lynxrunner.served.judges import JUDGES
from lynxrunner.state import Record, not_measured

UNKNOWN: Record = {
    "energy": not_measured("not_implemented_by_harness", "an endpoint's energy is not metered from its client"),
    "peak_memory_bytes": not_measured("not_reported_by_server", "the endpoint does not tell its memory"),
    "bytes_per_inference": not_measured("varies_by_request", "requests are served together as they come"),
    "operations_per_inference": not_measured("not_implemented_by_harness", "the model is not at hand"),
}

COPIES = dict.fromkeys(("host_to_device_copy", "device_to_host_copy"), True)
NO_PREFILL = not_measured("not_reported_by_server", "the server does not report how long a request's prefill took")


@dataclass(frozen=True)
class Vantage:
    """`latency` is the contract's `latency_definition`, `cost` are members of the point that no sample gives.

    `counted_by` says who counted the tokens, `no_prefill` why the time of a prefill is not known; None where the first
    token is there when its prefill ends.
    """

    latency: Record
    ignore_eos: bool
    content: str
    scheduling: Record
    cost: Record
    judges: Sequence[Judge]
    counted_by: str
    no_prefill: Record | None = field(default_factory=lambda: NO_PREFILL)


def over_the_wire(endpoint: Endpoint, scheduling: Record, open_load: bool) -> Vantage:
    """From the call or the scheduled arrival to the last chunk, as the client's clock saw it."""
    latency = {
        "begins": "scheduled_arrival" if open_load else "call",
        "ends": "last_chunk",
        "clock": "caller_wall_clock" if endpoint.local else "client_over_network",
        "transport": "http_sse",
        "protocol": f"openai {endpoint.api}" + ("" if endpoint.kept else " (a connection each)"),
        "client": "same_host" if endpoint.local else "network",
        "first_token": "first_content_chunk",
        "inputs": "drawn",
        "includes": {"preprocessing": True, **COPIES, "postprocessing": True},
    }
    return Vantage(latency, endpoint.ignore_eos, "random words", scheduling, UNKNOWN, JUDGES, "server_usage")
