"""The packages, imported late, and whether there is a GPU for them."""

from typing import Any

from lynxrunner.errors import RunError

EXTRA = "pip install 'lynxbench[tensorrt]'"


def library() -> Any:
    """TensorRT. Raises RunError that says how to install it."""
    try:
        import tensorrt  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        raise RunError(f"the package tensorrt is not installed; install it with: {EXTRA}") from None
    return tensorrt


def cuda() -> Any:
    """CUDA's runtime interface. Raises RunError that says how to install it."""
    try:
        from cuda.bindings import runtime  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        raise RunError(f"the package cuda-bindings is not installed; install it with: {EXTRA}") from None
    return runtime


def checked(answer: tuple[Any, ...]) -> Any:
    """The value of a CUDA call, which answers with its status first. Raises RunError where it failed."""
    status, *values = answer
    if int(status) != 0:
        raise RunError(f"CUDA: {getattr(status, 'name', status)}; see nvidia-smi for the GPU's state")
    return values[0] if values else None


def gpus() -> int:
    """How many GPUs CUDA finds; 0 where its packages or driver are missing."""
    try:
        return int(checked(cuda().cudaGetDeviceCount()))
    except (RunError, OSError, RuntimeError):
        return 0
