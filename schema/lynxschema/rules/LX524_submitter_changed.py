"""A new submitter, or one whose entry changed: a maintainer looks at it.

## What it checks

Whether a change adds, edits or deletes a `submitter.json`.

## Why it matters

Who an organisation is, who may publish for it and how it stands to the vendor of what it measures cannot be recomputed.
A person confirms it, once.

## Rejected

Nothing is rejected: the pull request is labelled for a maintainer.

## Mended

Nothing to mend. Say in the pull request how a maintainer can confirm that the logins speak for the organisation.
"""

from collections.abc import Iterator

from lynxschema.change_set import SUBMITTER, ChangeSet
from lynxschema.finding import Fault

PROFILES = ("registry",)
SEVERITY = "warning"


def check_change(changes: ChangeSet) -> Iterator[Fault]:
    for change in changes.changes:
        if change.submitter and change.parts[2:] == (SUBMITTER,):
            found = f"{SUBMITTER} {change.kind}"
            yield Fault(found, "submitters whom the registry knows", "a maintainer confirms it", file=change.path)
