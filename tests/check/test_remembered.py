"""A judge that remembers says what it would say anew, of one word and of many."""

import pytest

from lynxschema.remembered import LONGEST, MOST, Remembered


@pytest.mark.parametrize("rounds", [1, 3])
def test_among_many_words_it_finds_those_that_it_says_yes_to(rounds: int) -> None:
    asked: list[str] = []

    def judge(word: str) -> bool:
        asked.append(word)
        return "x" in word

    judged, words = Remembered(judge), {"a", "bx", "c", "x" * (LONGEST + 1), "y" * (LONGEST + 1)}
    for _ in range(rounds):
        assert sorted(judged.among(words)) == sorted(word for word in words if "x" in word)
    assert asked.count("a") == asked.count("bx") == 1
    assert asked.count("y" * (LONGEST + 1)) == rounds


def test_what_it_remembers_is_bounded() -> None:
    judged = Remembered(lambda word: word == "0")
    for begin in range(0, 3 * MOST, MOST // 2):
        assert judged.among([str(begin), "0"]) in (["0"], ["0", "0"])
        judged.among([str(begin + number) for number in range(MOST // 2)])
        assert len(judged._passed) <= MOST
