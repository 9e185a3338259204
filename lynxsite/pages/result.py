"""The page of a submission: one section per result, then what they all share."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from lynxschema import condition
from lynxschema.figures import times_member
from lynxsite import folded, trial
from lynxsite.citation import bibtex, citation_file
from lynxsite.curve import curve
from lynxsite.disclosure import Group, group
from lynxsite.energy import energy
from lynxsite.evidence import evidence
from lynxsite.figure import TIMES, figure, times
from lynxsite.generation import generation
from lynxsite.histogram import histogram
from lynxsite.imprint import Imprint
from lynxsite.interactivity import interactivity
from lynxsite.page import Page, root
from lynxsite.partners import Partner
from lynxsite.quality import scores
from lynxsite.quantity import quantity
from lynxsite.renderer import render
from lynxsite.standing import standing, verdicts
from lynxsite.state import told
from lynxsite.submission import Record, Submission
from lynxsite.toolchain_diagram import diagram
from lynxsite.under_roofs import told as under_roofs
from lynxsite.whole import whole

Partners = Sequence[Sequence[Partner]]
"""Per result of a submission what it can be read beside."""
CONDITIONS = ("lengths", "load", "bounds", "latency_definition")
SIZES = {"peak_memory_bytes": "bytes", "bytes_per_inference": "bytes", "operations_per_inference": "operations"}


def page(submission: Submission, partners: Partners, evidence_address: str, imprint: Imprint) -> Page:
    """A submission's page in the registry of this imprint. Raises ValueError where the record cannot be read."""
    record = whole(submission.directory)
    points = [_point(submission, record, position) for position in _results(record)]
    content = render(
        "result.html", root=root(submission.path), submission=submission, record=record, standing=standing(submission),
        verdict=verdicts(submission),
        points=points, executor=list(folded.executor(record)), shared=_shared(record), quality=scores(record),
        curve=curve(record), interactivity=interactivity(record), toolchain=diagram(record),
        evidence=evidence(submission, evidence_address), provenance=record["provenance"],
        bibtex=bibtex(submission, imprint), citation=citation_file(submission, imprint),
        partners=_partners(points, partners),
    )
    return Page(submission.path, _title(submission), points[0]["claim"], content)


def _partners(points: list[dict[str, Any]], partners: Partners) -> list[dict[str, Any]]:
    """Results that have any."""
    return [{"point": point["id"], "condition": point["condition"], "partners": found}
            for point, found in zip(points, partners, strict=False) if found]


def _title(submission: Submission) -> str:
    return f"{submission.facts.workload} at {submission.precision} with {submission.facts.runtime}"


def _results(record: Record) -> list[int]:
    points = enumerate(record["operating_points"])
    return [position for position, point in points if point["purpose"] == "result"]


def _shared(record: Record) -> list[Markup]:
    names = ("workload", "startup")
    return [folded.folded(record, f"/{name}", record[name], f"record-{name}", False) for name in names]


def _point(submission: Submission, record: Record, position: int) -> dict[str, Any]:
    """Everything that the page says of one result."""
    point = record["operating_points"][position]
    rate = point["headline"]["throughput"]
    member = times_member(point["scenario"])
    return {
        "id": point["id"], "claim": submission.claim(point), "condition": condition.condition(point),
        "rate": figure(rate), "unit": rate["unit"], "times": times(point), "trials": trial.trials(point),
        "noise": trial.noise(point), "roofline": under_roofs(record, point), "energy": energy(record, position),
        "generation": generation(record, point), "validity": {"warnings": [], **point["validity"]},
        "histogram": histogram(point["histogram"], point["headline"].get(member, {})), "shown_time": TIMES[member],
        "sizes": [(name, quantity(point[name], unit), told(point[name])) for name, unit in SIZES.items()],
        "conditions": [_condition(record, position, name) for name in CONDITIONS if name in point],
    }


def _condition(record: Record, position: int, name: str) -> Group:
    return group(record, f"/operating_points/{position}/{name}", record["operating_points"][position][name])
