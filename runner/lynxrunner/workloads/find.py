"""Workloads by name: the catalogue's entry, the model file that it accepts, its inputs."""

from importlib import import_module

from lynxrunner.errors import RunError
from lynxrunner.names import require
from lynxrunner.workloads.workload import Workload
from lynxschema.catalogue import entries
from lynxschema.digest import sha256

MODULES = {"digits-cnn": "digits_cnn"}


def find(name: str) -> Workload:
    """The named workload. Raises RunError for an unknown one or a model file that is not the catalogue's."""
    entry = entries("workloads")[require("workload", name, MODULES, " See: lynx list workloads")]
    found: Workload = import_module(f"lynxrunner.workloads.{MODULES[name]}").workload(entry)
    require_model(found)
    return found


def require_model(workload: Workload) -> None:
    """Raises RunError where the model's hash is none that the catalogue accepts."""
    accepted = workload.entry.get("model_sha256", [])
    try:
        digest = sha256(workload.model.read_bytes())
    except OSError as error:
        raise RunError(f"{workload.model.name}: cannot be read: {error.strerror}; install lynxbench again") from None
    if digest not in accepted:
        raise RunError(
            f"{workload.model.name}: its sha256 is {digest}, and the catalogue accepts {' or '.join(accepted)} "
            f"for {workload.entry['id']}; install lynxbench again"
        )
