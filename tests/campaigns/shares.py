"""What the campaigns found, for the end of the tests' output."""

import pytest

KEY = pytest.StashKey[list[str]]()


def note(config: pytest.Config, line: str) -> None:
    """Keeps a line for the summary."""
    config.stash.setdefault(KEY, []).append(line)


def share(part: int, whole: int, what: str) -> str:
    """`990 of 1,000 ... (99.00 %)`, never rounded up to a hundred."""
    percent = int(10_000 * part / whole) / 100 if whole else 0
    return f"{part:,} of {whole:,} {what} ({percent:g} %)"
