"""What every test stands on, whatever started it."""

import signal

import pytest

from tests.campaigns.shares import KEY

# A shell without job control starts what it puts in the background with Ctrl-C ignored, and a child inherits that: the
# tests that interrupt a run would then wait for an interrupt that nobody hears.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The campaigns' shares, at the end where they are seen."""
    lines = config.stash.get(KEY, [])
    if lines:
        terminalreporter.section("campaigns")
    for line in lines:
        terminalreporter.line(line)
