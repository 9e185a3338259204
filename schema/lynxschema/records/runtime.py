"""The inference runtime, with what it resolved its options to."""

from lynxschema.records.field import condition, group, identity
from lynxschema.records.record import Record
from lynxschema.records.scalar import Few, Id, Name, Options, Positive, Version
from lynxschema.records.state import Applicable, Disclosed


class Threads(Record):
    """Threads of the runtime."""

    intra_op: Disclosed[Positive] = identity("runtime", "Threads inside one operator.", 8)
    inter_op: Disclosed[Positive] = identity("runtime", "Operators that may run at once.", 1)


class Library(Record):
    """A library really loaded."""

    name: Name = condition("runtime", "Name of the library.", "libcudnn")
    version: Disclosed[Version] = condition("runtime", "Its version.", "9.10.2")


class Runtime(Record):
    """The inference runtime."""

    id: Id = identity("runtime", "Catalogue id.", "onnxruntime")
    version: Version = identity("runtime", "Version.", "1.23.2")
    build: Applicable[Version] = identity("runtime", "Commit or build string.", "a83fc4d58c")
    backend: Name = identity("runtime", "Execution provider or backend that ran.", "CPUExecutionProvider")
    options: Options = identity("runtime", "Options as the runtime resolved them.", {"execution_mode": "sequential"})
    threads: Applicable[Threads] = group("Threads.")
    libraries: Few[Library] = group("Libraries really loaded.")
