"""Write the reference outputs of a workload with seeded weights: `python runner/train/references.py NAME [--seed N]`.

Builds the graph, computes every item in fp32 with ONNX Runtime on the CPU, and writes the class and a few outputs of
each to the catalogue. Prints the hashes that the catalogue's entry names, and what the outputs must fulfil.
"""

import argparse
import json
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np

from lynxrunner.appraise import outputs
from lynxrunner.graphs.save import save
from lynxrunner.models.files import digest
from lynxrunner.runtimes.onnxruntime import OnnxRuntime
from lynxrunner.runtimes.protocol import Settings
from lynxrunner.workloads import seeded
from lynxrunner.workloads.find import MODULES
from lynxrunner.workloads.reference import millionths, spread
from lynxrunner.workloads.workload import Logits, Workload
from lynxschema import catalogue
from lynxschema.digest import sha256

OUT = catalogue.HOME / "references"


def built(name: str, directory: Path) -> Workload:
    """The workload over a graph built now, whatever hash the catalogue has."""
    entry = {**catalogue.entries("workloads")[name], "quality": None, "model_sha256": [""]}
    with patch.object(seeded, "cached", lambda _, __, graph: save(graph(), directory)), \
            patch.object(seeded, "published", lambda _: None):
        found: Workload = import_module(f"lynxrunner.workloads.{MODULES[name]}").workload(entry)
    return found


def computed(workload: Workload) -> Logits:
    """Logits of all items."""
    session = OnnxRuntime().load(workload.model, Settings(threads=2))
    return workload.logits(outputs(session, workload.items, workload.chunk))


def report(logits: Logits) -> str:
    """Classes, the greatest share of one, and the least distance between the first two, in standard deviations."""
    counts = np.bincount(logits.argmax(axis=1))
    ranked = np.sort(logits, axis=1)
    spread_ = float((logits - logits.mean(axis=0)).std())
    margin = float((ranked[:, -1] - ranked[:, -2]).min()) / spread_
    return f"{np.count_nonzero(counts)} classes, at most {counts.max() / len(logits):.1%}, least margin {margin:.1e}"


def main() -> None:
    """Parse the command line, compute, write."""
    parser = argparse.ArgumentParser(description="Write the reference outputs of a workload with seeded weights.")
    parser.add_argument("name", choices=sorted(MODULES))
    parser.add_argument("--seed", type=int, default=seeded.WEIGHTS_SEED, help="of the weights")
    options = parser.parse_args()
    seeded.WEIGHTS_SEED = options.seed
    with TemporaryDirectory() as home:
        workload = built(options.name, Path(home))
        logits = computed(workload)
        columns = spread(logits.shape[1])
        content = json.dumps({
            "seed": seeded.ITEMS_SEED, "top1": logits.argmax(axis=1).tolist(), "columns": columns,
            "micro": millionths(logits, tuple(columns)).tolist(),
        }, separators=(",", ":")).encode()
        print(f"model {digest(workload.model)}")
    (OUT / f"{options.name}.json").write_bytes(content + b"\n")
    print(f"reference {sha256(content + chr(10).encode())}: {len(logits)} items, {report(logits)}")


if __name__ == "__main__":
    main()
