"""Text of a submission as a code span: in Markdown the one place where no text acts."""

MOST = 300


def code(text: str) -> str:
    """A code span of at most 300 characters, on one line.

    Forges look for mentions, references and addresses outside of code only. Without a backtick nothing inside can end
    the span, and without a line break nothing can begin a block.
    """
    plain = "".join(map(_inert, text[: MOST + 1]))
    cut = f"{plain[: MOST - 3]}..." if len(plain) > MOST else plain
    return f"` {cut} `" if cut.strip() else "(empty)"


def _inert(character: str) -> str:
    if character == "`":
        return "'"
    return character if character.isprintable() else f"\\u{ord(character):04x}"
