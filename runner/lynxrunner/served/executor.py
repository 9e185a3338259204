"""What is known of the executor behind an endpoint before anything is stated, and what is still missing."""

from typing import TYPE_CHECKING, Any

from lynxrunner.capture.hardware import hardware
from lynxrunner.capture.tree import Tree
from lynxrunner.errors import RunError
from lynxrunner.served.contact import Contact
from lynxrunner.state import Record, not_applicable, not_measured
from lynxschema.catalogue import entries

if TYPE_CHECKING:
    from pydantic import BaseModel as Model

DESCRIBED = ("task", "decoding", "version", "inputs")
INPUTS = [{"name": "prompt", "dtype": "int32", "shape": ["batch", "sequence"]}]
UNSEEN = not_measured("not_reported_by_server", "the endpoint shows nothing of its kernels")


def captured(workload: str, contact: Contact, device: str) -> Record:
    """`workload` and `executor` as far as this machine, the server and the catalogue tell them.

    Hardware is captured where the endpoint is on this machine; elsewhere it is stated.
    """
    machine = {"hardware": hardware(Tree(), device)} if contact.endpoint.local else {}
    return {
        "workload": {
            "id": workload, "inputs": INPUTS, **_catalogued(workload), "sampling": {"method": "greedy"},
            "dataset": not_applicable("no item was scored"),
        },
        "executor": {**machine, "runtime": contact.runtime, "precision": {"effective": UNSEEN}},
    }


def missing(members: Record) -> list[str]:
    """Pointers of required members that nobody disclosed. Raises RunError for a member that the contract refuses."""
    from lynxschema.records.executor import Executor
    from lynxschema.records.workload import Workload

    found = [*_missing(Workload, members["workload"], "/workload"),
             *_missing(Executor, members["executor"], "/executor")]
    kv = "kv_cache" not in members["executor"] and members["workload"].get("decoding") == "autoregressive"
    return [*found, *(["/executor/kv_cache"] if kv else [])]


def _catalogued(workload: str) -> Record:
    if workload == "custom":
        return {"decoding": "autoregressive"}
    entry = entries("workloads").get(workload)
    if entry is None:
        return {"decoding": "autoregressive"}
    if entry["decoding"] != "autoregressive":
        raise RunError(f"{workload}: the catalogue has it as {entry['decoding']}, and an endpoint generates; "
                       "measure it as custom, or another workload")
    model = {name: entry[name] for name in ("architecture", "parameters") if name in entry}
    return {**{name: entry[name] for name in DESCRIBED}, "model": model}


def _missing(model: "type[Model]", data: Any, pointer: str) -> list[str]:
    from pydantic import ValidationError

    try:
        model.model_validate(data)
    except ValidationError as error:
        found = [(_pointer(pointer, each["loc"], data), each) for each in error.errors(include_url=False)]
        for where, each in found:
            if each["type"] != "missing":
                raise RunError(f"--disclose: {where}: {each['msg'].splitlines()[0]}") from None
        return list(dict.fromkeys(where for where, _ in found))
    return []


def _pointer(base: str, location: tuple[int | str, ...], data: Any) -> str:
    """Without the tags of unions, which are in no record."""
    parts = [base]
    for part in location[:-1]:
        if isinstance(data, dict | list) and (part in data if isinstance(data, dict) else isinstance(part, int)):
            data = data[part]  # type: ignore[index]
            parts.append(str(part))
    return "/".join([*parts, str(location[-1])])
