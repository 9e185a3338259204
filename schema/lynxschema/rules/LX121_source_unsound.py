"""A source that says nothing, or of a member that is not there.

## What it checks

That every pointer of `provenance.sources` points at a member of the record, that a data sheet is cited, and that the
executor, or parts of it, has a source: `captured`, `derived`, `datasheet` or `stated`.

## Why it matters

What was read from the machine and what somebody typed deserve different trust. Without a source they look the same.

## Rejected

```json
{"sources": {"/executor": {"kind": "captured"}, "/executor/hardware/devices/0/peaks": {"kind": "datasheet"}}}
```

## Mended

```json
{
  "sources": {
    "/executor": {"kind": "captured"},
    "/executor/hardware/devices/0/peaks": {"kind": "datasheet", "citation": "product brief 2023"}
  }
}
```
"""

from collections.abc import Iterator
from typing import Any

from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission

READS = ("",)
WANTED = "/executor"


def check(submission: Submission) -> Iterator[Fault]:
    sources = submission.record["provenance"]["sources"]
    for pointer, source in sources.items():
        where = f"/provenance/sources/{pointer.replace('~', '~0').replace('/', '~1')}"
        if source["kind"] == "datasheet" and "citation" not in source:
            yield Fault("a data sheet without a citation", "which one", "cite title and year", pointer=where)
        if not _exists(submission.record, pointer):
            yield Fault(f"a source of {shown(pointer)}", "a member of the record", "correct the pointer", pointer=where)
    if not any(f"{pointer}/".startswith(f"{WANTED}/") for pointer in sources):
        yield Fault(f"no source of {WANTED}", "where its values come from",
                    "say which were captured, derived, from a data sheet or stated", pointer="/provenance/sources")


def _exists(record: Any, pointer: str) -> bool:
    for name in pointer.split("/")[1:]:
        key = name.replace("~1", "/").replace("~0", "~")
        if isinstance(record, dict) and key in record:
            record = record[key]
        elif isinstance(record, list) and key.isascii() and key.isdigit() and int(key) < len(record):
            record = record[int(key)]
        else:
            return False
    return True
