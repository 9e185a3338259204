"""ONNX -> engine: what may be asked of the builder, and its answer.

Networks are strongly typed: the types of the ONNX file, changed by a precision recipe beforehand, are what layers
compute in, so that the builder never chooses a precision on its own.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lynxrunner.errors import RunError
from lynxrunner.names import require
from lynxrunner.runtimes.trt.axes import PREFIX, Axes

DEFAULTS = {"builder_optimization_level": "3", "workspace_mib": "4096"}
LIMITS = {"builder_optimization_level": (0, 5), "workspace_mib": (1, 1_048_576)}
CACHE = "timing.cache"


def resolved(options: Mapping[str, str]) -> dict[str, int]:
    """Options of the builder. Raises RunError for an unknown one or a value out of range."""
    for key in options:
        if not key.startswith(PREFIX):
            require("option of tensorrt", key, [*DEFAULTS, f"{PREFIX}NAME"])
    return {key: _number(key, options.get(key, default)) for key, default in DEFAULTS.items()}


def engine(
    trt: Any, path: Path, axes: Axes, declared: Mapping[str, list[int | str]], options: Mapping[str, int], cache: Path
) -> bytes:
    """The serialised engine; kernel timings are kept in the file `cache`, for engines of the same run.

    Raises RunError with the parser's or the builder's first complaint.
    """
    logger = _logger(trt)
    builder = trt.Builder(logger)
    network = builder.create_network(1 << int(trt.NetworkDefinitionCreationFlag.STRONGLY_TYPED))
    parser = trt.OnnxParser(network, logger)
    if not parser.parse_from_file(str(path)):
        said = parser.get_error(0).desc() if parser.num_errors else "no reason given"
        raise RunError(f"TensorRT cannot read {path.name}: {' '.join(said.split())[:300]}")
    config = _config(trt, builder, axes, declared, options)
    timings = config.create_timing_cache(cache.read_bytes() if cache.exists() else b"")
    config.set_timing_cache(timings, False)
    plan = builder.build_serialized_network(network, config)
    if plan is None:
        raise RunError(f"TensorRT cannot build an engine of {path.name}: {logger.first or 'no reason given'}")
    cache.write_bytes(bytes(config.get_timing_cache().serialize()))
    return bytes(plan)


def _config(
    trt: Any, builder: Any, axes: Axes, declared: Mapping[str, list[int | str]], options: Mapping[str, int]
) -> Any:
    config = builder.create_builder_config()
    config.set_memory_pool_limit(trt.MemoryPoolType.WORKSPACE, options["workspace_mib"] << 20)
    config.builder_optimization_level = options["builder_optimization_level"]
    config.profiling_verbosity = trt.ProfilingVerbosity.DETAILED
    # Products of 32-bit floats are computed as such, not in TF32.
    config.clear_flag(trt.BuilderFlag.TF32)
    if axes.lengths:
        profile = builder.create_optimization_profile()
        ends = [axes.shapes(declared, place) for place in range(3)]
        for name in declared:
            profile.set_shape(name, *(end[name] for end in ends))
        config.add_optimization_profile(profile)
    return config


def _logger(trt: Any) -> Any:
    class Logger(trt.ILogger):  # type: ignore[misc, name-defined, unused-ignore]
        """Keeps the first error."""

        first = ""

        def log(self, severity: Any, message: str) -> None:
            if severity in (trt.ILogger.ERROR, trt.ILogger.INTERNAL_ERROR) and not self.first:
                self.first = " ".join(message.split())[:300]

    return Logger()


def _number(key: str, text: str) -> int:
    low, high = LIMITS[key]
    if not text.isdecimal() or not low <= int(text) <= high:
        raise RunError(f"{key} is {text!r}; give a whole number from {low} to {high}")
    return int(text)
