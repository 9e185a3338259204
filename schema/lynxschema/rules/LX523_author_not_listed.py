"""An author who may not change this submitter's directory.

## What it checks

That the author of a change is one of the `logins` of `submitter.json` as it stood before the change. Only a submitter
who is new to the registry is judged by the file that the change brings.

## Why it matters

A result carries the name of an organisation. Without this check anybody could publish in its name, or append errata to
what it has published.

## Rejected

A change by `someone-else` below `submissions/example-lab/`, with

```json
{"logins": ["example-login"]}
```

## Mended

The change opened by `example-login`; or, in a change by `example-login` that is merged first,

```json
{"logins": ["example-login", "someone-else"]}
```
"""

from collections.abc import Iterator

from lynxschema.change_set import SUBMISSIONS, SUBMITTER, ChangeSet, document
from lynxschema.finding import Fault, shown

PROFILES = ("registry",)


def check_change(changes: ChangeSet) -> Iterator[Fault]:
    for submitter in changes.submitters if changes.author is not None else ():
        yield from _authored(changes, f"{SUBMISSIONS}/{submitter}/{SUBMITTER}", str(changes.author))


def _authored(changes: ChangeSet, path: str, author: str) -> Iterator[Fault]:
    content = changes.base(path) if path in changes.before else changes.now(path)
    logins = (document(content) or {}).get("logins")
    if not isinstance(logins, list):
        yield Fault("no logins to hold the author against", f"{shown(path)} with its logins",
                    f"add {SUBMITTER} with your login", file=path)
    # The forge takes logins for equal whatever their case.
    elif author.casefold() not in [str(login).casefold() for login in logins]:
        yield Fault(f"a change by {shown(author)}", f"one of {shown(logins[:4])}",
                    "let a listed login open the pull request, or add yours first", file=path)
