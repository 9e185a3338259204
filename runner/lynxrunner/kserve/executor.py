"""What is known of the executor behind an endpoint of tensors before anything is stated."""

from lynxrunner.capture.hardware import hardware
from lynxrunner.capture.tree import Tree
from lynxrunner.kserve.server import Told, runtime, scheduling
from lynxrunner.kserve.subject import Subject
from lynxrunner.served.endpoint import Endpoint
from lynxrunner.served.executor import UNSEEN
from lynxrunner.state import Record


def captured(subject: Subject, endpoint: Endpoint, told: Told, device: str) -> Record:
    """`workload` and `executor` as far as this machine, the server and the workload tell them.

    Hardware is captured where the endpoint is on this machine; elsewhere it is stated.
    """
    machine = {"hardware": hardware(Tree(), device)} if endpoint.local else {}
    return {
        "workload": subject.record,
        "executor": {**machine, "runtime": runtime(told), "precision": {"effective": UNSEEN},
                     "scheduling": scheduling(told)},
    }
