"""Session options: what may be asked, how it is set, and how it is read back."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lynxrunner.errors import RunError
from lynxrunner.names import require
from lynxrunner.runtimes.protocol import Settings
from lynxrunner.state import Record

LEVELS = {"disable": "ORT_DISABLE_ALL", "basic": "ORT_ENABLE_BASIC", "extended": "ORT_ENABLE_EXTENDED",
          "layout": "ORT_ENABLE_LAYOUT", "all": "ORT_ENABLE_ALL"}
MODES = {"sequential": "ORT_SEQUENTIAL", "parallel": "ORT_PARALLEL"}
SWITCHES = ("enable_mem_pattern", "enable_mem_reuse", "enable_cpu_mem_arena")
ENTRIES = {
    "session.intra_op.allow_spinning": "1",
    "session.inter_op.allow_spinning": "1",
    "session.set_denormal_as_zero": "0",
    "session.disable_quant_qdq": "0",
    "session.qdqisint8allowed": "0",
    "session.enable_quant_qdq_cleanup": "0",
    "session.dynamic_block_base": "0",
    "session.use_env_allocators": "0",
    "mlas.enable_gemm_fastmath_arm64_bfloat16": "0",
}
"""Configuration entries that may be asked, with the value that holds where none is set. ONNX Runtime accepts
any key in silence, so others are refused here."""
DEFAULTS = {"execution_mode": "sequential", "graph_optimization_level": "all", "inter_op_num_threads": "1"}


def resolve(ort: Any, settings: Settings, profile: Path | None = None, entries: Mapping[str, str] = {}) -> Any:
    """`SessionOptions` for these settings. Raises RunError for an option that does not exist or fit.

    Options that choose or belong to an execution provider are not the session's, and left aside.
    """
    asked = {**DEFAULTS, **{key: value for key, value in settings.options.items() if not _of_provider(key)}}
    options = ort.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = settings.threads
    for key, value in asked.items():
        _set(ort, options, require("option of onnxruntime", key, _KNOWN), value)
    for key, value in entries.items():
        options.add_session_config_entry(key, value)
    if profile:
        options.enable_profiling, options.profile_file_prefix = True, str(profile)
    return options


def read_back(options: Any) -> Record:
    """Options as the session holds them."""
    resolved: Record = {
        "execution_mode": _name(MODES, options.execution_mode.name),
        "graph_optimization_level": _name(LEVELS, options.graph_optimization_level.name),
        **{name: getattr(options, name) for name in SWITCHES},
    }
    return resolved | {key: _entry(options, key) for key in ENTRIES}


def _of_provider(key: str) -> bool:
    return key == "provider" or key.partition(".")[0].endswith("ExecutionProvider")


def _set(ort: Any, options: Any, key: str, value: str) -> None:
    if key in ENTRIES:
        options.add_session_config_entry(key, value)
    else:
        setattr(options, key, _KINDS[key](ort, key, value))


def _enumerated(kind: str, names: dict[str, str]) -> Callable[[Any, str, str], Any]:
    def parse(ort: Any, key: str, value: str) -> Any:
        return getattr(getattr(ort, kind), names[require(f"value of {key}", value, names)])

    return parse


def _switch(_: Any, key: str, value: str) -> bool:
    return require(f"value of {key}", value.lower(), ("true", "false")) == "true"


def _threads(_: Any, key: str, value: str) -> int:
    if not value.isdigit() or int(value) < 1:
        raise RunError(f"{key} is {value!r}; give a whole number of at least 1")
    return int(value)


_KINDS: dict[str, Callable[[Any, str, str], Any]] = {
    "execution_mode": _enumerated("ExecutionMode", MODES),
    "graph_optimization_level": _enumerated("GraphOptimizationLevel", LEVELS),
    "inter_op_num_threads": _threads,
    **dict.fromkeys(SWITCHES, _switch),
}
_KNOWN = (*_KINDS, *ENTRIES)


def _name(names: dict[str, str], value: str) -> str:
    return next(name for name, member in names.items() if member == value)


def _entry(options: Any, key: str) -> str:
    try:
        value: str = options.get_session_config_entry(key)
    except RuntimeError:
        return ENTRIES[key]
    return value
