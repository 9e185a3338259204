"""Version of the checker."""

from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed


@cache
def version() -> str:
    """Version of the installed distribution; "0" where it runs uninstalled."""
    try:
        return installed("lynxbench")
    except PackageNotFoundError:
        return "0"
