"""What a call computed in, and how much: the profiler's view of one call after a first one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from torch.nn import functional

from lynxrunner.runtimes.protocol import Inspection, Tensors
from lynxrunner.runtimes.pt.integers import Layer
from lynxrunner.runtimes.pt.library import version
from lynxrunner.runtimes.pt.profile import Event, events, executed, rows_bytes
from lynxrunner.runtimes.shares import operators
from lynxrunner.state import Record, not_measured


def inspection(session: Any, eager: Any, inputs: Tensors, workspace: Path) -> Inspection:
    """`session` is what runs, `eager` the same model uncompiled."""
    plain, packed = profiled(eager, inputs, workspace / "eager.json"), layers(eager.module)
    items = len(next(iter(inputs.values())))
    with counted(packed) as counts:
        outputs = eager.run(inputs)
    moved = sum(array.nbytes for array in (*inputs.values(), *outputs.values()))
    alone = executed(plain, counts)
    products = sum(each.products for each in alone)
    seen = executed(profiled(session, inputs, workspace / "compiled.json")) if session.compiled else alone
    moved += _constants(eager.module) + sum(each.bytes for each in packed) + rows_bytes(plain)
    return Inspection(_effective(session, seen), 2 * products / items if products else _nothing(), moved / items)


def layers(module: Any) -> list[Layer]:
    """Those with packed weights."""
    return [each for each in module.modules() if isinstance(each, Layer)]


@contextmanager
def counted(packed: Sequence[Layer]) -> Iterator[list[int]]:
    """Multiply-accumulates of each of these layers that is called meanwhile, in their order."""
    found = list[int]()
    handles = [each.register_forward_hook(lambda layer, _, output: found.append(layer.products(output.shape)))
               for each in packed]
    try:
        yield found
    finally:
        for handle in handles:
            handle.remove()


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
