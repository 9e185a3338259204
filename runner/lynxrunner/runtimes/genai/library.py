"""The package onnxruntime-genai, which sends nothing home."""

from typing import Any

from lynxrunner.errors import RunError

EXTRA = "pip install 'lynxbench[genai]'"


def library() -> Any:
    """The package, with its telemetry off. Raises RunError that says how to install it."""
    try:
        import onnxruntime_genai  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        raise RunError(f"the package onnxruntime-genai is not installed; install it with: {EXTRA}") from None
    onnxruntime_genai.disable_telemetry_events()
    return onnxruntime_genai
