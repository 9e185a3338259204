"""Keys of the members whose value is a word, found in the text: a walk of the whole record takes ten times as long."""

from collections.abc import Iterator

_BLANK = b" \t\r\n"
LONGEST_KEY = 100
"""Bytes looked back for a key: all that the contract names are shorter."""


def member_keys(content: bytes, word: str) -> list[str] | None:
    """A key for each value of `content`, strict JSON, that is the word; empty for an item of an array.

    None where that cannot be told: a word may stand there escaped, or below a key or blanks that are long.
    """
    if b"\\" in content:
        return None
    quoted = f'"{word}"'.encode()
    found = [_key(content, at) for at in _starts(content, quoted) if not _is_key(content, at + len(quoted))]
    known = [key for key in found if key is not None]
    return known if len(known) == len(found) else None


def _starts(content: bytes, quoted: bytes) -> Iterator[int]:
    at = content.find(quoted)
    while at >= 0:
        yield at
        at = content.find(quoted, at + len(quoted))


def _is_key(content: bytes, end: int) -> bool:
    """Whether the string that ends there is a member's key; one before a long blank counts as a value."""
    return content[end:end + LONGEST_KEY].lstrip(_BLANK).startswith(b":")


def _key(content: bytes, at: int) -> str | None:
    before = content[max(at - LONGEST_KEY, 0):at].rstrip(_BLANK)
    if before.endswith((b"[", b",")):
        return ""
    if not before.endswith(b":"):
        return None
    parts = before[:-1].rstrip(_BLANK).rsplit(b'"', 2)
    return parts[1].decode() if len(parts) == 3 and not parts[2] else None
