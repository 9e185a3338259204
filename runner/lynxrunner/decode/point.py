"""The operating point of generation in process; figures are those of any other generation."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lynxrunner.assemble.operating_point import Trial, latency_definition
from lynxrunner.judge.validity import JUDGES
from lynxrunner.served.point import Asked, Measured, operating_point
from lynxrunner.served.vantage import Vantage
from lynxrunner.state import Record, not_measured
from lynxschema.samples import Samples

if TYPE_CHECKING:
    from lynxrunner.lineup import LineUp
    from lynxrunner.plan import Plan, Point

BY_LENGTH = not_measured("varies_by_request", "prompts or answers have different lengths")
BY_BATCH = not_measured("varies_by_request", "requests are computed in batches of those who wait")


def generating_point(
    plan: "Plan", energy: Record, lineup: "LineUp", point: "Point", trials: Sequence[Trial]
) -> Record:
    """The contract's operating point."""
    assert point.inputs and point.outputs, "a point that generates"
    asked = Asked(point.scenario, point.load, point.inputs, point.outputs, plan.limits)
    seen = Vantage(
        {**latency_definition(point.scenario), "ends": "last_chunk", "client": "same_process", "first_token": "native",
         "inputs": "drawn"},
        ignore_eos=True, content="random tokens", scheduling=lineup.executor["scheduling"],
        cost={"energy": energy, "peak_memory_bytes": max(trial.result["peak_memory_bytes"] for trial in trials),
              **_work(plan, lineup, point)},
        judges=JUDGES, counted_by="runtime", no_prefill=BY_BATCH if point.load.concurrency > 1 else None,
    )
    measured = [Measured(trial.result, Samples(trial.rows), Samples(trial.chunks)) for trial in trials]
    return {**operating_point(asked, seen, measured), "id": point.id}


def _work(plan: "Plan", lineup: "LineUp", point: "Point") -> Record:
    """Bytes and operations of both phases, and of a whole answer where all are equally long and computed alone.

    A decoding step is inspected at the middle of the answer: both grow in proportion to the past.
    """
    if point.load.concurrency > 1:
        return {"bytes_per_inference": BY_BATCH, "operations_per_inference": BY_BATCH}
    prefill = plan.prefill(point)
    assert prefill and point.inputs and point.outputs, "a point that generates"
    phases = {"prefill": lineup.inspections[prefill], "decode_step": lineup.inspections[plan.shape(point)]}
    known = [seen[what] for seen in phases.values() for what in ("bytes", "operations")]
    if any(isinstance(each, dict) for each in known):
        missing = next(each for each in known if isinstance(each, dict))
        return {"bytes_per_inference": missing, "operations_per_inference": missing}
    found = {"phases": [{"phase": name, "bytes": seen["bytes"], "operations": seen["operations"]}
                        for name, seen in phases.items()]}
    if {point.inputs.distribution, point.outputs.distribution} != {"fixed"}:
        return {**found, "bytes_per_inference": BY_LENGTH, "operations_per_inference": BY_LENGTH}
    further = point.outputs.maximum - 1
    whole = {name: phases["prefill"][name] + further * phases["decode_step"][name] for name in ("bytes", "operations")}
    return {**found, **{f"{name}_per_inference": value for name, value in whole.items()}}
