"""A placeholder where a disclosure belongs.

## What it checks

Names, versions, builds, methods, tools, reasons and every other disclosed text: `TODO`, `TBD`, `N/A`, `-`, `unknown`,
`UNSET`, `yes`, dots, white space and their like are refused, in any case and with any punctuation around them. Values
of `options` are the runtime's own words and may say `default`, `none` or `auto`.

## Why it matters

A placeholder fills the form and says nothing. It passes every check of "present" and makes unlike results look alike.

## Rejected

```json
{"os": {"name": "Linux", "version": "TODO"}}
```

## Mended

```json
{"os": {"name": "Debian GNU/Linux", "version": "12"}}
```
"""

import re
from collections.abc import Iterator

from lynxschema.enumerated import only_enumerated
from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission
from lynxschema.lookalike import plain
from lynxschema.remembered import remembered
from lynxschema.validate.message import path_of, row_of

READS = ()
LONGEST = 60
_SEPARATORS = re.compile(r"[\W_]+")
NEVER = frozenset((
    "todo", "tbd", "tba", "tbc", "fixme", "xxx", "na", "unknown", "unset", "undefined", "unspecified", "notset",
    "notapplicable", "notavailable", "notspecified", "notknown", "notdisclosed", "undisclosed", "placeholder",
    "dummy", "lorem", "loremipsum", "asdf", "qwerty", "fillmein", "changeme",
))
NOT_ALONE = frozenset((
    "none", "null", "nil", "nothing", "yes", "no", "true", "false", "unavailable", "misc", "something", "blank",
    "empty", "missing", "pending", "later", "see", "seeabove", "asabove", "sameasabove", "ditto",
))
"""No disclosure by themselves, though an option may well resolve to one of them."""


def check(submission: Submission) -> Iterator[Fault]:
    record, content = submission.record, submission.content
    suspects = is_placeholder.among(submission.words)
    for pointer, text in submission.placed(word for word in suspects if not only_enumerated(word, record, content)):
        if _is_disclosure(pointer, text):
            yield Fault(
                f"the placeholder {shown(text)}", "what it really is",
                "disclose it, or write a state that the member allows, with its reason", pointer=pointer,
            )


@remembered
def is_placeholder(text: str) -> bool:
    """Whether nothing but punctuation, or a word that stands for no knowledge, is left of the text."""
    if len(text) > LONGEST:
        return False
    bare = _bare(text)
    # An empty text is refused by the schema already.
    return bool(text) and (not bare or bare in NEVER or bare in NOT_ALONE)


def _is_disclosure(pointer: str, text: str) -> bool:
    """Whether the member is the submitter's own words; an option is the runtime's, who may well say "none"."""
    option = "/options/" in path_of(pointer)
    return "enum" not in row_of(pointer) and (not option or _bare(text) in NEVER)


def _bare(text: str) -> str:
    return _SEPARATORS.sub("", plain(text))
