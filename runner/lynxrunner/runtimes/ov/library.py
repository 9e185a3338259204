"""The package, imported late, its version and its devices."""

import re
import sys
from typing import Any

from lynxrunner.errors import RunError
from lynxrunner.names import require
from lynxrunner.state import Record, not_applicable

EXTRA = "pip install 'lynxbench[openvino]'"
_VERSION = re.compile(r"([0-9.]+)(?:-([0-9]+-[0-9a-f]+))?")


def library() -> Any:
    """The package, with its telemetry off. Raises RunError that says how to install it."""
    # Where its telemetry package is missing, OpenVINO takes a stand-in of its own that sends and writes nothing.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    try:
        import openvino  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        raise RunError(f"the package openvino is not installed; install it with: {EXTRA}") from None
    return openvino


def version(ov: Any) -> str:
    """As the package index has it."""
    found = _VERSION.match(ov.get_version())
    return found[1] if found else str(ov.get_version())


def build(ov: Any) -> str | Record:
    """Build number and commit."""
    found = _VERSION.match(ov.get_version())
    return (found and found[2]) or not_applicable("the version names no build")


def devices(core: Any) -> dict[str, str]:
    """OpenVINO's own names by ours, which are lower case: cpu, gpu, npu, gpu.1."""
    return {name.lower(): name for name in core.available_devices}


def device(core: Any, name: str) -> str:
    """OpenVINO's name of a device that is there. Raises RunError for another."""
    known = devices(core)
    return known[require("device of openvino", name, known, " A device needs its driver: see lynx doctor.")]
