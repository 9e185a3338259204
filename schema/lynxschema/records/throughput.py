"""Work done per second."""

from typing import Literal

from lynxschema.records.field import outcome
from lynxschema.records.record import Record
from lynxschema.records.scalar import NonNegative

Unit = Literal[
    "inferences/s", "requests/s", "output_tokens/s", "input_tokens/s", "total_tokens/s", "images/s", "frames/s",
    "audio_seconds/s", "steps/s",
]


class Throughput(Record):
    """Successful work per second of the steady phase."""

    value: NonNegative = outcome("samples", "Rate over the whole steady phase.", 249.4)
    unit: Unit = outcome("samples", "What is counted.", "inferences/s")
