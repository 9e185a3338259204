"""A new result under another submitter's name.

## What it checks

That the `submitter` of a new result is, member by member, the `submitter.json` of the directory that it lies in.

## Why it matters

The page shows the record's submitter, while the right to publish hangs on `submitter.json`. If they could differ,
anybody could publish in any name.

## Rejected

`submissions/example-lab/<slug>/submission.json`, beside a `submitter.json` of the `independent` laboratory:

```json
{"submitter": {"id": "example-lab", "organisation": "Other Laboratory", "relation": "vendor"}}
```

## Mended

```json
{"submitter": {"id": "example-lab", "organisation": "Example Laboratory", "relation": "independent"}}
```
"""

from collections.abc import Iterator

from lynxschema.change_set import SUBMISSIONS, SUBMITTER, ChangeSet, document
from lynxschema.finding import Fault, shown
from lynxschema.tree import RECORD

PROFILES = ("registry",)
MEMBERS = ("id", "organisation", "logins", "relation")


def check_change(changes: ChangeSet) -> Iterator[Fault]:
    for directory in changes.results:
        record = document(changes.now(f"{directory}/{RECORD}"))
        entry = document(changes.now(f"{SUBMISSIONS}/{directory.split('/')[1]}/{SUBMITTER}"))
        named = (record or {}).get("submitter")
        # What was merged keeps the submitter of its day; a member or an entry that is missing has a rule of its own.
        if isinstance(named, dict) and entry and not changes.merged(directory):
            yield from _compared(f"{directory}/{RECORD}", named, entry)


def _compared(file: str, named: dict[str, object], entry: dict[str, object]) -> Iterator[Fault]:
    # A record may leave the licence to the submitter's file, and not contradict it.
    for member in (*MEMBERS, *(["licence"] if "licence" in named else [])):
        if named.get(member) != entry.get(member):
            yield Fault(shown(named.get(member)), f"{shown(entry.get(member))}, as {SUBMITTER} has it",
                        f"write the submitter as {SUBMITTER} does, or change that file first",
                        pointer=f"/submitter/{member}", file=file)
