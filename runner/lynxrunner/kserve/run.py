"""`lynx run` at an endpoint of tensors: resolve, measure, tell."""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lynxrunner.errors import RunError
from lynxrunner.kserve.client import INSTALL
from lynxrunner.served.run import told_of

NEEDED = ("tritonclient", "grpc", "aiohttp", "geventhttpclient")
TEMPLATE = Path(__file__).with_name("template.toml")


def run(workload: str | None, resume: str | None, given: Mapping[str, Any], form: str) -> tuple[str, bool]:
    """What is to be told of the submission that was written, and whether it has all that was asked for.

    Raises RunError where none was written.
    """
    missing = next((name for name in NEEDED if find_spec(name) is None), None)
    if missing:
        raise RunError(f"--runtime kserve: {missing} is not installed; {INSTALL}")
    from lynxrunner.kserve.measure import measure
    from lynxrunner.kserve.request import resolve

    return told_of(resume, form, lambda: resolve(workload, given), measure, TEMPLATE)
