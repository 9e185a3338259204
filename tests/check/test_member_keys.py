"""Words found in a record's text, against a walk of the record; what may be passed over, and what may not."""

import json
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lynxschema.enumerated import only_enumerated
from lynxschema.load.member_keys import member_keys
from tests.contract.edits import replaced
from tests.examples import example

WORDS = st.sampled_from(["none", "main", "a", "", "né", "x" * 120, "n:", ",none", "[", 'q"', "b\\"])
DOCUMENTS = st.recursive(
    WORDS | st.integers(), lambda below: st.lists(below, max_size=4) | st.dictionaries(WORDS, below, max_size=4),
)


def walked(document: Any, word: str, key: str = "") -> Counter[str]:
    if isinstance(document, dict):
        return sum((walked(value, word, name) for name, value in document.items()), Counter())
    if isinstance(document, list):
        return sum((walked(item, word) for item in document), Counter())
    return Counter([key] if document == word else [])


# How long an example takes is the machine's.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(WORDS, DOCUMENTS, max_size=4), WORDS, st.sampled_from([None, 2]), st.booleans())
def test_keys_are_those_of_a_walk(document: dict[str, Any], word: str, indent: int | None, ascii_: bool) -> None:
    text = json.dumps(document, indent=indent, ensure_ascii=ascii_)
    found = member_keys(text.encode(), word)
    assert found is None or Counter(found) == walked(document, word)
    plain = "\\" not in text and "x" * 100 not in text
    assert found is not None or not plain


def test_blanks_as_long_as_they_may_be() -> None:
    for blanks in (" " * 90, "\n" * 300):
        assert member_keys(f'{{"a":{blanks}"none"}}'.encode(), "none") in (["a"], None)
        # What cannot be told to be a key counts as a value, and a value is looked at.
        assert member_keys(f'{{"none"{blanks}: 1}}'.encode(), "none") in ([], [""], None)


def test_a_word_that_also_stands_elsewhere_is_not_only_enumerated() -> None:
    record = example("cpu-vision")
    record = replaced(record, ("executor", "precision", "weights", 0, "sparsity", "pattern"), "none")
    assert only_enumerated("none", record, json.dumps(record).encode())
    for path in (("submitter", "organisation"), ("executor", "runtime", "version"), ("provenance", "notes")):
        other = replaced(record, path, "none")
        assert not only_enumerated("none", other, json.dumps(other).encode())
    escaped = json.dumps(record).replace('"none"', '"n\\u006fne"')
    assert not only_enumerated("none", json.loads(escaped), escaped.encode())
