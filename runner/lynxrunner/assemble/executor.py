"""The executor: hardware, runtime, toolchain, precision, scheduling."""

from lynxrunner.runtimes.protocol import Prepared
from lynxrunner.state import Record, not_applicable
from lynxschema.digest import sha256


def executor(hardware: Record, runtime: Record, prepared: Prepared, effective: Record) -> Record:
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
        "scheduling": scheduling(),
    }


def artefact(prepared: Prepared) -> Record:
    """Format, hash and size of the file that ran."""
    content = prepared.artefact.read_bytes()
    return {"format": prepared.artefact.suffix.lstrip("."), "sha256": sha256(content), "bytes": len(content)}


def scheduling() -> Record:
    """One caller, batches as it hands them over: the same executor, whichever of its points were measured."""
    no_decoding = not_applicable("no autoregressive decoding")
    return {
        "batching": "static",
        "maximum_batch": not_applicable("the caller forms batches: see each operating point's batch"),
        "queue_delay_ms": not_applicable("no queue"),
        "instances": 1,
        "streams": 1,
        "chunked_prefill": no_decoding,
        "speculative_decoding": no_decoding,
        "parallelism": {"tensor": 1, "pipeline": 1, "expert": 1, "data": 1},
    }
