"""Quality, or why there is none."""

from typing import Any, NamedTuple

from lynxschema.leaves import state_of
from lynxschema.numeral import significant, whole
from lynxsite.state import told

Record = dict[str, Any]
METRICS = {
    "top1_accuracy": "top-1 accuracy", "top5_accuracy": "top-5 accuracy", "f1": "F1", "sqnr_db": "SQNR, dB",
    "auc": "AUC", "top1_agreement": "top-1 agreement",
}
_REFERENCES = {
    "labels": "labels",
    "fp32_outputs": "outputs of the fp32 reference",
    "custom_outputs": "the submitter's own outputs",
}


class Score(NamedTuple):
    """One score as text."""

    metric: str
    value: str
    counted: str
    reference: str


def scores(record: Record) -> tuple[list[Score], tuple[str, str] | None]:
    """The scores of the artefact that ran, or the state that stands for them."""
    published = record["quality"]
    state = told(published)
    return ([] if state else [_score(score) for score in published]), state


def metric(name: str) -> str:
    """A metric's name in words."""
    return METRICS.get(name) or name.replace("_", " ")


def headline(record: Record) -> tuple[str, float] | None:
    """Metric and value of the first score."""
    published = record["quality"]
    return None if state_of(published) else (metric(published[0]["metric"]), float(published[0]["value"]))


def _score(score: Record) -> Score:
    correct, total = score["correct"], whole(score["total"])
    counted = f"of {total} items" if state_of(correct) else f"{whole(correct)} of {total}"
    return Score(metric(score["metric"]), significant(score["value"], 4), counted, _REFERENCES[score["reference"]])
