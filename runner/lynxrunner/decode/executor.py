"""What the executor of generation in process discloses beyond that of single passes."""

from pathlib import Path

from lynxrunner.custom.signature import inputs, outputs
from lynxrunner.decode.cache import capacity_bytes
from lynxrunner.decode.decoder import Decoder, decoder
from lynxrunner.errors import RunError
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.state import Record, not_applicable

ALONE = not_applicable("one request at a time")
AT_ONCE = not_applicable("a batch is formed of those who wait when the last one has ended")
GROWS = not_applicable("memory is taken for each answer as it grows")
SCHEDULING = {
    "batching": "none", "maximum_batch": ALONE, "queue_delay_ms": ALONE, "instances": 1, "streams": 1,
    "chunked_prefill": False, "speculative_decoding": not_applicable("no token is guessed ahead"),
    "parallelism": {"tensor": 1, "pipeline": 1, "expert": 1, "data": 1},
}


def decoder_of(artefact: Path) -> Decoder:
    """What will be fed. Raises RunError where the artefact is no ONNX decoder with its cache as inputs and outputs."""
    found = None
    if artefact.suffix == ".onnx":
        model = OnnxModel.read(artefact)
        found = decoder(inputs(model, artefact.name), outputs(model, artefact.name))
    if found is None:
        raise RunError(f"{artefact.name}: generation in process needs an ONNX file with past_key_values and present; "
                       "generate with --runtime onnxruntime or openvino, or measure a server with --runtime openai")
    return found


def generating(executor: Record, decoder: Decoder, capacity: int | None, together: int = 1) -> Record:
    """The contract's `executor` with its scheduling, its cache and the format of that.

    `capacity` in tokens; None where the runtime takes memory for each answer. Batches hold `together` requests at most.
    """
    return {
        **executor,
        "precision": {**executor["precision"], "kv_cache": decoder.dtype},
        "scheduling": {**SCHEDULING, **(_batches(together) if together > 1 else {})},
        "kv_cache": {
            "management": "contiguous", "block_tokens": not_applicable("one block holds all of a request"),
            "prefix_reuse": False, "eviction": not_applicable("each request begins with an empty cache"),
            "capacity_bytes": capacity_bytes(decoder, capacity) if capacity else GROWS,
            "bytes_per_token": decoder.bytes_per_token,
        },
    }


def _batches(most: int) -> Record:
    return {"batching": "static", "maximum_batch": most, "queue_delay_ms": AT_ONCE}


def require_as_disclosed(executor: Record, allocated: int | None) -> None:
    """Raises RunError where a trial's cache took other memory than the architecture and the element type give."""
    told = executor["kv_cache"]["capacity_bytes"]
    if told != (allocated or GROWS):
        raise RunError(f"the key-value cache took {allocated} bytes, and by its architecture it takes {told}")
