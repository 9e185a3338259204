"""Text of a submission made harmless for a terminal, a log or a line of a protocol."""


def printable(text: str) -> str:
    """`text` with every character that does not print, line breaks and escape codes included, as an escape."""
    return text if text.isprintable() else "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}"
