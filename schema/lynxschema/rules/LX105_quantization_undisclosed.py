"""Quantized, without saying how.

## What it checks

That a format which is no float of 16 bits or more comes with method, granularity, symmetry, excluded operators,
tool and version: an entry for the weights of each model, for activations and for the KV cache, as far as they are
narrow. Integers of 32 bits, such as biases, are sums and need none.

## Why it matters

"int8" names the width of a number. How the values were chosen decides both accuracy and speed.

## Rejected

```json
{"precision": {"compute": "int8"}}
```

## Mended

```json
{
  "precision": {
    "compute": "int8"
  },
  "quantization": [
    {
      "method": "dynamic",
      "granularity": "per_tensor",
      "tool": "onnxruntime.quantization"
    }
  ]
}
```
"""

from collections.abc import Iterator
from typing import Any

from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission
from lynxschema.parts import parts

READS = ("/executor",)
COVERS = ("/executor/quantization", "/executor/stages/*/quantization")
WIDE = ("fp64", "fp32", "tf32", "bf16", "fp16", "int64", "int32", "bool")


def check(submission: Submission) -> Iterator[Fault]:
    executor = submission.record["executor"]
    for pointer, part in parts(executor):
        if "precision" in part:
            told = part.get("quantization", executor.get("quantization", ()))
            yield from _missing(part["precision"], told, f"{pointer}/quantization")


def _missing(precision: dict[str, Any], told: list[dict[str, Any]], pointer: str) -> Iterator[Fault]:
    disclosed = {(entry["model"], entry["tensors"]) for entry in told}
    narrow = {(part["model"], "weights") for part in precision["weights"] if part["dtype"] not in WIDE}
    for model, tensors in sorted(narrow - disclosed):
        yield _fault(f"no quantization of the weights of {shown(model)}", tensors, pointer)
    for member in ("activations", "kv_cache"):
        dtype = precision[member]
        if isinstance(dtype, str) and dtype not in WIDE and member not in {tensors for _, tensors in disclosed}:
            yield _fault(f"{dtype} and no quantization of {member}", member, pointer)


def _fault(found: str, tensors: str, pointer: str) -> Fault:
    return Fault(found, f"an entry whose tensors are {shown(tensors)}", "disclose how they became narrow",
                 pointer=pointer)
