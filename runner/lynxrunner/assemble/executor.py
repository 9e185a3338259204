"""The executor: hardware, runtime, toolchain, precision, scheduling."""

from lynxrunner.assemble.precision import precision
from lynxrunner.load.make import Serving
from lynxrunner.models.files import digest, files, size
from lynxrunner.runtimes.protocol import Prepared
from lynxrunner.state import Record, not_applicable


def executor(hardware: Record, runtime: Record, prepared: Prepared, effective: Record, serving: Serving) -> Record:
    """The contract's `executor`."""
    quantization = {"quantization": list(prepared.quantization)} if prepared.quantization else {}
    return {
        "hardware": hardware,
        "runtime": runtime,
        "toolchain": {
            "steps": list(prepared.steps), "shapes": prepared.shapes, "artefact": artefact(prepared),
        },
        "precision": precision(prepared.precision, effective),
        **quantization,
        "scheduling": scheduling(serving),
    }


def artefact(prepared: Prepared) -> Record:
    """Format, hash and size of the files that ran."""
    found = {"format": prepared.artefact.suffix.lstrip("."), "sha256": digest(prepared.artefact),
             "bytes": size(prepared.artefact)}
    count = len(files(prepared.artefact))
    return {**found, "files": count} if count > 1 else found


def scheduling(serving: Serving) -> Record:
    """Batches as the caller hands them over or as a dynamic batcher forms them; instances and streams.

    The same whichever points were measured: a concurrent load keeps as many streams busy as it has callers.
    """
    no_decoding = not_applicable("no autoregressive decoding")
    return {
        **(_dynamic(serving) if serving.most > 1 else STATIC),
        "instances": serving.instances,
        "streams": serving.streams,
        "chunked_prefill": no_decoding,
        "speculative_decoding": no_decoding,
        "parallelism": {"tensor": 1, "pipeline": 1, "expert": 1, "data": 1},
    }


STATIC: Record = {
    "batching": "static",
    "maximum_batch": not_applicable("the caller forms batches: see each operating point's batch"),
    "queue_delay_ms": not_applicable("no queue"),
}


def _dynamic(serving: Serving) -> Record:
    return {"batching": "dynamic", "maximum_batch": serving.most, "queue_delay_ms": serving.delay_ms}
