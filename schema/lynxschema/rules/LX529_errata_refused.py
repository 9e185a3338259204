"""Errata that are not of their schema.

## What it checks

That an `errata.json` that a change brings has exactly the members of `errata.schema.json`, and that its notes stand in
the order of their dates.

## Why it matters

An erratum is the only way to correct a published result. One that a page cannot show corrects nothing.

## Rejected

```json
{"contract": "1.0", "errata": [{"at": "yesterday", "text": "the load time includes the download"}]}
```

## Mended

```json
{
  "contract": "1.0",
  "errata": [
    {
      "at": "2026-11-21T10:00:00Z",
      "by": "example-login",
      "kind": "correction",
      "members": ["/startup/load_ms"],
      "text": "the load time includes the download"
    }
  ]
}
```
"""

from collections.abc import Iterator

from lynxschema.change_set import ERRATA, Change, ChangeSet, document
from lynxschema.contract import schema
from lynxschema.finding import Fault, shown

PROFILES = ("registry",)
MOST = 10


def check_change(changes: ChangeSet) -> Iterator[Fault]:
    for change in changes.changes:
        if change.result and change.parts[3:] == (ERRATA,) and change.kind != "deleted":
            found = document(changes.now(change.path))
            if found is not None:
                yield from _judged(change, found)


def _judged(change: Change, found: dict[str, object]) -> Iterator[Fault]:
    # Imported late: few changes bring errata.
    import jsonschema_rs

    refused = list(jsonschema_rs.Draft202012Validator(schema("errata")).iter_errors(found))[:MOST]
    for error in refused:
        where = "".join(f"/{step}" for step in error.instance_path)
        yield Fault(error.message[:160], "errata as their schema has them", "correct the member", pointer=where,
                    file=change.path)
    notes = found["errata"] if not refused else []
    dates = [note["at"] for note in notes]  # type: ignore[attr-defined]
    if dates != sorted(dates):
        yield Fault(shown(dates), "dates in order", "append the new note at the end", pointer="/errata",
                    file=change.path)
