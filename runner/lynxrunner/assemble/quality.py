"""How well it was computed: counted, and beside the outputs that it is counted from."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lynxrunner.answers import Answers
from lynxrunner.state import Record, not_applicable, not_measured
from lynxrunner.workloads.reference import Reference
from lynxschema.samples import Column
from lynxschema.sqnr import sqnr_db


def quality(reference: Reference | None, answers: Answers, artefact_sha256: str) -> Any:
    """The contract's `quality`."""
    if reference is None:
        return not_measured("not_implemented_by_harness", "the catalogue has no references for this workload")
    shared = {"reference": reference.kind, "reference_sha256": reference.sha256, "artefact_sha256": artefact_sha256}
    return [score | shared for score in _scores(reference, answers)]


def evidence(answers: Answers) -> dict[str, dict[str, Column]]:
    """Columns of the files of predictions and, where there are any, of outputs."""
    count = len(answers.predicted)
    found = {"predictions": {"item": np.arange(count), "predicted": answers.predicted}}
    if answers.micro is not None:
        wide = answers.micro.shape[1]
        found["outputs"] = {"item": np.repeat(np.arange(count), wide), "position": np.tile(np.arange(wide), count),
                            "micro": answers.micro.ravel()}
    return found


def _scores(reference: Reference, answers: Answers) -> Iterator[Record]:
    total = len(reference.expected)
    correct = int((answers.predicted == reference.expected).sum())
    yield {"metric": reference.metric, "correct": correct, "total": total, "value": correct / total,
           "evidence": "predictions.parquet"}
    if reference.micro is not None and answers.micro is not None:
        yield {"metric": "sqnr_db", "correct": not_applicable("a ratio of powers, not a count"), "total": total,
               "value": sqnr_db(reference.micro, answers.micro), "evidence": "outputs.parquet"}
