"""What a call computed in, and how much: the profiler's view of one call after a first one."""

from pathlib import Path
from typing import Any

from torch.nn import functional

from lynxrunner.runtimes.protocol import Inspection, Tensors
from lynxrunner.runtimes.pt.library import version
from lynxrunner.runtimes.pt.profile import Event, events, executed, rows_bytes
from lynxrunner.runtimes.shares import operators
from lynxrunner.state import Record, not_measured


def inspection(session: Any, eager: Any, inputs: Tensors, workspace: Path) -> Inspection:
    """`session` is what runs, `eager` the same model uncompiled."""
    plain = profiled(eager, inputs, workspace / "eager.json")
    items = len(next(iter(inputs.values())))
    outputs = eager.run(inputs)
    moved = sum(array.nbytes for array in (*inputs.values(), *outputs.values()))
    products = sum(each.products for each in executed(plain))
    seen = executed(profiled(session, inputs, workspace / "compiled.json")) if session.compiled else executed(plain)
    moved += _constants(eager.module) + rows_bytes(plain)
    return Inspection(_effective(session, seen), 2 * products / items if products else _nothing(), moved / items)


def profiled(session: Any, inputs: Tensors, trace: Path) -> list[Event]:
    """Operators of a call that is not the first."""
    from torch.profiler import ProfilerActivity, profile

    call = session.bind(inputs)
    call()
    activities = [ProfilerActivity.CPU, *([ProfilerActivity.CUDA] if session.device == "cuda" else [])]
    with profile(activities=activities, record_shapes=True) as profiler:
        call()
    profiler.export_chrome_trace(str(trace))
    return events(trace)


def _effective(session: Any, seen: list[Any]) -> Record:
    if not any(each.products for each in seen):
        return _nothing()
    return {"method": "profiler", "tool": {"tool": "torch.profiler", "version": version(session.torch)},
            "operators": operators(seen)}


def _nothing() -> Record:
    return not_measured("unsupported_by_runtime", "the profile shows no operator that multiplies two tensors")


def _constants(module: Any) -> int:
    """Bytes of weights that are read whole: those that only embeddings look rows up in are counted by their rows."""
    buffers = dict(module.named_buffers())
    return sum(
        int(buffers[node.target].nbytes) for node in module.graph.nodes
        if node.op == "get_attr" and not all(user.target is functional.embedding for user in node.users)
    )
