"""Errata that were rewritten or removed.

## What it checks

That the errata of a merged result begin with all that stood there before, unchanged and in the same order.

## Why it matters

An erratum is the public record of a mistake. If it could be edited or withdrawn, the mistake could be hidden again.

## Rejected

```json
{"contract": "1.0", "errata": []}
```

where one erratum stood before.

## Mended

The old errata as they were, and a new one after them.
"""

from collections.abc import Iterator
from typing import Any

from lynxschema.change_set import ERRATA, Change, ChangeSet, document
from lynxschema.finding import Fault

PROFILES = ("registry",)


def check_change(changes: ChangeSet) -> Iterator[Fault]:
    for change in changes.changes:
        if change.result and change.parts[3:] == (ERRATA,):
            yield from _errata(change, _listed(changes.base(change.path)) or [], _listed(changes.now(change.path)))


def _listed(content: bytes | None) -> list[Any] | None:
    found = (document(content) or {}).get("errata")
    return found if isinstance(found, list) else None


def _errata(change: Change, old: list[Any], new: list[Any] | None) -> Iterator[Fault]:
    if new is None:
        found = "errata deleted" if change.kind == "deleted" else "no list of errata"
        yield _fault(change, found, "restore what stood there, or write the file as its schema has it")
    elif new[: len(old)] != old:
        place = next((number for number, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(new))
        yield _fault(change, f"erratum {place} changed or gone", "restore it; append a further erratum at the end")


def _fault(change: Change, found: str, mend: str) -> Fault:
    return Fault(found, "the errata that stood there before, then new ones", mend, file=change.path)
