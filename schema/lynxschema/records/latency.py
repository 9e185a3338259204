"""What a latency is: where it begins and ends, and which clock saw it."""

from typing import Literal

from lynxschema.records.field import condition, group
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Name


class Includes(Record):
    """What happens between beginning and end."""

    preprocessing: bool = condition("operating_point", "Preparing the input.", False)
    host_to_device_copy: bool = condition("operating_point", "Copying inputs to the device.", True)
    device_to_host_copy: bool = condition("operating_point", "Copying outputs back.", True)
    postprocessing: bool = condition("operating_point", "Interpreting the output.", False)


class LatencyDefinition(Record):
    """Where a latency begins and ends, and which clock saw it."""

    begins: Literal["call", "scheduled_arrival", "native_start"] = condition(
        "operating_point", "Where it begins.", "call"
    )
    ends: Literal["return", "native_end", "last_chunk"] = condition("operating_point", "Where it ends.", "return")
    clock: Literal["caller_wall_clock", "native_request", "device_events", "client_over_network"] = condition(
        "operating_point", "Which clock saw it.", "caller_wall_clock"
    )
    transport: Literal["in_process", "http_json", "http_binary", "http_sse", "grpc", "shared_memory"] = condition(
        "operating_point", "How a request reaches the runtime.", "in_process"
    )
    protocol: Maybe[Name] = condition("operating_point", "Protocol.", "openai completions", optional=True)
    client: Maybe[Literal["same_process", "same_host", "network"]] = condition(
        "operating_point", "Where the client ran.", "same_host", optional=True
    )
    first_token: Maybe[Literal["first_chunk", "first_content_chunk", "native"]] = condition(
        "operating_point", "What counts as the first token.", "first_content_chunk", optional=True
    )
    inputs: Maybe[Literal["constant", "rotated", "drawn"]] = condition(
        "operating_point", "Whether requests carry one input, a few in turn, or fresh ones.", "constant", optional=True
    )
    includes: Includes = group("What happens between beginning and end.")
