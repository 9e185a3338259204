"""One variant made ready: prepared, appraised, its executor known before the first trial."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from lynxrunner.answers import Answers, answers
from lynxrunner.assemble.executor import executor
from lynxrunner.capture import cpuinfo
from lynxrunner.capture.tree import Tree
from lynxrunner.child import ask
from lynxrunner.decode.decoder import Decoder
from lynxrunner.decode.executor import decoder_of, generating
from lynxrunner.fit import require_fit
from lynxrunner.plan import Plan, Variant
from lynxrunner.runtimes.protocol import Prepared, Settings, Source
from lynxrunner.shape import Shape
from lynxrunner.state import Record
from lynxrunner.trial import arrays
from lynxschema.leaves import executor_id
from lynxschema.records.executor import Executor

APPRAISAL_LIMIT_S = 600


@dataclass(frozen=True)
class LineUp:
    """What a variant's trials run and what its record says of the executor."""

    variant: Variant
    settings: Settings
    artefact: Path
    executor: Record
    executor_id: str
    inspections: dict[Shape, Record]
    answers: Answers
    typical_ms: dict[Shape, float]
    decoder: Decoder | None = None


def inputs(plan: Plan, workspace: Path) -> dict[Shape, str]:
    """NPZ files of the inputs by their shape, written once for all processes."""
    paths = {shape: str(workspace / f"inputs-{shape}.npz") for shape in plan.shapes()}
    for shape, path in paths.items():
        np.savez(path, **plan.workload.batch(*shape))  # type: ignore[arg-type]
    return paths


def line_up(plan: Plan, variant: Variant, hardware: Record, workspace: Path) -> LineUp:
    """Prepare and appraise. Raises RunError where the runtime or the recipe cannot."""
    prepared = _prepare(plan, variant, workspace)
    asked = plan.settings(variant)
    settings = replace(asked, options={**prepared.options, **asked.options})
    found, answered = _appraise(plan, variant, settings, prepared, workspace)
    inspections = {Shape.parse(shape): seen for shape, seen in found["inspections"].items()}
    typical = {Shape.parse(shape): value for shape, value in found["typical_ms"].items()}
    effective = inspections[min(inspections)]["effective"]
    record = executor(hardware, found["runtime"], prepared, effective, plan.serving)
    fed = decoder_of(prepared.artefact) if plan.workload.generates else None
    if fed:
        record = generating(record, fed, None if found["own_cache"] else plan.capacity, found["together"])
    require_fit(Executor, record, f"the executor of {variant}")
    return LineUp(variant, settings, prepared.artefact, record, executor_id(record), inspections, answered, typical,
                  fed)


def _prepare(plan: Plan, variant: Variant, workspace: Path) -> Prepared:
    source = Source(plan.workload.model, plan.workload.calibration(), tuple(cpuinfo.isa(Tree())))
    home = workspace / variant.key
    home.mkdir()
    return plan.runtimes[variant.runtime].prepare(source, variant.recipe, plan.settings(variant), home)


def _appraise(
    plan: Plan, variant: Variant, settings: Settings, prepared: Prepared, workspace: Path
) -> tuple[Record, Answers]:
    items, outputs = workspace / "items.npz", workspace / "outputs.npz"
    np.savez(items, **plan.workload.items)  # type: ignore[arg-type]
    spec = {
        "runtime": variant.runtime, "settings": asdict(settings),
        "artefact": str(prepared.artefact), "items": str(items), "outputs": str(outputs), "chunk": plan.workload.chunk,
        "generates": plan.workload.generates,
        "inputs": {str(shape): path for shape, path in inputs(plan, workspace).items()},
    }
    found = ask("lynxrunner.appraise", spec, workspace, f"the appraisal of {variant}", APPRAISAL_LIMIT_S)
    return found, answers(plan.workload, arrays(str(outputs)))
