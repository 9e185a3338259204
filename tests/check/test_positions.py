"""Line and column of a value: found without its neighbours, they are those of a scan of everything."""

import json
from random import Random

import pytest

from lynxschema.load.positions import position, positions
from lynxschema.load.values import values
from tests.examples import NAMES, example


@pytest.mark.parametrize("indent", [None, 1, 250])
@pytest.mark.parametrize("name", NAMES)
def test_any_value_is_found_where_it_stands(name: str, indent: int | None) -> None:
    text = json.dumps(example(name), indent=indent)
    every = {value.pointer: position(text, value.offset) for value in values(text)}
    for _ in range(20):
        some = Random(1).sample(sorted(every), 7)
        assert positions(text, some) == {pointer: every[pointer] for pointer in some}


@pytest.mark.parametrize(("text", "pointer", "place"), [
    ('{"a": [1, 22,\n 3]}', "/a/2", (2, 2)), ('{"a": []}', "/a", (1, 7)), ('{"a": []}', "/a/0", (1, 7)),
    ("[[1], [2, 3]]", "/1/1", (1, 11)), ('{"a": 1, "a": [7]}', "/a", (1, 7)), ("[ -1.5e+3 ,2 ]", "/1", (1, 12)),
    ('{"a": [1, "x]", 2]}', "/a/2", (1, 17)), ("[1, [2, 3", "/1", (1, 5)), ("", "/a", (1, 1)),
])
def test_a_position(text: str, pointer: str, place: tuple[int, int]) -> None:
    assert positions(text, [pointer]) == {pointer: place}
