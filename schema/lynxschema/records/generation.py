"""What only generating models have: first token, further tokens, goodput."""

from typing import Literal

from lynxschema.records.distribution import Distribution
from lynxschema.records.field import group, outcome
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Count, NonNegative, Share
from lynxschema.records.state import Applicable, Measured


class Generation(Record):
    """Figures of one trial of an autoregressive workload."""

    ttft_ms: Measured[Distribution] = group("Time to first token.")
    tpot_ms: Measured[Distribution] = group("Time per output token after the first, one value per request.")
    itl_ms: Measured[Distribution] = group("Time between successive tokens, all requests together.")
    input_tokens: Measured[Count] = outcome("samples", "Tokens that went in.", 512000)
    output_tokens: Measured[Count] = outcome("samples", "Tokens that came out, as the usage report counts them.", 64000)
    counted_by: Maybe[Literal["server_usage", "runtime", "tokenizer"]] = outcome(
        "none", "Who counted the tokens.", "server_usage", optional=True
    )
    prefill_tokens_per_s: Measured[NonNegative] = outcome("none", "Prompt tokens over prefill time.", 41000)
    decode_tokens_per_s_per_user: Measured[NonNegative] = outcome("samples", "Inverse of the mean TPOT.", 52)
    goodput_share: Applicable[Share] = outcome("samples", "Share of requests that held every bound.", 0.97)
    prefix_hit_share: Maybe[Share] = outcome("none", "Share of prompt tokens found in the cache.", 0, optional=True)
    preemptions: Maybe[Count] = outcome("none", "Requests put back by the scheduler.", 0, optional=True)
    accepted_tokens_per_step: Applicable[NonNegative] = outcome(
        "none", "Tokens gained per verification step, the verified one included.", 3.2
    )
