"""Image classifiers with seeded weights: MobileNetV2 and ResNet-50."""

from dataclasses import replace
from importlib import import_module

from lynxrunner.runtimes.protocol import Tensors
from lynxrunner.state import Record
from lynxrunner.workloads.seeded import seeded
from lynxrunner.workloads.textures import textures
from lynxrunner.workloads.workload import Workload

ITEMS, CALIBRATED_ON = 96, 32
GRAPHS = {"mobilenet-v2": "mobilenet_v2", "resnet50": "resnet50"}


def workload(entry: Record) -> Workload:
    """The catalogue's entry with its graph."""
    build = import_module(f"lynxrunner.graphs.{GRAPHS[entry['architecture']]}").build
    found = seeded(entry, "random textures 224x224", build, lambda seed: _images(ITEMS, seed),
                   lambda seed: _images(CALIBRATED_ON, seed), lambda outputs: outputs["logits"])
    return replace(found, chunk=2)


def _images(count: int, seed: int) -> Tensors:
    return {"image": textures(count, seed)}
