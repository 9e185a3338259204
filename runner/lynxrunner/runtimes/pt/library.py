"""The package, imported late; its devices; what it is linked with."""

import re
from typing import Any

from lynxrunner.errors import RunError
from lynxrunner.names import require
from lynxrunner.state import Record

EXTRA = "pip install 'lynxbench[torch]'"
LINKED = {"oneDNN": r"MKL-DNN v([\d.]+)", "oneMKL": r"Math Kernel Library Version ([\d.]+)",
          "OpenBLAS": r"OpenBLAS ([\d.]+)"}
"""Libraries inside PyTorch's own, which the process' maps do not show, in its description of its build."""


def library() -> Any:
    """The package. Raises RunError that says how to install it."""
    try:
        import torch
    except ImportError:
        raise RunError(f"the package torch is not installed; install it with: {EXTRA}") from None
    return torch


def version(torch: Any) -> str:
    """As the package index has it."""
    return str(torch.__version__).partition("+")[0]


def build(torch: Any) -> str:
    """Commit, and what the build is for: cpu, cu130."""
    return ", ".join(filter(None, (torch.version.git_version, str(torch.__version__).partition("+")[2])))


def devices(torch: Any) -> list[str]:
    """What this build can compute on here."""
    found = ["cpu"]
    found += ["cuda"] if torch.cuda.is_available() else []
    return found + (["mps"] if torch.backends.mps.is_available() else [])


def device(torch: Any, name: str) -> str:
    """The device where it is there. Raises RunError for another."""
    return require("device of pytorch", name, devices(torch), " Another device needs its driver and a build for it.")


def linked(torch: Any) -> list[Record]:
    """Libraries that are part of PyTorch's own, with their versions; CUDA's and cuDNN's where they are used."""
    shown = torch.__config__.show()
    found = {name: match[1] for name, pattern in LINKED.items() if (match := re.search(pattern, shown))}
    if torch.cuda.is_available():
        found |= {"CUDA runtime": torch.version.cuda, "cuDNN": _dotted(torch.backends.cudnn.version())}
    return [{"name": f"{name} (in PyTorch)", "version": version} for name, version in found.items()]


def _dotted(number: int) -> str:
    """cuDNN since 9 counts 10,000 to a major version and 100 to a minor one."""
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"
