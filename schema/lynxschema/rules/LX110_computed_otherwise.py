"""Declared in one precision, computed in another.

## What it checks

That at least half of all operations ran in the declared compute format, as far as the effective precision is known;
between half and nine tenths it warns; of every stage with a precision of its own alike. Shares sum to at most 1, and
every operator names a device of the executor.

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

from lynxschema.alike import alike
from lynxschema.finding import Fault
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission
from lynxschema.parts import parts

READS = ("/executor",)
LEAST, MOST_OF_IT = 0.5, 0.9


def check(submission: Submission) -> Iterator[Fault]:
    executor = submission.record["executor"]
    for place, part in parts(executor):
        precision = part.get("precision")
        if precision and not state_of(precision["effective"]):
            operators, pointer = precision["effective"]["operators"], f"{place}/precision"
            yield from _shares(precision["compute"], operators, pointer)
            yield from _devices(operators, len(executor["hardware"]["devices"]), pointer)


def _shares(declared: str, operators: list[dict[str, Any]], pointer: str) -> Iterator[Fault]:
    total = sum(operator["share_of_operations"] for operator in operators)
    same = sum(each["share_of_operations"] for each in operators if alike(each["dtype"]) == alike(declared))
    if total > 1.01:
        yield Fault(f"shares that sum to {total:.3g}", "at most 1", "count every operation once",
                    pointer=f"{pointer}/effective/operators")
    if same < MOST_OF_IT:
        yield Fault(
            f"{same:.3g} of the operations in {declared}", f"at least {LEAST:g}, better {MOST_OF_IT:g}",
            "declare the format that most operations ran in", pointer=f"{pointer}/compute",
            severity="error" if same < LEAST else "warning",
        )


def _devices(operators: list[dict[str, Any]], count: int, pointer: str) -> Iterator[Fault]:
    for position, operator in enumerate(operators):
        if operator["device"] >= count:
            yield Fault(f"device {operator['device']}", f"a position in hardware.devices, 0 to {count - 1}",
                        "disclose the device that it ran on",
                        pointer=f"{pointer}/effective/operators/{position}/device")
