"""How well an endpoint computed: its answers to the scored items, counted as those of any runtime."""

from typing import Any

from lynxrunner.answers import answers
from lynxrunner.assemble.quality import evidence, quality
from lynxrunner.kserve.contact import outputs
from lynxrunner.kserve.server import Told, most_batch
from lynxrunner.kserve.subject import Subject
from lynxrunner.kserve.target import Target
from lynxrunner.publish import Evidence
from lynxrunner.served.quality import UNNAMED, UNSCORED, artefact_sha256
from lynxrunner.state import Record


def scored(subject: Subject, target: Target, told: Told, executor: Record) -> tuple[Any, Evidence]:
    """The contract's `quality` and its evidence."""
    workload = subject.scored
    if workload is None or workload.reference is None:
        return UNSCORED, {}
    artefact = artefact_sha256(executor)
    if artefact is None:
        return UNNAMED, {}
    most = min(workload.chunk, workload.most_batch or workload.chunk, most_batch(told) or workload.chunk)
    found = answers(workload, outputs(target, workload.items, most))
    return quality(workload.reference, found, artefact), evidence(found)
