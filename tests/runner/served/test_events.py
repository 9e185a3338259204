"""Bytes of a stream of server-sent events, cut anywhere, are the same events."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lynxrunner.served.events import events

STREAM = (b": a comment\r\n\r\ndata: {\"a\": 1}\n\nevent: odd\ndata:two\ndata: lines\n\n"
          b"id: 7\n\ndata: \xc3\xa4\r\n\r\ndata: [DONE]")
FOUND = [b'{"a": 1}', b"two\nlines", "ä".encode(), b"[DONE]"]


# A machine at work on something else draws slowly; what is asserted does not depend on it.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, len(STREAM)), max_size=12).map(sorted))
def test_events_do_not_depend_on_how_the_stream_was_cut(cuts: list[int]) -> None:
    pieces = [STREAM[start:end] for start, end in zip([0, *cuts], [*cuts, len(STREAM)], strict=True)]
    found = list(events(enumerate(pieces)))
    assert [data for _, data in found] == FOUND
    assert [at for at, _ in found] == sorted(at for at, _ in found)


def test_an_event_is_as_late_as_its_last_byte() -> None:
    assert list(events([(1, b"data: a"), (5, b"\n"), (9, b"\ndata: b\n\n")])) == [(9, b"a"), (9, b"b")]
