"""What is computed: a catalogue entry and version, or a custom model."""

from typing import Literal

from lynxschema.records.field import group, identity
from lynxschema.records.network import Auxiliary, Network
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import (
    Axis,
    Dtype,
    Few,
    Id,
    Name,
    NonNegative,
    Positive,
    Sha256,
    Share,
    Some,
    Text,
    Version,
)
from lynxschema.records.state import Applicable

Task = Literal[
    "image_classification", "object_detection", "segmentation", "text_classification", "question_answering",
    "embedding", "text_generation", "chat", "translation", "speech_recognition", "speech_synthesis",
    "image_generation", "video_generation", "recommendation", "forecasting", "other",
]


class Input(Record):
    """One input of the model, as the catalogue declares it."""

    name: Name = identity("workload", "Name of the input.", "image")
    dtype: Dtype = identity("workload", "Element type.", "fp32")
    shape: Few[Axis] = identity("workload", "Axes: a length, or the name of a free axis.", ["batch", 3, 224, 224])
    detail: Maybe[Text] = identity(
        "workload", "What else decides the work: steps, frames, sampling rate.", "30 denoising steps", optional=True
    )


class Sampling(Record):
    """How a generating model chooses its next token."""

    method: Literal["greedy", "multinomial", "beam"] = identity("workload", "Method.", "greedy")
    temperature: Maybe[NonNegative] = identity("workload", "Temperature.", 0.7, optional=True)
    top_p: Maybe[Share] = identity("workload", "Nucleus.", 0.95, optional=True)
    top_k: Maybe[Positive] = identity("workload", "Candidates.", 50, optional=True)
    beams: Maybe[Positive] = identity("workload", "Beams.", 4, optional=True)


class Dataset(Record):
    """The data that quality is measured on."""

    name: Text = identity("workload", "Name of the data set.", "ImageNet-1k")
    split: Text = identity("workload", "Which part of it.", "validation")
    items: Positive = identity("workload", "Number of items used.", 5000)
    sha256: Sha256 = identity("workload", "Hash of the data as used.", "ab" * 32)


class Workload(Record):
    """What is computed."""

    id: Id = identity("workload", "Catalogue id, or `custom`.", "mobilenet-v2")
    version: Version = identity("workload", "Version of the catalogue entry.", "1.0.0")
    task: Task = identity("workload", "Task.", "image_classification")
    decoding: Literal["single_pass", "autoregressive", "iterative"] = identity(
        "workload", "How an output arises: one pass, token by token, or by repeated refinement.", "single_pass"
    )
    model: Network = group("The model before any conversion.")
    auxiliary_models: Maybe[Some[Auxiliary]] = group("Further models that take part.", optional=True)
    inputs: Some[Input] = group("Inputs as the catalogue declares them.")
    sampling: Maybe[Sampling] = group("How the next token is chosen.", optional=True)
    dataset: Applicable[Dataset] = group("Data that quality is measured on.")
