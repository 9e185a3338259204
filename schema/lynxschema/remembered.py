"""Judgements of single words, kept: records share most of theirs, which are members and enumerated values."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")
MOST, LONGEST = 8192, 128


def remembered(judge: Callable[[str], T]) -> Callable[[str], T]:
    """A function of one word that keeps its answers; long words are rarely met again, and would fill the memory."""
    known = lru_cache(maxsize=MOST)(judge)
    return lambda word: known(word) if len(word) <= LONGEST else judge(word)
