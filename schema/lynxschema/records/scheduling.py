"""Who waits, and for whom."""

from typing import Literal

from lynxschema.records.field import group, identity
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Count, Id, NonNegative, Positive, Text
from lynxschema.records.state import Applicable, Disclosed


class Speculation(Record):
    """Tokens guessed ahead and verified."""

    method: Literal["draft_model", "ngram", "medusa", "eagle", "multi_token_prediction", "lookahead"] = identity(
        "scheduling", "Method.", "draft_model"
    )
    model: Maybe[Id] = identity("scheduling", "Id of the draft model.", "draft", optional=True)
    tokens: Positive = identity("scheduling", "Tokens guessed per step.", 4)
    detail: Maybe[Text] = identity("scheduling", "Further settings.", "greedy acceptance", optional=True)


class Parallelism(Record):
    """How many devices share one request."""

    tensor: Positive = identity("scheduling", "Tensor parallel.", 1)
    pipeline: Positive = identity("scheduling", "Pipeline parallel.", 1)
    expert: Positive = identity("scheduling", "Expert parallel.", 1)
    data: Positive = identity("scheduling", "Data parallel.", 1)


class Scheduling(Record):
    """Request-level scheduling."""

    batching: Literal["none", "static", "dynamic", "continuous"] = identity("scheduling", "Policy.", "static")
    maximum_batch: Applicable[Positive] = identity("scheduling", "Most requests in one batch.", 32)
    queue_delay_ms: Applicable[NonNegative] = identity(
        "scheduling", "Longest wait for a batch to fill.", 5, unit="ms"
    )
    maximum_batched_tokens: Maybe[Positive] = identity(
        "scheduling", "Most tokens in one step.", 8192, optional=True
    )
    instances: Positive = identity("scheduling", "Copies of the model that serve at once.", 1)
    streams: Positive = identity("scheduling", "Requests that one instance executes at once.", 1)
    chunked_prefill: Applicable[bool] = identity("scheduling", "Whether long prompts are split.", True)
    prefill_chunk_tokens: Maybe[Count] = identity("scheduling", "Tokens of a prompt per step.", 2048, optional=True)
    speculative_decoding: Applicable[Speculation] = group("Tokens guessed ahead.")
    parallelism: Parallelism = group("How many devices share one request.")


class KvCache(Record):
    """The attention cache of a generating model."""

    management: Literal["contiguous", "paged"] = identity("kv_cache", "How it is laid out.", "paged")
    block_tokens: Applicable[Positive] = identity("kv_cache", "Tokens of one block.", 16)
    prefix_reuse: bool = identity("kv_cache", "Whether equal prefixes share their cache.", True)
    eviction: Applicable[Text] = identity("kv_cache", "What leaves first when it is full.", "least recently used")
    capacity_bytes: Disclosed[Positive] = identity("kv_cache", "Memory set aside.", 322122547200, unit="bytes")
    bytes_per_token: Positive = identity("kv_cache", "Memory of one token.", 163840, unit="bytes")
    offload: Maybe[Text] = identity("kv_cache", "Where blocks go beside the device.", "host memory", optional=True)
