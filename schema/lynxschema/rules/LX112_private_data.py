"""Something private.

## What it checks

Every text: absolute paths of people and projects, e-mail and network addresses, serial numbers as UUIDs, access
keys and tokens are refused. Paths below `/sys`, `/proc` and `/dev` are the same on every machine and stay.

## Why it matters

A merged result is public for good. What it gives away of a machine or a person cannot be taken back.

## Rejected

```json
{"command": "lynx run --model /home/ada/secret-project/model.onnx"}
```

## Mended

```json
{"command": "lynx run --model model.onnx"}
```
"""

import re
from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.load.clean_text import strings
from lynxschema.load.submission import Submission
from lynxschema.remembered import remembered

READS = ()
# None gives back what it took, or looks at a text again from each of its characters: a long one would take minutes.
KINDS = {
    "an absolute path": r"(?<![\w.:/])(?:/(?:home|root|users|mnt|media|data|workspace|var|tmp|opt|srv|work|private)/"
                        r"|~\w*/|[a-z]:\\|\\\\\w)",
    "an e-mail address": r"(?<![\w.+-])[\w.+-]++@(?:[\w-]++\.)+[a-z]{2,}",
    "a network address": r"(?<![\d.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?![\d.])"
                         r"|(?:[0-9a-f]{2}:){5}[0-9a-f]{2}|://[^/\s:]++:[^/\s@]++@",
    "a serial number": r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    "a key or token": r"\b(?:gh[pousr]_\w{20}|github_pat_|sk-[\w-]{16}|hf_\w{20}|AKIA[0-9A-Z]{12}|xox[abp]-|glpat-)"
                      r"|-----BEGIN|\b(?:api[_-]?key|token|password|secret)\s*[=:]\s*\S",
}
_KINDS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in KINDS.items()}
_HINT = re.compile(r"-----|[/\\@~:=]|-[0-9a-f]{4}-|\d\.\d+\.\d|_\w{10}|AKIA|sk-|xox|glpat", re.IGNORECASE)
"""What every kind has: most texts are passed over in one search."""


def check(submission: Submission) -> Iterator[Fault]:
    suspects = frozenset(_kinds.among(submission.words))
    for pointer, text in strings(submission.record) if suspects else ():
        for kind in _kinds(text) if text in suspects else ():
            # The text itself is not quoted: reports are public too.
            yield Fault(f"{kind} in a text of {len(text)} characters", "nothing private",
                        "write what the reader needs, without it", pointer=pointer)


@remembered
def _kinds(text: str) -> tuple[str, ...]:
    if not _HINT.search(text):
        return ()
    return tuple(kind for kind, pattern in _KINDS.items() if pattern.search(text))
