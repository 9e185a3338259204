"""An artefact too small for the weights that it is said to hold.

## What it checks

Bytes of the artefact that ran against the number of parameters in their declared formats: less than 0.7 of that is
warned of. Zeros of sparse weights may be left out; a compressed file should be stated unpacked.

## Why it matters

A quantized file is smaller than the model that it was named after. Half the size means half the bits.

## Rejected

```json
{"parameters": 3504872, "weights": [{"dtype": "fp32"}], "artefact": {"bytes": 3655033}}
```

## Mended

```json
{"parameters": 3504872, "weights": [{"dtype": "int8"}], "artefact": {"bytes": 3655033}}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission
from lynxschema.weights import bytes_each

SEVERITY = "warning"
READS = ("/executor", "/workload")
LEAST = 0.7


def check(submission: Submission) -> Iterator[Fault]:
    executor, model = submission.record["executor"], submission.record["workload"]["model"]
    expected = model["parameters"] * (bytes_each(executor["precision"]["weights"]) or 0.0)
    size = executor["toolchain"]["artefact"]["bytes"]
    if size < LEAST * expected:
        yield Fault(f"{size:,} bytes", f"about {expected:,.0f}: {model['parameters']:,} parameters in their formats",
                    "name the file that ran, and the formats in it", pointer="/executor/toolchain/artefact/bytes")
