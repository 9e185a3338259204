"""A merged result that was changed or deleted.

## What it checks

That a change leaves every file of a merged submission as it is. Only its `errata.json` may be added or grow.

## Why it matters

People cite a result, and rank others against it. A result that can change under its citation proves nothing, and
one that can vanish hides what did not suit.

## Rejected

```text
M  submissions/example-lab/<slug>/submission.json
```

## Mended

```text
A  submissions/example-lab/<slug>/errata.json
```
"""

from collections.abc import Iterator

from lynxschema.change_set import ERRATA, ChangeSet
from lynxschema.finding import Fault

PROFILES = ("registry",)


def check_change(changes: ChangeSet) -> Iterator[Fault]:
    for change in changes.changes:
        if change.result and changes.merged(change.result) and change.parts[3:] != (ERRATA,):
            yield Fault(f"a merged result's file {change.kind}", "merged results as they are",
                        f"restore the file; say what is wrong in {change.result}/{ERRATA}", file=change.path)
