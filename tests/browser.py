"""The browser that tests use: found in one place."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Playwright

NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)
HOW = "no Chrome or Chromium found: install one (apt install chromium) or run 'playwright install chromium'"


def launched(playwright: Playwright) -> Browser:
    """An installed Chrome or Chromium, else Playwright's own; without one the test is skipped, on CI it fails."""
    installed = next(filter(None, map(shutil.which, NAMES)), None)
    own = playwright.chromium.executable_path
    executable = installed or (own if Path(own).exists() else None)
    if executable is None:
        _missing()
    return playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))


def _missing() -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(HOW, pytrace=False)
    pytest.skip(HOW)
