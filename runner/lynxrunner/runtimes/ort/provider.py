"""The execution provider that was got, and the runtime's description of itself."""

import re
from typing import Any

from lynxrunner.capture.libraries import libraries
from lynxrunner.capture.tree import Tree
from lynxrunner.errors import RunError
from lynxrunner.runtimes.ort.options import read_back
from lynxrunner.state import Record, not_applicable

CPU = "CPUExecutionProvider"


def installed() -> tuple[str, list[str]]:
    """Version and providers of the installed build."""
    import onnxruntime  # type: ignore[import-untyped, unused-ignore]

    return onnxruntime.__version__, onnxruntime.get_available_providers()


def require_asked(session: Any, asked: tuple[str, ...] = (CPU,)) -> None:
    """A missing provider is only a warning to ONNX Runtime; here it is an error."""
    got = tuple(session.get_providers())
    if got != asked:
        raise RunError(f"asked for {', '.join(asked)} and got {', '.join(got)}: no fall-back is measured")


def describe(ort: Any, session: Any, options: Any) -> Record:
    """The contract's `executor.runtime`."""
    return {
        "id": "onnxruntime",
        "version": ort.__version__,
        "build": _build(ort.get_build_info()),
        "backend": session.get_providers()[0],
        "options": read_back(options) | _provider_options(session),
        "threads": {"intra_op": options.intra_op_num_threads, "inter_op": options.inter_op_num_threads},
        "libraries": [{"name": "onnxruntime", "version": ort.__version__}, *libraries(Tree())],
    }


def optimiser_step(ort: Any, options: Any) -> Record:
    """The toolchain's step that happens while loading."""
    level = read_back(options)["graph_optimization_level"]
    return {"stage": "compile", "tool": "onnxruntime graph optimizer", "version": ort.__version__,
            "options": {"graph_optimization_level": level}}


def _build(info: str) -> Record | str:
    """Commit and build type; the rest of the line can name paths of the machine that built it."""
    found = [match for key in ("git-commit-id", "build type") if (match := re.search(rf"{key}=[\w.-]+", info))]
    return ", ".join(match.group() for match in found) or not_applicable("the build names no commit")


def _provider_options(session: Any) -> Record:
    given: dict[str, dict[str, str]] = session.get_provider_options()
    return {f"{name}.{key}": value for name, found in given.items() for key, value in found.items() if value}
