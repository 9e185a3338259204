"""Files beside the record from which its figures can be recomputed."""

from typing import Literal

from lynxschema.records.field import proof
from lynxschema.records.record import Record
from lynxschema.records.scalar import Count, FileName, Positive, Sha256


class EvidenceFile(Record):
    """One file beside the record."""

    file: FileName = proof("Name of the file.", "samples.parquet")
    kind: Literal["samples", "chunks", "predictions", "readings", "outputs"] = proof("What it holds.", "samples")
    sha256: Sha256 = proof("Hash of its bytes.", "ab" * 32)
    rows: Count = proof("Number of rows.", 2540)
    bytes: Positive = proof("Size.", 8123, unit="bytes")
