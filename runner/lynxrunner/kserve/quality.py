"""How well an endpoint computed: its answers to the scored items, counted as those of any runtime."""

from typing import Any

from lynxrunner.answers import answers
from lynxrunner.assemble.quality import evidence, quality
from lynxrunner.kserve.contact import outputs
from lynxrunner.kserve.server import Told, most_batch
from lynxrunner.kserve.subject import Subject
from lynxrunner.kserve.target import Target
from lynxrunner.publish import Evidence
from lynxrunner.state import Record, not_measured
from lynxschema.leaves import state_of

UNSCORED = not_measured("not_implemented_by_harness", "the workload has no references to score answers against")
UNNAMED = not_measured("not_reported_by_server", "nobody disclosed which artefact answered")


def scored(subject: Subject, target: Target, told: Told, executor: Record) -> tuple[Any, Evidence]:
    """The contract's `quality` and its evidence. A score belongs to an artefact: without its hash there is none."""
    workload = subject.scored
    if workload is None or workload.reference is None:
        return UNSCORED, {}
    artefact = executor.get("toolchain", {}).get("artefact", {})
    if state_of(artefact) or "sha256" not in artefact:
        return UNNAMED, {}
    most = min(workload.chunk, workload.most_batch or workload.chunk, most_batch(told) or workload.chunk)
    found = answers(workload, outputs(target, workload.items, most))
    return quality(workload.reference, found, artefact["sha256"]), evidence(found)
