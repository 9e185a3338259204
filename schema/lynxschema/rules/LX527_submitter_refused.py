"""A submitter.json that is not of its schema, or of another directory.

## What it checks

That a `submitter.json` that a change brings has exactly the members of `submitter.schema.json`, and that its `id` is
the name of the directory.

## Why it matters

The logins in it decide who may publish under this name. A file that nobody can read the same way twice decides nothing.

## Rejected

`submissions/example-lab/submitter.json`:

```json
{"id": "other-lab", "organisation": "Example Laboratory", "logins": ["example-login"], "relation": "independent"}
```

## Mended

```json
{"id": "example-lab", "organisation": "Example Laboratory", "logins": ["example-login"], "relation": "independent"}
```
"""

from collections.abc import Iterator

from lynxschema.change_set import SUBMITTER, Change, ChangeSet, against, document
from lynxschema.contract import schema
from lynxschema.finding import Fault, shown

PROFILES = ("registry",)


def check_change(changes: ChangeSet) -> Iterator[Fault]:
    for change in changes.changes:
        if change.submitter and change.parts[2:] == (SUBMITTER,) and change.kind != "deleted":
            content = changes.now(change.path)
            yield from (fault._replace(file=change.path) for fault in against(content))
            if not against(content):
                yield from _judged(change, document(content))


def _judged(change: Change, found: dict[str, object] | None) -> Iterator[Fault]:
    # Imported late: few changes bring a submitter.
    import jsonschema_rs

    if found is None:
        yield Fault("no object", "a submitter", "write the file as its schema has it", file=change.path)
        return
    for error in jsonschema_rs.Draft202012Validator(schema("submitter")).iter_errors(found):
        where = "/".join(map(str, error.instance_path)) or "the whole"
        yield Fault(f"{where}: {error.message[:160]}", "a submitter as its schema has it", "correct the member",
                    file=change.path)
    if found.get("id") != change.submitter:
        yield Fault(f"id {shown(found.get('id'))}", shown(change.submitter), "name the directory and the id alike",
                    file=change.path)
