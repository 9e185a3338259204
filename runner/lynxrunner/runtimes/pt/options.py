"""Options: what may be asked, how it is set for the process, how it is read back."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from lynxrunner.errors import RunError
from lynxrunner.names import require
from lynxrunner.runtimes.protocol import Settings
from lynxrunner.state import Record

CHOICES: dict[str, tuple[str, ...]] = {
    "mode": ("eager", "compile"),
    "compile_mode": ("default", "reduce-overhead", "max-autotune", "max-autotune-no-cudagraphs"),
    "dynamic": ("false", "true"),
    "freezing": ("true", "false"),
    "memory_format": ("contiguous", "channels_last"),
    "cudnn_benchmark": ("false", "true"),
}
"""Values of each option, the default first."""
DTYPE, DTYPES = "dtype", ("fp32", "bf16", "fp16")
"""Set by the precision, not by the caller."""
ONLY_COMPILED = ("compile_mode", "dynamic", "freezing")


def resolved(options: Mapping[str, str]) -> dict[str, str]:
    """Every option with its value. Raises RunError for an unknown option or value, or one without effect."""
    known = {**CHOICES, DTYPE: DTYPES}
    for key, value in options.items():
        require(f"value of {key}", value, known[require("option of pytorch", key, CHOICES | {DTYPE: ()})])
    found = {key: options.get(key, values[0]) for key, values in known.items()}
    idle = [key for key in ONLY_COMPILED if key in options]
    if idle and found["mode"] == "eager":
        raise RunError(f"--option {idle[0]}={options[idle[0]]}: nothing is compiled; add --option mode=compile")
    return found


def require_free(options: Mapping[str, str]) -> None:
    """Raises RunError where the caller sets what belongs to the precision."""
    if DTYPE in options:
        raise RunError(f"--option {DTYPE}={options[DTYPE]}: ask for it by --precision {options[DTYPE]}")


def apply(torch: Any, settings: Settings, options: Mapping[str, str]) -> None:
    """Of the whole process: threads, and 32-bit products that are computed as such and not in TF32."""
    torch.set_num_threads(settings.threads)
    with suppress(RuntimeError):  # can be set once, before the first parallel work
        torch.set_num_interop_threads(1)
    torch.set_float32_matmul_precision("highest")
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = options["cudnn_benchmark"] == "true"


def read_back(torch: Any, options: Mapping[str, str], device: str) -> Record:
    """What was asked for, and the process' switches as they are."""
    chosen = {key: value for key, value in options.items() if key not in ONLY_COMPILED or options["mode"] == "compile"}
    cuda = {"cudnn.allow_tf32": torch.backends.cudnn.allow_tf32, "cudnn.benchmark": torch.backends.cudnn.benchmark}
    chosen.pop("cudnn_benchmark")
    return {
        **chosen, "inference_mode": True, "float32_matmul_precision": torch.get_float32_matmul_precision(),
        "deterministic_algorithms": torch.are_deterministic_algorithms_enabled(),
        **({"mkldnn": torch.backends.mkldnn.is_available()} if device == "cpu" else {}),
        **(cuda if device == "cuda" else {}),
    }


def threads(torch: Any) -> Record:
    """As resolved."""
    return {"intra_op": torch.get_num_threads(), "inter_op": torch.get_num_interop_threads()}
