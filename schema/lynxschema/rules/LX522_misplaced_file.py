"""A change that reaches beyond one submitter's directory.

## What it checks

That a change below `submissions/` touches the directory of one submitter only, and there only `submitter.json` and the
files of submissions. `accepted.jsonl` is written at merge, by the registry itself.

## Why it matters

Who may change a directory is decided by its `submitter.json`. A change that strays from it would act for others, and
what lies outside a submission is published without any rule having looked at it.

## Rejected

```text
A  submissions/example-lab/<slug>/submission.json
A  submissions/example-lab/notes.html
M  submissions/other-lab/submitter.json
```

## Mended

```text
A  submissions/example-lab/<slug>/submission.json
A  submissions/example-lab/<slug>/samples.parquet
```
"""

from collections.abc import Iterator

from lynxschema.change_set import SUBMISSIONS, SUBMITTER, Change, ChangeSet
from lynxschema.finding import Fault, shown

PROFILES = ("registry",)


def check_change(changes: ChangeSet) -> Iterator[Fault]:
    own = next(iter(changes.submitters), "<your id>")
    for change in changes.changes:
        if change.parts[0] == SUBMISSIONS:
            yield from _misplaced(change, own)


def _misplaced(change: Change, own: str) -> Iterator[Fault]:
    place = f"{SUBMISSIONS}/{own}"
    if not change.submitter:
        yield Fault("a file of the registry itself", f"changes in {shown(place)} only", "leave it as it is",
                    file=change.path)
    elif change.submitter != own:
        yield Fault(f"a second submitter, {shown(change.submitter)}", f"changes in {shown(place)} only",
                    "open a pull request for each submitter", file=change.path)
    elif not change.result and change.parts[2] != SUBMITTER and change.kind != "deleted":
        yield Fault("a file that belongs to no submission", f"{SUBMITTER}, or files of a submission's directory",
                    "remove it, or move it", file=change.path)
