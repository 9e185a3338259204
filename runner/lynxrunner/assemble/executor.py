"""The executor: hardware, runtime, toolchain, precision, scheduling."""

from collections.abc import Iterable

from lynxrunner.runtimes.protocol import Prepared
from lynxrunner.state import Record, not_applicable
from lynxschema.digest import sha256


def executor(
    hardware: Record, runtime: Record, prepared: Prepared, effective: Record, batches: Iterable[int]
) -> Record:
    """The contract's `executor`."""
    quantization = {"quantization": list(prepared.quantization)} if prepared.quantization else {}
    return {
        "hardware": hardware,
        "runtime": runtime,
        "toolchain": {
            "steps": list(prepared.steps), "shapes": prepared.shapes, "artefact": artefact(prepared),
        },
        "precision": {**prepared.precision, "effective": effective},
        **quantization,
        "scheduling": scheduling(max(batches)),
    }


def artefact(prepared: Prepared) -> Record:
    """Format, hash and size of the file that ran."""
    content = prepared.artefact.read_bytes()
    return {"format": prepared.artefact.suffix.lstrip("."), "sha256": sha256(content), "bytes": len(content)}


def scheduling(maximum_batch: int) -> Record:
    """One caller, batches as it hands them over."""
    batching = "static" if maximum_batch > 1 else "none"
    no_decoding, no_batches = map(not_applicable, ("no autoregressive decoding", "requests are not batched"))
    return {
        "batching": batching,
        "maximum_batch": maximum_batch if batching == "static" else no_batches,
        "queue_delay_ms": not_applicable("no queue"),
        "instances": 1,
        "streams": 1,
        "chunked_prefill": no_decoding,
        "speculative_decoding": no_decoding,
        "parallelism": {"tensor": 1, "pipeline": 1, "expert": 1, "data": 1},
    }
