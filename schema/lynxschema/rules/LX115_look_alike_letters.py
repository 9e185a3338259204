"""A name with letters of another alphabet that look like its own.

## What it checks

Names, vendors, organisations, tools, backends and versions: no word mixes Latin letters with Cyrillic, Greek,
full-width or mathematical ones, and beside Latin words none is made of look-alikes alone. A name that is wholly in
another script stands.

## Why it matters

Two names that look the same and are not give a result another's name, or part it from what it should be compared with.

## Rejected

A vendor `Intel` whose `e` is the Cyrillic letter U+0435.

## Mended

```json
{"vendor": "Intel"}
```
"""

import re
import unicodedata
from collections.abc import Iterator

from lynxschema.finding import Fault
from lynxschema.load.submission import Submission
from lynxschema.lookalike import plain
from lynxschema.remembered import remembered

READS = ()
_NAME = re.compile(
    r"/(name|vendor|organisation|tool|backend|provider|instance_type|cpu|architecture|version|build|harness|engine"
    r"|image|producer|method)$"
)
_WORD = re.compile(r"[^\W\d_]+")
_STYLED = ("FULLWIDTH", "MATHEMATICAL")
_ALIKE = ("CYRILLIC", "GREEK")


def check(submission: Submission) -> Iterator[Fault]:
    for pointer, text in submission.places(_look_alike):
        if _NAME.search(pointer):
            letter = _look_alike(text)
            # Quoted by code point: on the page it looks like any other.
            yield Fault(f"U+{ord(letter):04X} {unicodedata.name(letter, '')} in a name", "letters of one alphabet",
                        "type the name anew", pointer=pointer)


@remembered
def _look_alike(text: str) -> str:
    """The first letter that does not belong; empty where all do."""
    if text.isascii():
        return ""
    words = _WORD.findall(text)
    beside_latin = any(word.isascii() for word in words)
    return next((letter for word in words for letter in _strange(word, beside_latin)), "")


def _strange(word: str, beside_latin: bool) -> list[str]:
    styled = [letter for letter in word if _script(letter) in _STYLED]
    alike = [letter for letter in word if _script(letter) in _ALIKE]
    mixed = alike and any(_script(letter) == "LATIN" for letter in word)
    disguised = alike and beside_latin and plain(word).isascii()
    return styled or (alike if mixed or disguised else [])


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
