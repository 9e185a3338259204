"""Libraries of inference that are really mapped into this process."""

import re

from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record, not_measured

KNOWN = (
    "libonnxruntime", "libdnnl", "libmkl_rt", "libmkl_core", "libiomp5", "libgomp", "libtbb", "libopenvino",
    "libcudart", "libcublas", "libcublasLt", "libcudnn", "libnvinfer", "libcuda", "libamdhip64", "libMIOpen",
    "librocblas", "libopenblas", "libarmnn", "libQnnHtp", "libxnnpack", "libtorch_cpu", "libtorch_cuda",
    "libnvonnxparser", "libcudnn_graph", "libmkl_avx2", "libmkl_avx512",
)
_FILE = re.compile(r"/(lib[A-Za-z0-9_+]+?)(?:-[0-9a-f]{6,})?\.so(?:\.([0-9][0-9.]*))?$")


def libraries(tree: Tree) -> list[Record]:
    """Name and version, the latter from the file's name; never its path."""
    lines = (tree.read("proc/self/maps") or "").splitlines()
    matches = filter(None, map(_FILE.search, lines))
    found: dict[str, str | None] = {match[1]: match[2] for match in matches}
    return [{"name": name, "version": found[name] or _unnamed()} for name in sorted(found.keys() & set(KNOWN))]


def _unnamed() -> Record:
    return not_measured("unsupported_by_platform", "the library's file name carries no version")
