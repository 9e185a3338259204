"""Quality: counted, not claimed."""

from typing import Literal

from lynxschema.records.field import condition, outcome, proof
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Count, FileName, Number, Positive, Sha256, Text
from lynxschema.records.state import Applicable


class Quality(Record):
    """A score of the artefact that the performance was measured on."""

    metric: Literal[
        "top1_accuracy", "top5_accuracy", "exact_match", "f1", "word_error_rate", "mean_average_precision",
        "token_agreement", "top1_agreement", "sqnr_db", "perplexity", "auc",
    ] = outcome("predictions", "Metric.", "top1_accuracy")
    reference: Literal["labels", "fp32_outputs", "custom_outputs"] = outcome(
        "predictions", "What predictions are held against.", "labels"
    )
    reference_sha256: Sha256 = proof("Hash of labels or reference outputs.", "ab" * 32)
    procedure: Maybe[Text] = condition(
        "workload", "How answers were obtained.", "8 shots, greedy, teacher-forced", optional=True
    )
    correct: Applicable[Count] = outcome("predictions", "Items scored as right, where the metric counts.", 3571)
    total: Positive = outcome("predictions", "Items scored.", 5000)
    value: Number = outcome("predictions", "The score; correct/total where the metric counts.", 0.7142)
    artefact_sha256: Sha256 = proof("Hash of the artefact that predicted.", "ab" * 32)
    evidence: FileName = proof("File of predictions beside the submission.", "predictions.parquet")
