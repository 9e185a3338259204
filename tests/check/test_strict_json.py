"""The quick reader of plain records and the careful one say the same of any text."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lynxschema.load.clean_text import words
from lynxschema.load.depth import may_be_unsafe
from lynxschema.load.file import RefusedError
from lynxschema.load.strict_json import parse

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.text("ab:,[]{}\"\\ \x7f\u200b")
DOCUMENTS = st.recursive(LEAVES, lambda each: st.lists(each, max_size=4) | st.dictionaries(st.text("ab"), each))


def verdict(content: bytes) -> object:
    """The document with its words, or the codes and pointers of what stands against it."""
    try:
        document, found, near = parse(content)
    except RefusedError as refused:
        return [(fault.code, fault.pointer) for fault in refused.faults]
    assert set(found) == words([document])
    assert not near or all(abs(number) < 1e16 for number in numbers(document))
    return document


def numbers(document: object) -> Iterator[float]:
    """Every number below a container."""
    if isinstance(document, int | float):
        yield document
    for each in document.values() if isinstance(document, dict) else document if isinstance(document, list) else ():
        yield from numbers(each)


# How long an example takes is the machine's.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS, st.booleans(), st.sampled_from([None, 1]))
def test_both_readers_agree(document: object, ascii_alone: bool, indent: int | None) -> None:
    text = json.dumps(document, ensure_ascii=ascii_alone, indent=indent).encode(errors="surrogatepass")
    # One more string, with an escape, is all that keeps the quick reader away.
    plain, careful = b"[" + text + b", \"a\"]", b"[" + text + b", \"\\u0061\"]"
    assert repr(verdict(plain)) == repr(verdict(careful))


@pytest.mark.parametrize("text", ['{"a": 1, "a": 1}', '{"b": {"a": [], "c": 2, "a": {}}}', '[{"": 0, "": 0}]'])
def test_a_repeated_key_is_seen(text: str) -> None:
    assert [code for code, _ in verdict(text.encode())] == ["LX005"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("number", "near"), [
    ("1e15", True), ("-9007199254740991", True), ("1e16", False), ("-1e300", False), ("1e-300", True), ("1e301", False),
    ("12345678901234567890123", False), ("12345678901234567.5", False),
])
def test_a_far_number_is_seen(number: str, near: bool) -> None:
    plain = f'{{"a": [true, "+", {number}]}}'.encode()
    try:
        assert parse(plain).near == near
    except RefusedError:
        assert not near  # and unsafe besides


@pytest.mark.parametrize(("number", "unsafe"), [
    ("9007199254740991", False), ("9007199254740992", True), ("-9007199254740992", True), ("1979000000000000", False),
    ("0.12345678901234567", False), ("1e99", False), ("1e400", True), ("1E+400", True), ("1e-400", False),
    ("1" * 401, True),
])
def test_an_unsafe_number_is_seen(number: str, unsafe: bool) -> None:
    for text in (number, f"[{number}]", f'{{"a":{number}}}', f'{{"a":\n\t{number}\n}}'):
        assert may_be_unsafe(text.encode()) or not unsafe
        assert ("LX006" in repr(verdict(text.encode()))) == unsafe


def test_a_record_read_in_either_way_is_the_same(accepted: Path) -> None:
    text = (accepted / "submission.json").read_text()
    escaped = text.replace('"executor"', '"\\u0065xecutor"', 1)
    assert escaped != text and verdict(text.encode()) == verdict(escaped.encode()) == json.loads(text)
