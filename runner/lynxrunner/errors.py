"""What ends a run: one sentence that says what is wrong, where, and what to do."""


class RunError(Exception):
    """A run that cannot go on; its text is one line for the terminal."""


class HaltError(RunError):
    """A fault that whatever is measured next would meet as well: the run ends."""


def first_line(error: BaseException, length: int = 300) -> str:
    """The first line of an error's text, or its kind where it has none."""
    text = str(error).strip().splitlines()
    return (text[0] if text else type(error).__name__)[:length]
