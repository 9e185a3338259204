"""What a server of the protocol tells of itself: its runtime, and how it schedules.

Read are only members that are known by name; what cannot be read tells nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lynxrunner.state import Record, not_applicable

IDS = {"triton": "triton", "mlserver": "mlserver", "openvino model server": "openvino-model-server", "kserve": "kserve"}
"""How servers name themselves -> the catalogue's id."""
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]{0,60}")
PLATFORM = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._+-]{0,60}")
BINARY = "binary_tensor_data"
NO_QUEUE, NO_DECODING = not_applicable("no queue"), not_applicable("no autoregressive decoding")


@dataclass(frozen=True)
class Told:
    """Answers to the protocol's questions, None where a server has none."""

    server: Any = None
    model: Any = None
    config: Any = None
    statistics: Any = None

    @property
    def binary(self) -> bool:
        """Whether bytes may be sent behind the JSON."""
        extensions = member(self.server, "extensions")
        return isinstance(extensions, list) and BINARY in extensions

    def slots(self, which: str) -> list[tuple[str, str, tuple[int, ...]]]:
        """Name, type and axes of the model's inputs or outputs; none where the server does not tell them whole."""
        listed = member(self.model, which)
        found = [_slot(each) for each in listed] if isinstance(listed, list) else []
        return [each for each in found if each] if all(found) else []


def runtime(told: Told) -> Record:
    """As much of the contract's `executor.runtime` as the server tells."""
    name, version = member(told.server, "name"), text(member(told.server, "version"), VERSION)
    known = IDS.get(name.lower()) if isinstance(name, str) else None
    backend = next((found for each in (told.config, told.model) for key in ("backend", "platform")
                    if (found := text(member(each, key), PLATFORM))), "")
    cached = member(member(told.config, "response_cache"), "enable") is True  # gRPC leaves out what is false
    options = {"response_cache": cached} if isinstance(told.config, Mapping) else {}
    return {**({"id": known} if known else {}), **({"version": version} if version else {}),
            **({"backend": backend} if backend else {}), **({"options": options} if options else {})}


def scheduling(told: Told) -> Record:
    """As much of `executor.scheduling` as the model's configuration tells."""
    found = {"chunked_prefill": NO_DECODING, "speculative_decoding": NO_DECODING}
    if not isinstance(told.config, Mapping):
        return found
    most, batcher = number(told.config.get("max_batch_size")), told.config.get("dynamic_batching")
    groups = told.config.get("instance_group")
    counts = [number(member(each, "count")) for each in groups] if isinstance(groups, list) else []
    known = [each for each in counts if each]
    instances = {"instances": sum(known)} if known and len(known) == len(counts) else {}
    if isinstance(batcher, Mapping) and most:
        delay = number(batcher.get("max_queue_delay_microseconds")) or 0
        return {**found, **instances, "batching": "dynamic", "maximum_batch": most, "queue_delay_ms": delay / 1e3}
    limit = most or not_applicable("the caller forms batches: see each operating point's batch")
    return {**found, **instances, "batching": "static", "maximum_batch": limit, "queue_delay_ms": NO_QUEUE}


def most_batch(told: Told) -> int | None:
    """Most items of a request, where the server tells a limit."""
    fixed = [shape[0] for _, _, shape in told.slots("inputs") if shape and shape[0] > 0]
    limit = number(member(told.config, "max_batch_size"))
    return min(fixed) if fixed else limit or None


def executed(before: Told, after: Told) -> tuple[int, int] | None:
    """Inferences and executions that the server counted in between, where it counts."""
    pairs = [[_counted(each.statistics, what) for each in (before, after)]
             for what in ("inference_count", "execution_count")]
    if any(each is None for pair in pairs for each in pair):
        return None
    inferences, executions = (last - first for first, last in pairs)  # type: ignore[operator]
    return inferences, executions


def member(found: Any, name: str) -> Any:
    """Of an object; None of anything else."""
    return found.get(name) if isinstance(found, Mapping) else None


def text(found: Any, form: re.Pattern[str]) -> str:
    """What has the form of a version or a name; nothing else of a server is repeated."""
    return found if isinstance(found, str) and form.fullmatch(found) else ""


def number(found: Any) -> int | None:
    """A whole number; gRPC's JSON has long ones as text."""
    if isinstance(found, str) and found.isdecimal() and len(found) < 19:
        return int(found)
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 2**63 else None


def _counted(statistics: Any, what: str) -> int | None:
    models = member(statistics, "model_stats")
    counts = [number(member(each, what)) or 0 for each in models] if isinstance(models, list) and models else None
    return sum(counts) if counts is not None else None


def _slot(found: Any) -> tuple[str, str, tuple[int, ...]] | None:
    name, dtype, shape = (member(found, each) for each in ("name", "datatype", "shape"))
    axes = [int(each) for each in shape if re.fullmatch(r"-?\d{1,9}", str(each))] if isinstance(shape, list) else []
    whole = isinstance(name, str) and isinstance(dtype, str) and isinstance(shape, list) and len(axes) == len(shape)
    return (name, dtype, tuple(max(each, -1) for each in axes)) if whole and axes else None
