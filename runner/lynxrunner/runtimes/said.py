"""What an inference library's error says, without where in its own source it was raised."""

import re

from lynxrunner.errors import first_line

LENGTH = 300
_PLACES = re.compile(
    r"^(Exception from \S+|Check '.*' failed at \S+|\S+\.(cpp|h|cc|hpp|py):\d+.*|Traceback.*|File \".*)$"
)
_PATHS = re.compile(r"(?<![\w.])/(?:[\w.+-]+/)+([\w.+-]+)")


def said(error: BaseException) -> str:
    """One line: the text but for lines that only name a place in the source; of paths only the file's name."""
    lines = [line.strip().removesuffix(":") for line in str(error).splitlines()]
    words = " ".join(line for line in lines if line and not _PLACES.match(line))
    return _PATHS.sub(r"\1", words)[:LENGTH] or first_line(error)
