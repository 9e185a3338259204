"""A change to submissions and to the rest of the repository at once: a maintainer looks at it.

## What it checks

Whether a change touches `submissions/` and anything outside, such as `schema/` or a workflow.

## Why it matters

A change that brings a result together with the checker that accepts it is judged by its own rules.

## Rejected

Nothing is rejected: the pull request is labelled for a maintainer.

```text
A  submissions/example-lab/<slug>/submission.json
M  schema/lynxschema/rules/LX303_percentile_unsupported.py
```

## Mended

Two pull requests: the change of the rule first, the result when it is merged.
"""

from collections.abc import Iterator

from lynxschema.change_set import SUBMISSIONS, ChangeSet
from lynxschema.finding import Fault

PROFILES = ("registry",)
SEVERITY = "warning"
MOST = 20


def check_change(changes: ChangeSet) -> Iterator[Fault]:
    outside = [change for change in changes.changes if change.parts[0] != SUBMISSIONS]
    if len(outside) < len(changes.changes):
        for change in outside[:MOST]:
            yield Fault(f"a file outside {SUBMISSIONS}/ {change.kind}", f"results, or other changes: {len(outside)} "
                        "paths are outside", "open two pull requests; or a maintainer decides", file=change.path)
