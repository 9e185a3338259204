"""Entries of the catalogues: workloads, devices and runtimes that records refer to by id."""

from typing import Literal

from lynxschema.records.field import group, prose
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import (
    Above0,
    Count,
    Dtype,
    Few,
    FileName,
    Id,
    Name,
    Number,
    Positive,
    Prose,
    Sha256,
    Some,
    Text,
    Version,
)
from lynxschema.records.workload import Input, Task

Scenario = Literal["single_stream", "concurrent", "server", "offline"]


class ScenarioEntry(Record):
    """A scenario that the workload is measured in."""

    scenario: Scenario = prose("Scenario.", "offline")
    batches: Some[Positive] = prose("Realistic batch sizes.", [1, 8, 32])
    p99_ms: Maybe[Above0] = prose("Latency bound that a server must hold.", 15, optional=True)


class QualityEntry(Record):
    """How quality is scored."""

    metric: Text = prose("Metric.", "top1_accuracy")
    reference: Literal["labels", "fp32_outputs"] = prose("What predictions are held against.", "labels")
    file: FileName = prose("File of references in the catalogue.", "digits-cnn.json")
    sha256: Sha256 = prose("Hash of that file.", "ab" * 32)
    items: Positive = prose("Items scored.", 360)
    floor: Number = prose("Least score that is accepted.", 0.97)
    sqnr_floor_db: Maybe[Number] = prose(
        "Least signal-to-noise ratio of the outputs that is accepted, where they are the reference.", 3, optional=True
    )


class LengthsEntry(Record):
    """Lengths that the inputs of a workload can have."""

    unit: Literal["tokens", "frames", "samples", "pixels"] = prose("Unit.", "tokens")
    axis: Text = prose("Name of the inputs' free axis that is the length.", "sequence")
    maximum: Positive = prose("Longest that the model takes.", 512)
    inputs: Some[Text] = prose(
        "Profiles that are measured where none is asked for, as `lynx run --input-length` takes them.", ["128"]
    )
    outputs: Maybe[Some[Text]] = prose(
        "The same of a generating workload's answers, for `--output-length`.", ["32"], optional=True
    )


class WorkloadEntry(Record):
    """A workload."""

    id: Id = prose("Id.", "digits-cnn")
    version: Version = prose("Version; another version is another workload.", "1.0.0")
    title: Text = prose("Title.", "Handwritten digits, small CNN")
    task: Task = prose("Task.", "image_classification")
    decoding: Literal["single_pass", "autoregressive", "iterative"] = prose("How an output arises.", "single_pass")
    description: Prose = prose("What it stands for.", "A network small enough to measure the runner itself.")
    architecture: Id = prose("Architecture.", "digits-cnn")
    parameters: Positive = prose("Number of parameters.", 24000)
    operations_per_item: Positive = prose("Multiplications and additions of one item, counted apart.", 4000000)
    model_sha256: Maybe[Few[Sha256]] = prose("Hashes of accepted model files.", ["ab" * 32], optional=True)
    inputs: Some[Input] = group("Inputs.")
    lengths: Maybe[LengthsEntry] = group("Lengths of the inputs, where they vary.", optional=True)
    throughput_unit: Text = prose("What a rate counts.", "inferences/s")
    scenarios: Some[ScenarioEntry] = group("Scenarios.")
    quality: Maybe[QualityEntry] = group("How quality is scored.", optional=True)
    ranked_by: Some[Text] = prose("Record members that must be equal for a ranking.", ["/workload/model/sha256"])


class DeviceEntry(Record):
    """A kind of device."""

    id: Id = prose("Id.", "generic-x86-64")
    title: Text = prose("Title.", "x86-64 processor")
    kind: Literal["cpu", "gpu", "npu", "tpu", "lpu", "fpga", "dsp", "asic"] = prose("Kind.", "cpu")
    vendor: Text = prose("Vendor.", "various")
    names: Maybe[Few[Text]] = prose("Names that its driver reports.", ["NVIDIA H100 80GB HBM3"], optional=True)
    description: Prose = prose("What it is.", "Any 64-bit x86 processor without an entry of its own.")
    design_centre: Literal["general_purpose", "graphics", "training_and_inference", "inference", "edge_inference"] = (
        prose("What it was designed for.", "general_purpose")
    )
    architecture: Maybe[Text] = prose("Architecture.", "Hopper", optional=True)
    memory_kind: Maybe[Text] = prose("Memory.", "HBM3", optional=True)
    memory_bytes: Maybe[Positive] = prose("Capacity.", 85899345920, optional=True)
    memory_bandwidth_bytes_per_s: Maybe[Above0] = prose("Bandwidth.", 3.35e12, optional=True)
    last_level_cache_bytes: Maybe[Count] = prose("Last-level cache.", 52428800, optional=True)
    on_chip_weight_bytes: Maybe[Positive] = prose("Memory on the chip for weights.", 8388608, optional=True)
    interconnect: Maybe[Text] = prose("Interconnect.", "NVLink 4, 900 GB/s", optional=True)
    power_watts: Maybe[Above0] = prose("Greatest board or package power.", 700, optional=True)
    precisions: Few[Dtype] = prose("Formats of its arithmetic units.", ["fp32", "int8"])
    peak_operations_per_s: Maybe[dict[Dtype, Above0]] = prose(
        "Dense peak per format.", {"fp16": 9.89e14}, optional=True
    )
    software: Few[Name] = prose("Runtimes that drive it.", ["onnxruntime"])
    source: Text = prose("Where the figures come from.", "product brief 2023")


class RuntimeEntry(Record):
    """An inference runtime."""

    id: Id = prose("Id.", "onnxruntime")
    title: Text = prose("Title.", "ONNX Runtime")
    vendor: Text = prose("Who makes it.", "Microsoft")
    homepage: Text = prose("Where its documentation is.", "https://onnxruntime.ai")
    description: Prose = prose("What it is.", "Runs ONNX graphs through execution providers.")
    backends: Few[Name] = prose("Execution providers or backends.", ["CPUExecutionProvider"])
    precisions: Few[Dtype] = prose("Formats it can compute in.", ["fp32", "int8"])
    tools: Maybe[Few[Name]] = prose(
        "Steps of the toolchain that come with it: its own optimiser, compiler and importer. Compared as the runtime.",
        ["onnxruntime graph optimizer"], optional=True,
    )
