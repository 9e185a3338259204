"""Options: what may be asked, how it is set for the process, how it is read back."""

import warnings
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
DTYPE, DTYPES = "dtype", ("fp32", "bf16", "fp16", "int8")
"""Set by the precision, not by the caller."""
ENGINE = "onednn"
"""Of the integer kernels. PyTorch's own choice on x86 takes another for more than 100 groups, which saturates its sums
of 16 bits: on processors with VNNI weights keep all 8 bits."""
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


def require_integers(torch: Any, settings: Settings, options: Mapping[str, str]) -> None:
    """Raises RunError where PyTorch has no integer kernels for what is asked."""
    if settings.device != "cpu":
        raise RunError(f"int8: PyTorch has integer kernels for the CPU, none for {settings.device}; ask for fp16")
    if options["mode"] == "compile":
        raise RunError("int8: TorchInductor takes no weights that are packed for integer kernels; leave out "
                       "--option mode=compile")
    if ENGINE not in torch.backends.quantized.supported_engines:
        raise RunError(f"int8: this build of PyTorch has no integer kernels of {ENGINE}; ask for fp32")


def apply(torch: Any, settings: Settings, options: Mapping[str, str]) -> None:
    """Of the whole process: threads, and 32-bit products that are computed as such and not in TF32."""
    torch.set_num_threads(settings.threads)
    with suppress(RuntimeError):  # can be set once, before the first parallel work
        torch.set_num_interop_threads(1)
    torch.set_float32_matmul_precision("highest")
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = options["cudnn_benchmark"] == "true"
    if options[DTYPE] == "int8":
        torch.backends.quantized.engine = ENGINE
        warnings.filterwarnings("ignore", "torch.quantize_per_tensor", UserWarning)  # announces their removal


def read_back(torch: Any, options: Mapping[str, str], device: str) -> Record:
    """What was asked for, and the process' switches as they are."""
    chosen = {key: value for key, value in options.items() if key not in ONLY_COMPILED or options["mode"] == "compile"}
    cuda = {"cudnn.allow_tf32": torch.backends.cudnn.allow_tf32, "cudnn.benchmark": torch.backends.cudnn.benchmark}
    chosen.pop("cudnn_benchmark")
    return {
        **chosen, "inference_mode": True, "float32_matmul_precision": torch.get_float32_matmul_precision(),
        "deterministic_algorithms": torch.are_deterministic_algorithms_enabled(),
        **({"quantized_engine": torch.backends.quantized.engine} if options[DTYPE] == "int8" else {}),
        **({"mkldnn": torch.backends.mkldnn.is_available()} if device == "cpu" else {}),
        **(cuda if device == "cuda" else {}),
    }


def threads(torch: Any) -> Record:
    """As resolved."""
    return {"intra_op": torch.get_num_threads(), "inter_op": torch.get_num_interop_threads()}
