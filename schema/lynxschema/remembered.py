"""Judgements of single words, kept: records share most of theirs, which are members and enumerated values."""

from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")
MOST, LONGEST = 8192, 128


class Remembered(Generic[T]):
    """A function of one word that keeps its answers; long words are rarely met again, and would fill the memory."""

    def __init__(self, judge: Callable[[str], T]) -> None:
        self._judge, self._known = judge, lru_cache(maxsize=MOST)(judge)
        self._passed: set[str] = set()

    def __call__(self, word: str) -> T:
        return self._known(word) if len(word) <= LONGEST else self._judge(word)

    def among(self, words: Collection[str]) -> list[str]:
        """The words that it says yes to; those to which it said no before are passed over all at once."""
        fresh = frozenset(words) - self._passed
        found = [word for word in fresh if self(word)]
        self._passed.update(word for word in fresh.difference(found) if len(word) <= LONGEST)
        if len(self._passed) > MOST:
            self._passed.clear()
        return found


def remembered(judge: Callable[[str], T]) -> Remembered[T]:
    """A judge that remembers."""
    return Remembered(judge)
