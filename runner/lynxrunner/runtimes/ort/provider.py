"""Execution providers: which device each computes on, which are there, and whether the one asked for was got."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from lynxrunner.capture.libraries import libraries
from lynxrunner.capture.tree import Tree
from lynxrunner.errors import RunError
from lynxrunner.names import require
from lynxrunner.runtimes.ort.options import read_back
from lynxrunner.runtimes.protocol import Settings
from lynxrunner.state import Record, not_applicable

CPU = "CPUExecutionProvider"
DEVICES = {
    CPU: "cpu", "DnnlExecutionProvider": "cpu", "XnnpackExecutionProvider": "cpu", "ACLExecutionProvider": "cpu",
    "OpenVINOExecutionProvider": "cpu", "CUDAExecutionProvider": "cuda", "TensorrtExecutionProvider": "cuda",
    "NvTensorRTRTXExecutionProvider": "cuda", "ROCMExecutionProvider": "rocm", "MIGraphXExecutionProvider": "rocm",
    "QNNExecutionProvider": "npu", "VitisAIExecutionProvider": "npu", "CoreMLExecutionProvider": "coreml",
    "DmlExecutionProvider": "directml", "WebGpuExecutionProvider": "webgpu", "CANNExecutionProvider": "npu",
}
"""What each provider computes on, its usual one first; a provider that calls a remote service is not among them."""
VERIFIED = (CPU, "OpenVINOExecutionProvider")
"""Providers that this harness has been seen to run on."""
OPTION = "provider"
RECORDS_PLACEMENT = {"session.record_ep_graph_assignment_info": "1"}


def installed(ort: Any) -> list[str]:
    """Providers of the installed build that compute here."""
    return [name for name in ort.get_available_providers() if name in DEVICES]


def asked(ort: Any, settings: Settings) -> tuple[str, dict[str, str]]:
    """The provider of the option `provider`, else the device's first, and its own options, given as PROVIDER.KEY.

    Raises RunError where the installed build has none such, or the device is not its own.
    """
    there = installed(ort)
    fitting = [name for name in there if DEVICES[name] == settings.device]
    name = settings.options.get(OPTION) or next((each for each in DEVICES if each in fitting), None)
    if name is None:
        known = sorted({DEVICES[each] for each in there})
        raise RunError(f"this build of ONNX Runtime has no execution provider for the device {settings.device!r}; its "
                       f"devices: {', '.join(known)}. Other devices need another build: see lynx list runtimes")
    if require("execution provider of this build", name, there) not in fitting:
        raise RunError(f"{name} computes on the device {DEVICES[name]!r}, and asked for was {settings.device!r}; "
                       f"give --device {DEVICES[name]}")
    return name, _own(name, settings.options)


def _own(provider: str, options: Mapping[str, str]) -> dict[str, str]:
    prefix = f"{provider}."
    return {key.removeprefix(prefix): value for key, value in options.items() if key.startswith(prefix)}


def require_asked(session: Any, provider: str) -> None:
    """A missing provider is only a warning to ONNX Runtime, and so is one that takes no node; here both are errors.

    Nodes that an accelerator's provider leaves to the CPU are disclosed, with their share of the operations.
    """
    if session.get_providers()[0] != provider:
        got = ", ".join(session.get_providers())
        raise RunError(f"asked for {provider} and got {got}: no fall-back is measured")
    if provider != CPU and not placement(session)[provider]:
        raise RunError(f"{provider} took no node of this model, all would run on {CPU}: no fall-back is measured; give "
                       f"--option {OPTION}={CPU}")


def placement(session: Any) -> Counter[str]:
    """Nodes by the provider that they were assigned to; of a session that was told to record it."""
    return Counter({name: sum(len(part.get_nodes()) for part in session.get_provider_graph_assignment_info()
                              if part.ep_name == name) for name in session.get_providers()})


def describe(ort: Any, session: Any, options: Any, own: Mapping[str, str]) -> Record:
    """The contract's `executor.runtime`; `own` are the provider's options as they were asked for."""
    backend = session.get_providers()[0]
    told = {f"{backend}.{key}": value for key, value in own.items()} | _provider_options(session)
    return {
        "id": "onnxruntime",
        "version": ort.__version__,
        "build": _build(ort.get_build_info()),
        "backend": backend,
        "options": read_back(options) | told,
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
