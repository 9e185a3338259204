"""Workloads with weights drawn from a seed: what they share."""

from collections.abc import Callable

from lynxrunner.graphs.builder import Builder
from lynxrunner.graphs.weights import GENERATOR
from lynxrunner.models.cache import cached
from lynxrunner.recipes.calibration import digest
from lynxrunner.runtimes.protocol import Calibration, Tensors
from lynxrunner.state import Record
from lynxrunner.workloads.reference import published
from lynxrunner.workloads.workload import Logits, Workload

WEIGHTS_SEED, ITEMS_SEED, CALIBRATION_SEED = 1, 7, 8
Draw = Callable[[int], Tensors]
"""Seed -> inputs [n, ...]."""


def seeded(
    entry: Record, what: str, build: Callable[[int], Builder], draw: Draw, calibrate: Draw,
    logits: Callable[[Tensors], Logits],
) -> Workload:
    """The workload over the built graph; items are drawn from one seed, calibration data from another."""
    items, reference = draw(ITEMS_SEED), published(entry)
    return Workload(
        entry=entry,
        name=f"{entry['title']}, seeded weights",
        model=cached(entry["id"], entry["model_sha256"][0], lambda: build(WEIGHTS_SEED)),
        items=items,
        logits=logits,
        calibration=lambda: Calibration(calibrate(CALIBRATION_SEED), f"{what} drawn from seed {CALIBRATION_SEED}"),
        weights={"kind": "seeded", "seed": WEIGHTS_SEED, "generator": GENERATOR},
        dataset={"name": what, "split": f"drawn from seed {ITEMS_SEED}", "sha256": digest(Calibration(items, what)),
                 "items": len(reference.expected) if reference else 0},
        reference=reference,
    )
