"""A machine without a browser."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests import browser


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Playwright on a machine that has no browser at all."""
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    return SimpleNamespace(chromium=SimpleNamespace(executable_path="/nowhere/chrome"))


def test_it_skips_with_one_line(bare: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="install one") as skipped:
        browser.launched(bare)
    assert "\n" not in str(skipped.value)


def test_on_ci_it_fails(bare: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception):
        browser.launched(bare)
