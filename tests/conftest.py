"""What every test stands on, whatever started it."""

import signal

import pytest

from tests.campaigns.shares import noted

# A shell without job control starts what it puts in the background with Ctrl-C ignored, and a child inherits that: the
# tests that interrupt a run would then wait for an interrupt that nobody hears.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The campaigns' shares, at the end where they are seen."""
    lines = [*noted(report for reports in terminalreporter.stats.values() for report in reports)]
    if lines:
        terminalreporter.section("campaigns")
    for line in lines:
        terminalreporter.line(line)
