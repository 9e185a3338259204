"""Prompts: text of about so many tokens, alike to no other request's but in the shared beginning.

How many tokens a word makes is the server's tokenizer's business: two probes tell its slope and what a template adds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple, TypeVar

T = TypeVar("T")

TEXT = (
    "time year people way day man thing woman life child world school state family student group country problem hand "
    "part place case week company system program question work government number night point home water room mother "
    "area money story fact month lot right study book eye job word business issue side kind head house service friend "
    "father power hour game line end member law car city community name president team minute idea body information "
    "back parent face level office door health person art war history party result change morning reason research girl "
    "moment air teacher force education"
)
WORDS = TEXT.split()
PROBES = (16, 144)
"""Words of the two probes."""


class Scale(NamedTuple):
    """Tokens of a prompt: `fixed` of them whatever it says, `per_word` for each word."""

    fixed: float = 0.0
    per_word: float = 1.0

    def words(self, tokens: int) -> int:
        """Words that make about so many tokens; at least one."""
        return max(round((tokens - self.fixed) / self.per_word), 1)


def scale(few: int, many: int) -> Scale:
    """From the tokens that the server counted of both probes."""
    per_word = (many - few) / (PROBES[1] - PROBES[0])
    return Scale(few - per_word * PROBES[0], per_word) if per_word > 0 else Scale()


@dataclass(frozen=True)
class Prompts:
    """Prompts drawn from `key`, which names session, operating point and trial: no prompt was ever sent before.

    `shared` is the share of each that is equal between the requests of a trial.
    """

    scale: Scale
    key: str
    shared: float = 0.0

    def prompt(self, number: int, tokens: int) -> str:
        """That of request `number`, the same whenever it is asked for."""
        return " ".join(self.drawn(number, self.scale.words(tokens), WORDS))

    def drawn(self, number: int, count: int, vocabulary: Sequence[T]) -> list[T]:
        """So many words, or whatever else the vocabulary has, of request `number`."""
        common = round(self.shared * count)
        own = Random(f"{self.key}/{number}").choices(vocabulary, k=count - common)  # noqa: S311
        return [*Random(self.key).choices(vocabulary, k=common), *own]  # noqa: S311
