"""The record of a synthetic submission: the CPU vision example turned into the embedded workload."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from lynxschema import figures
from lynxschema.catalogue import entries, references
from lynxschema.evidence import completions
from lynxschema.leaves import executor_id
from lynxschema.queueing import Discipline
from lynxschema.samples import Samples

EXAMPLE = Path(__file__).parents[1] / "examples" / "cpu-vision.json"
Record = dict[str, Any]
MODEL = {"name": "digits-cnn", "architecture": "digits-cnn", "parameters": 19178}


def base() -> Record:
    """A record of the contract without figures."""
    record: Record = json.loads(EXAMPLE.read_text())
    entry = entries("workloads")["digits-cnn"]
    record["submitter"] |= {"id": "example-lab"}
    record["workload"] |= {name: entry[name] for name in ("id", "version", "task", "decoding", "inputs")}
    record["workload"]["model"] |= MODEL | {"sha256": entry["model_sha256"][0]}
    record["workload"]["dataset"] |= {"name": "handwritten digits", "split": "test", "items": entry["quality"]["items"]}
    for template in record["operating_points"]:
        template["operations_per_inference"] = entry["operations_per_item"]
    record["provenance"] |= {"profile": "registry", "command": "lynx run digits-cnn --precision int8"}
    record["provenance"]["notes"] = "SYNTHETIC RECORD: made from a seed for tests; nothing in it was measured."
    record["executor_id"] = executor_id(record["executor"])
    return record


def point(condition: Record, rows: Samples, template: Record, discipline: Discipline) -> Record:
    """An operating point with every figure that its rows give."""
    scenario = condition["scenario"]
    trials = [
        _trial(number, rows.where(trial=number), condition, template, discipline) for number in np.unique(rows["trial"])
    ]
    figure = figures.headline(trials, scenario)
    return template | condition | {
        "counts": figures.counts(trials), "trials": trials, "headline": figure,
        "histogram": figures.histogram(rows, scenario),
    }


def quality(template: Record, predicted: np.ndarray, artefact: str) -> Record:
    """Scores of predictions against the catalogue's labels."""
    entry = entries("workloads")["digits-cnn"]["quality"]
    known, digest = references(entry["file"])
    correct = int((predicted == np.array(known["labels"])).sum())
    return template | {
        "metric": entry["metric"], "reference": entry["reference"], "reference_sha256": digest, "correct": correct,
        "total": len(predicted), "value": correct / len(predicted), "artefact_sha256": artefact,
    }


def _trial(number: int, rows: Samples, condition: Record, template: Record, discipline: Discipline) -> Record:
    steady = rows.steady()
    begin = int(steady["scheduled_ns" if condition["scenario"] == "server" else "started_ns"][0])
    done = steady.succeeded()["completed_ns"]
    record = {
        "trial": int(number), "warmup_discarded": len(rows) - len(steady),
        "duration_s": (int(done.max()) - begin) / 1e9,
        "counts": {"ok": len(done), "error": 0, "timeout": 0, "cancelled": 0},
        "completions_per_100ms": completions(done, begin), "noise": template["trials"][0]["noise"],
    }
    rate = figures.rate_figures(record, condition["batch"], "inferences/s")
    waiting = figures.open_figures(rows, discipline) if condition["scenario"] == "server" else {}
    return record | figures.trial_figures(rows, condition["scenario"]) | waiting | rate
