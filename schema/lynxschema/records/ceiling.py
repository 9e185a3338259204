"""What a device was seen to sustain, beside what its data sheet says."""

from lynxschema.records.field import group, outcome, prose
from lynxschema.records.record import Record
from lynxschema.records.scalar import Above0, Dtype, Few, Name, NonNegative, Positive, Text, Version
from lynxschema.records.state import Measured


class Repeated(Record):
    """Several short measurements of one kernel."""

    repetitions: Positive = outcome("capture", "Measurements, of which the best counts.", 10)
    spread: NonNegative = outcome("capture", "Interquartile range of their durations over the median.", 0.09)
    tool: Name = prose("Whose kernel it was.", "onnxruntime")
    version: Version = prose("Its version.", "1.23.2")
    method: Text = prose("The kernel and its size.", "MatMul of two matrices of 1024 x 1024")


class Bandwidth(Repeated):
    """Bytes per second read from the device's memory."""

    best_bytes_per_s: Above0 = outcome("capture", "Best of the measurements.", 2.47e10, unit="bytes/s")
    working_set_bytes: Positive = outcome("capture", "Bytes read by one measurement.", 201326592, unit="bytes")


class Operations(Repeated):
    """Operations per second in one element type."""

    dtype: Dtype = prose("Element type that the kernel computed in.", "fp32")
    best_operations_per_s: Above0 = outcome(
        "capture", "Best of the measurements; multiplications and additions counted apart.", 1.42e11,
        unit="operations/s",
    )


class Ceiling(Record):
    """Both at one number of threads."""

    threads: Positive = prose("Threads that worked at once.", 2)
    bandwidth: Measured[Bandwidth] = group("Bytes per second read from memory.")
    operations: Few[Operations] = group("Operations per second by element type; empty where none was measured.")
