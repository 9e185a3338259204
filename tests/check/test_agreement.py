"""A fault names the figure at fault, not the series around it."""

from lynxschema.agreement import disagreements


def test_the_first_member_that_differs_is_named() -> None:
    fault, = disagreements([3, 64, 1250, 510, 7, 9], [3, 64, 1250, 510, 8, 1], "/counts")
    assert (fault.pointer, fault.found) == ("/counts/4", "7")
    assert fault.expected and fault.expected.startswith("8, ")


def test_series_of_other_lengths_are_named_whole() -> None:
    fault, = disagreements([3, 64], [3], "/counts")
    assert fault.pointer == "/counts"
