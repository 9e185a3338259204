"""Formats that do not add up.

## What it checks

Of the executor and of every stage with a precision of its own: that the parts of each model's weights sum to all of its
parameters, within 2 %; that each belongs to `main` or to an auxiliary model of the workload; and that a recipe whose
name begins with an element format (`int4-weight`, `fp16`) has that format among weights, activations or compute.

## Why it matters

Titles, rankings and controlled comparisons go by recipe and formats. A recipe called `int8` over weights in fp32, or
formats that cover a tenth of the parameters, are read as what they are not.

## Rejected

```json
{"recipe": "int8", "weights": [{"model": "main", "dtype": "fp32", "share_of_parameters": 1}], "compute": "fp32"}
```

## Mended

```json
{"recipe": "fp32", "weights": [{"model": "main", "dtype": "fp32", "share_of_parameters": 1}], "compute": "fp32"}
```
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission
from lynxschema.parts import parts

READS = ("/executor", "/workload")
SLACK = 0.02
_FORMAT = re.compile(r"^(fp|bf|tf|nf|u?int)[0-9]+")
ALIKE = {"tf32": "fp32"}


def check(submission: Submission) -> Iterator[Fault]:
    executor = submission.record["executor"]
    models = {"main"} | {each["id"] for each in submission.record["workload"].get("auxiliary_models", ())}
    for pointer, part in parts(executor):
        if "precision" in part:
            yield from _shares(part["precision"], models, f"{pointer}/precision/weights")
            yield from _recipe(part["precision"], f"{pointer}/precision/recipe")


def _shares(precision: dict[str, Any], models: set[str], pointer: str) -> Iterator[Fault]:
    sums: dict[str, float] = defaultdict(float)
    for part in precision["weights"]:
        sums[part["model"]] += part["share_of_parameters"]
    for model, total in sums.items():
        if model not in models:
            yield Fault(f"weights of {shown(model)}", f"a model of the workload: {shown(sorted(models))}",
                        "disclose the model in the workload", pointer=pointer)
        if abs(total - 1) > SLACK:
            yield Fault(f"{total:.3g} of the parameters of {shown(model)}", "1", "state the format of all of them",
                        pointer=pointer)


def _recipe(precision: dict[str, Any], pointer: str) -> Iterator[Fault]:
    named = _FORMAT.match(precision["recipe"])
    formats = [*(part["dtype"] for part in precision["weights"]), precision["activations"], precision["compute"]]
    if isinstance(precision["kv_cache"], str):
        formats.append(precision["kv_cache"])
    if named and not any(_alike(each, named.group()) for each in formats):
        yield Fault(shown(precision["recipe"]), f"a recipe named by its formats, {shown(sorted(set(formats)))}",
                    "name the recipe that ran", pointer=pointer)


def _alike(dtype: str, named: str) -> bool:
    """`fp8` is every format of eight bits that begins so, `int8` the unsigned one too."""
    found = _FORMAT.match(dtype)
    bare = found.group().removeprefix("u") if found else dtype
    return ALIKE.get(bare, bare) == ALIKE.get(named, named.removeprefix("u"))
