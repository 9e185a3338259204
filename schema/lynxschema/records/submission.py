"""A submission: one executor, one workload version, one session."""

from typing import Annotated

from pydantic import Field

from lynxschema.records.evidence import EvidenceFile
from lynxschema.records.executor import Executor
from lynxschema.records.field import group, outcome, proof, prose
from lynxschema.records.operating_point import OperatingPoint
from lynxschema.records.provenance import Provenance
from lynxschema.records.quality import Quality
from lynxschema.records.record import Record, when
from lynxschema.records.scalar import Contract, Few, NonNegative, Sha256
from lynxschema.records.state import Measured, Readable
from lynxschema.records.submitter import Submitter
from lynxschema.records.workload import Workload


class Startup(Record):
    """What happens once."""

    load_ms: Readable[NonNegative] = outcome("capture", "Reading the model.", 41.7, unit="ms")
    compile_ms: Readable[NonNegative] = outcome("capture", "Compiling it.", 120, unit="ms")
    first_inference_ms: Readable[NonNegative] = outcome("capture", "The first inference.", 12.9, unit="ms")


class Submission(Record):
    """The whole record."""

    contract: Contract = prose("Version of the contract that the record was written for.", "1.0")
    executor_id: Sha256 = proof("sha256 over the RFC 8785 form of the executor's identity members.", "ab" * 32)
    submitter: Submitter = group("Who submits.")
    workload: Workload = group("What was computed.")
    executor: Executor = group("What computed it.")
    startup: Startup = group("What happens once.")
    quality: Measured[Annotated[list[Quality], Field(min_length=1, max_length=16)]] = group(
        "Scores of the artefact that ran."
    )
    operating_points: Annotated[list[OperatingPoint], Field(min_length=1, max_length=256)] = group(
        "Operating points and their figures."
    )
    evidence: Few[EvidenceFile] = group("Files that figures are recomputed from.")
    provenance: Provenance = group("How the record came to be.")

    conditionals = (
        when(
            {"properties": {"workload": {"properties": {"decoding": {"const": "autoregressive"}}}}},
            {"properties": {
                "executor": {"required": ["kv_cache"]},
                "operating_points": {"items": {
                    "properties": {
                        "lengths": {"required": ["unit", "input", "output"]},
                        "trials": {"items": {"required": ["generation"]}},
                    },
                }},
            }},
            "an autoregressive workload discloses its KV cache, its length profile and its token times",
        ),
    )
