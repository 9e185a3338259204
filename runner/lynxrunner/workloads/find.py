"""Workloads by name: the catalogue's entry, the model file that it accepts, its inputs."""

from importlib import import_module

from lynxrunner.custom.asked import Custom
from lynxrunner.errors import RunError
from lynxrunner.models.files import size
from lynxrunner.models.room import require_memory
from lynxrunner.names import require
from lynxrunner.workloads.workload import Workload
from lynxschema.catalogue import entries

MODULES = {
    "digits-cnn": "digits_cnn", "mobilenet-v2": "imagenet", "resnet50": "imagenet", "bert-base": "bert_base",
    "gpt2-small": "gpt2_small", "dlrm": "dlrm",
}
CUSTOM = "custom"


def find(name: str, own: Custom = Custom()) -> Workload:  # noqa: B008 - frozen
    """The named workload, or the user's `own`. Raises RunError for an unknown one or a model that is not right."""
    if name == CUSTOM:
        from lynxrunner.custom.workload import workload

        return workload(own)
    if own != Custom():
        raise RunError(f"--model, --bind and --describe are for lynx run custom; {name} has its own model")
    entry = entries("workloads")[require("workload", name, [*MODULES, CUSTOM], " See: lynx list workloads")]
    try:
        found: Workload = import_module(f"lynxrunner.workloads.{MODULES[name]}").workload(entry)
    except ImportError as error:
        raise RunError(f"{name} needs the package {error.name}; install it with: pip install 'lynxbench[onnxruntime]'"
                       ) from None
    require_memory(name, size(found.model))
    return found
