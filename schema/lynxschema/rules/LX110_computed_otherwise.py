"""Declared in one precision, computed in another.

## What it checks

That at least half of all operations ran in the declared compute format, as far as the effective precision is known;
between half and nine tenths it warns. Shares sum to at most 1, and every operator names a device of the executor.

## Why it matters

Runtimes fall back silently: an fp16 or int8 file whose kernels run in fp32 is an fp32 result with a wrong label.

## Rejected

```json
{
  "compute": "int8",
  "effective": {
    "operators": [
      {
        "op_type": "Conv",
        "dtype": "fp32",
        "share_of_operations": 0.99
      }
    ]
  }
}
```

## Mended

```json
{
  "compute": "fp32",
  "effective": {
    "operators": [
      {
        "op_type": "Conv",
        "dtype": "fp32",
        "share_of_operations": 0.99
      }
    ]
  }
}
```
"""

from collections.abc import Iterator
from typing import Any

from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

READS = ("/executor",)
ALIKE = {"uint8": "int8", "uint16": "int16", "uint4": "int4", "tf32": "fp32"}
LEAST, MOST_OF_IT = 0.5, 0.9


def check(submission: Submission) -> Iterator[Fault]:
    executor = submission.record["executor"]
    effective, pointer = executor["precision"]["effective"], "/executor/precision/effective/operators"
    if not state_of(effective):
        yield from _shares(executor["precision"]["compute"], effective["operators"], pointer)
        yield from _devices(effective["operators"], len(executor["hardware"]["devices"]), pointer)


def _shares(declared: str, operators: list[dict[str, Any]], pointer: str) -> Iterator[Fault]:
    total = sum(operator["share_of_operations"] for operator in operators)
    same = sum(each["share_of_operations"] for each in operators if _alike(each["dtype"]) == _alike(declared))
    if total > 1.01:
        yield Fault(f"shares that sum to {total:.3g}", "at most 1", "count every operation once", pointer=pointer)
    if same < MOST_OF_IT:
        yield Fault(
            f"{same:.3g} of the operations in {declared}", f"at least {LEAST:g}, better {MOST_OF_IT:g}",
            "declare the format that most operations ran in", pointer="/executor/precision/compute",
            severity="error" if same < LEAST else "warning",
        )


def _devices(operators: list[dict[str, Any]], count: int, pointer: str) -> Iterator[Fault]:
    for position, operator in enumerate(operators):
        if operator["device"] >= count:
            yield Fault(f"device {operator['device']}", f"a position in hardware.devices, 0 to {count - 1}",
                        "disclose the device that it ran on", pointer=f"{pointer}/{position}/device")


def _alike(dtype: str) -> str:
    return ALIKE.get(dtype, dtype)
