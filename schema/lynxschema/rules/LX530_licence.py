"""Data under a licence that the registry does not publish under.

## What it checks

That the `licence` of a submitter, an SPDX identifier, is one that the registry accepts: CC-BY-4.0 or CC0-1.0, or what a
registry of one's own lists as `licences` under `[tool.lynx]` in its `pyproject.toml`. A `submitter.json` that is added
or edited must declare one; where an older one declares none, the registry's own holds.

## Why it matters

Pages, downloads and citations pass the data on. What may not be passed on cannot be a public result, and a licence
that is found missing later cannot be given in another's name.

## Rejected

```json
{"id": "example-lab", "organisation": "Example Laboratory", "licence": "CC-BY-NC-4.0"}
```

## Mended

```json
{"id": "example-lab", "organisation": "Example Laboratory", "licence": "CC-BY-4.0"}
```
"""

import tomllib
from collections.abc import Iterator

from lynxschema.change_set import SUBMISSIONS, SUBMITTER, ChangeSet, document
from lynxschema.finding import Fault, shown
from lynxschema.tree import RECORD

PROFILES = ("registry",)
ACCEPTED = ("CC-BY-4.0", "CC0-1.0")


def check_change(changes: ChangeSet) -> Iterator[Fault]:
    accepted = _accepted(changes)
    for path in _files(changes):
        found = document(changes.now(path)) or {}
        submitter = found if path.endswith(SUBMITTER) else found.get("submitter")
        licence = submitter.get("licence") if isinstance(submitter, dict) else None
        required = path.endswith(SUBMITTER) and path in {change.path for change in changes.changes}
        if licence not in accepted and (required or licence is not None):
            said = "no licence" if licence is None else shown(licence)
            pointer = "/licence" if path.endswith(SUBMITTER) else "/submitter/licence"
            yield Fault(said, f"one of {', '.join(accepted)}", "declare the licence that the data is published under",
                        pointer=pointer, file=path)


def _files(changes: ChangeSet) -> Iterator[str]:
    """Each touched submitter's file and each new record, as far as there is an object to read."""
    entries = [f"{SUBMISSIONS}/{submitter}/{SUBMITTER}" for submitter in changes.submitters]
    records = [f"{directory}/{RECORD}" for directory in changes.results if not changes.merged(directory)]
    return (path for path in (*entries, *records) if document(changes.now(path)) is not None)


def _accepted(changes: ChangeSet) -> tuple[str, ...]:
    """Of the base: a change cannot widen what it is judged by."""
    try:
        own = tomllib.loads((changes.base("pyproject.toml") or b"").decode()).get("tool", {}).get("lynx", {})
        listed = own.get("licences")
    except (ValueError, AttributeError):
        return ACCEPTED
    return tuple(map(str, listed)) if isinstance(listed, list) and listed else ACCEPTED
