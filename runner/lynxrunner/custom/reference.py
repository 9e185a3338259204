"""The reference that a user's model brings: its own outputs in fp32, on this machine."""

import hashlib
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from lynxrunner.capture.tree import Tree
from lynxrunner.child import ask
from lynxrunner.runtimes.protocol import Settings, Tensors
from lynxrunner.trial import arrays
from lynxrunner.workloads.reference import Reference, millionths, spread
from lynxrunner.workloads.workload import Logits

LIMIT_S = 600


def outputs(model: Path, items: Tensors, chunk: int) -> Tensors:
    """What ONNX Runtime computes of the delivered file, in a process of its own. Raises RunError where it cannot."""
    with TemporaryDirectory(prefix="lynx-reference-") as home:
        workspace = Path(home)
        asked, answered = workspace / "items.npz", workspace / "outputs.npz"
        np.savez(asked, **items)  # type: ignore[arg-type]
        spec = {
            "runtime": "onnxruntime", "settings": asdict(Settings(Tree().cpus())), "artefact": str(model.resolve()),
            "items": str(asked), "outputs": str(answered), "chunk": chunk, "inputs": {},
        }
        ask("lynxrunner.appraise", spec, workspace, f"the reference run of {model.name}", LIMIT_S)
        return arrays(str(answered))


def reference(logits: Logits) -> Reference:
    """Classes and fixed outputs; outputs are left out where they do not vary, so that they cannot tell anything."""
    columns = tuple(spread(logits.shape[1]))
    expected, micro = np.argmax(logits, axis=1).astype(np.int64), millionths(logits, columns)
    digest = hashlib.sha256(expected.tobytes() + micro.tobytes()).hexdigest()
    varies = bool((micro != micro[0]).any())
    kept = {"columns": columns, "micro": micro} if varies else {}
    return Reference("custom_outputs", "top1_agreement", digest, expected, **kept)  # type: ignore[arg-type]
