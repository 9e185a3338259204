"""No library sends or keeps anything of a run: ONNX Runtime's telemetry, on by default, is never begun."""

import os
import subprocess
import sys
from pathlib import Path

LOAD = "from lynxrunner.runtimes.onnxruntime import library; library()"


def test_onnx_runtime_writes_nothing_for_its_telemetry(tmp_path: Path) -> None:
    own = {"TMPDIR": str(tmp_path), "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    given = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    subprocess.run([sys.executable, "-c", LOAD], check=True, env=given | own)
    assert list(tmp_path.rglob("*")) == []
