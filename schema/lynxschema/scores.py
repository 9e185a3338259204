"""Whether a difference in quality is resolved: item by item where both have predictions (McNemar)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lynxschema.catalogue import EXPECTED, references
from lynxschema.claim import metric
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission
from lynxschema.ratio import mcnemar

SIGNIFICANT = 0.05


@dataclass(frozen=True)
class ScoreDifference:
    """Scores of one metric; `p` is McNemar's, absent where predictions cannot be paired."""

    metric: str
    first: float
    second: float
    p: float | None

    def sentence(self) -> str:
        """The verdict as it is shown."""
        scores = f"{metric(self.metric)} {self.first:.4g} against {self.second:.4g}"
        if self.p is None:
            return f"{scores}: the predictions cannot be paired, so no verdict"
        verdict = "a difference" if self.p < SIGNIFICANT else "no difference resolved"
        return f"{scores}: {verdict} (McNemar p = {self.p:.2g})"


def score_difference(first: Submission, second: Submission) -> ScoreDifference | None:
    """The first metric that both publish; None where one has none."""
    ours, theirs = _scores(first), _scores(second)
    metric = next((name for name in ours if name in theirs), None)
    if metric is None:
        return None
    return ScoreDifference(metric, ours[metric], theirs[metric], _p(first, second))


def _scores(submission: Submission) -> dict[str, float]:
    scores = submission.record["quality"]
    return {} if state_of(scores) else {score["metric"]: score["value"] for score in scores}


def _p(first: Submission, second: Submission) -> float | None:
    ours, theirs = _right(first), _right(second)
    if ours is None or theirs is None or len(ours) != len(theirs):
        return None
    return mcnemar(int((ours & ~theirs).sum()), int((theirs & ~ours).sum()))


def _right(submission: Submission) -> Any:
    """Which items were predicted as the catalogue's references have them [items], in the order of the items."""
    declared = submission.entry("workloads", submission.record["workload"]["id"]).get("quality")
    predictions = submission.columns("predictions")
    if not declared or predictions is None:
        return None
    labels = np.asarray(references(declared["file"], submission.own_catalogue)[0][EXPECTED[declared["reference"]]])
    order = np.argsort(predictions["item"], kind="stable")
    return predictions["predicted"][order] == labels if len(order) == len(labels) else None
