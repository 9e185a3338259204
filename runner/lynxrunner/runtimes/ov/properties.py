"""Properties of a compiled model: what is asked for, and how it is read back."""

from collections.abc import Mapping
from typing import Any

from lynxrunner.errors import RunError
from lynxrunner.names import require
from lynxrunner.runtimes.protocol import Settings
from lynxrunner.state import Record, not_applicable

PRECISION = "INFERENCE_PRECISION_HINT"
DYNAMIC = "DYNAMIC_QUANTIZATION_GROUP_SIZE"
STREAMS, THREADS = "NUM_STREAMS", "INFERENCE_NUM_THREADS"
ASIDE = (
    "SUPPORTED_PROPERTIES", "NETWORK_NAME", "OPTIMAL_NUMBER_OF_INFER_REQUESTS", "EXECUTION_DEVICES", "PERF_COUNT",
    "LOG_LEVEL", "DEVICE_ID", "RUNTIME_REQUIREMENTS", "LOADED_FROM_CACHE", "CACHE_DIR", "CACHE_MODE",
    "CACHE_ENCRYPTION_CALLBACKS", "WEIGHTS_PATH", "MODEL_PTR", "CONFIG_FILE", "COMPILED_BLOB", THREADS,
)
"""Properties that are no choice of the executor's, are disclosed elsewhere, or name paths."""
OWN = {PRECISION: "--precision", THREADS: "--threads", STREAMS: "--streams"}
"""Properties that an option of the command sets."""


def asked(core: Any, device: str, settings: Settings) -> dict[str, Any]:
    """Properties to compile with. Raises RunError for one that the device does not have."""
    given = core.get_property(device, "SUPPORTED_PROPERTIES")
    known = {name for name, access in given.items() if access == "RW"} - set(ASIDE)
    options = {require("option of openvino", key, known): value for key, value in settings.options.items()}
    return _defaults(device, settings) | options


def _defaults(device: str, settings: Settings) -> dict[str, Any]:
    # Left alone, OpenVINO computes a float32 model in bfloat16 where the processor can.
    shared = {"PERFORMANCE_HINT": "LATENCY", PRECISION: "f32", STREAMS: settings.streams}
    return shared | ({THREADS: settings.threads * settings.streams} if device == "CPU" else {})


def require_free(options: Mapping[str, str]) -> None:
    """Raises RunError for a property of the caller's that the command has an option for."""
    for key in OWN.keys() & options.keys():
        raise RunError(f"--option {key}={options[key]}: this property is set by {OWN[key]}; give that")


def read_back(compiled: Any) -> Record:
    """Properties as the compiled model holds them, but for the thread count."""
    names = [name for name in compiled.get_property("SUPPORTED_PROPERTIES") if name not in ASIDE]
    return {name: _plain(compiled.get_property(name)) for name in sorted(names)}


def threads(compiled: Any) -> Record:
    """Threads of one stream, as resolved; a stream runs one operator after the other."""
    if THREADS not in compiled.get_property("SUPPORTED_PROPERTIES"):
        return not_applicable("the device has no threads of the host to choose")
    return {"intra_op": max(int(compiled.get_property(THREADS)) // _streams(compiled), 1), "inter_op": 1}


def require_streams(compiled: Any, settings: Settings) -> None:
    """Raises RunError where fewer streams were made than were asked for."""
    if _streams(compiled) < settings.streams:
        raise RunError(f"OpenVINO made {_streams(compiled)} of {settings.streams} streams; ask for fewer in flight")


def require_honoured(compiled: Any, options: Mapping[str, str]) -> None:
    """Raises RunError for a property of the caller's that OpenVINO resolved to something else, or tells nothing of.

    What a recipe asks for is shown by what the kernels computed in.
    """
    told = compiled.get_property("SUPPORTED_PROPERTIES")
    for name, wanted in options.items():
        if name not in told:
            raise RunError(f"--option {name}={wanted}: OpenVINO tells nothing of it once a model is compiled, and what "
                           "holds cannot be disclosed; leave it out")
        held = _plain(compiled.get_property(name))
        if name not in OWN and not _same(wanted, held):
            raise RunError(f"--option {name}={wanted}: OpenVINO took it and holds {held} for this model and machine; "
                           "leave it out, or ask for that")


def _same(wanted: str, held: bool | int | float | str) -> bool:
    """Whether a property as text is the one that is held, switches and enumerations by any of their spellings."""
    if isinstance(held, bool):
        return (wanted.upper() in ("YES", "TRUE", "ON", "1")) is held
    if isinstance(held, str):
        return wanted.upper() == held.rpartition(".")[2].upper()
    try:
        return float(wanted) == held
    except ValueError:
        return False


def _streams(compiled: Any) -> int:
    return max(int(compiled.get_property(STREAMS)), 1)


def _plain(value: Any) -> bool | int | float | str:
    """Numbers and switches as they are; enumerations and element types by their names."""
    if isinstance(value, bool | int | float):
        return value
    if hasattr(value, "get_type_name"):
        return str(value.get_type_name())
    if isinstance(value, set | list | tuple):
        return ", ".join(sorted(map(str, value))) or "none"
    return str(getattr(value, "name", value)) or "none"
