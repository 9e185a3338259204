"""A name with letters of another alphabet that look like its own.

## What it checks

Names, vendors, organisations, tools, backends and versions: no letter is a full-width, mathematical or other variant
of a Latin one, no word mixes Latin letters with those of a script that has look-alikes (Cyrillic, Greek, Armenian,
Cherokee and the like), and beside Latin words none is made of Cyrillic or Greek look-alikes alone. A name that is
wholly in another script stands.

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
_ALIKE = ("CYRILLIC", "GREEK")
_ALIKE_IN_PART = ("ARMENIAN", "CANADIAN", "CHEROKEE", "COPTIC", "DESERET", "LISU", "OSAGE", "TIFINAGH", "WARANG")
_ORDINAL = "\u00aa\u00ba"


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
    alike = [letter for letter in word if _script(letter) in _ALIKE]
    disguised = alike and beside_latin and plain(word).isascii()
    mixed = any(_script(letter) == "LATIN" for letter in word)
    other = [letter for letter in word if _script(letter) in _ALIKE_IN_PART]
    return list(filter(_is_variant, word)) or (alike + other if mixed else alike if disguised else [])


def _is_variant(letter: str) -> bool:
    """Whether Unicode's compatibility mapping (NFKC) makes letters of ASCII of it."""
    mapped = letter if letter.isascii() or letter in _ORDINAL else unicodedata.normalize("NFKC", letter)
    return mapped != letter and mapped.isascii() and mapped.isalpha()


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
