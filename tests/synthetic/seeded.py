"""The synthetic submission as one of a workload with seeded weights: outputs near the reference, scored."""

from typing import Any

import numpy as np

from lynxschema.catalogue import entries, references
from lynxschema.samples import Column
from lynxschema.sqnr import sqnr_db

Record = dict[str, Any]
NOISE = 20_000
"""Greatest error of an output in millionths."""


def named(written: Record, name: str) -> None:
    """Makes the record one of the workload."""
    entry = entries("workloads")[name]
    written["workload"] |= {member: entry[member] for member in ("id", "version", "task", "decoding", "inputs")}
    written["workload"]["model"] |= {
        "architecture": entry["architecture"], "parameters": entry["parameters"], "sha256": entry["model_sha256"][0],
        "weights": {"kind": "seeded", "seed": 1},
    }
    for template in written["operating_points"]:
        template["operations_per_inference"] = entry["operations_per_item"]
    written["workload"]["dataset"] |= {"items": entry["quality"]["items"]}


def scored(written: Record, name: str) -> dict[str, dict[str, Column]]:
    """Writes the scores of slightly wrong outputs into the record; returns the columns of their files."""
    entry = entries("workloads")[name]["quality"]
    known, digest = references(entry["file"])
    expected = np.array(known["micro"])
    found = expected + np.random.default_rng(3).integers(-NOISE, NOISE, expected.shape)
    predicted = np.array(known["top1"])
    predicted[0] = (predicted[0] + 1) % 10
    total = len(predicted)
    shared = {"reference": "fp32_outputs", "reference_sha256": digest, "total": total,
              "artefact_sha256": written["executor"]["toolchain"]["artefact"]["sha256"]}
    written["quality"] = [
        {"metric": "top1_agreement", "correct": total - 1, "value": (total - 1) / total,
         "evidence": "predictions.parquet"} | shared,
        {"metric": "sqnr_db", "correct": {"not_applicable": "a ratio"}, "value": sqnr_db(expected, found),
         "evidence": "outputs.parquet"} | shared,
    ]
    item, position = np.indices(expected.shape)
    return {"predictions": {"item": np.arange(total), "predicted": predicted},
            "outputs": {"item": item.ravel(), "position": position.ravel(), "micro": found.ravel()}}
