"""One trial on an endpoint of tensors: `python -m lynxrunner.kserve.trial SPEC.json` in a process of its own."""

from functools import partial

from lynxrunner.child import serve
from lynxrunner.kserve.client import client
from lynxrunner.kserve.target import Target
from lynxrunner.runtimes.protocol import Tensors
from lynxrunner.served.reply import Ask
from lynxrunner.served.trial import offered
from lynxrunner.state import Record
from lynxrunner.trial import arrays


def trial(spec: Record) -> Record:
    """Run one trial and return its result; stored rows go to the file `samples`."""
    asks = {int(length): _asks(arrays(path), spec["batch"], int(length)) for length, path in spec["arrays"].items()}

    def make(number: int, size: int, wanted: int) -> Ask:
        return asks[size][number % len(asks[size])]

    return offered(spec, partial(client, Target.of(spec["target"])), make)


def _asks(inputs: Tensors, batch: int, length: int) -> list[Ask]:
    """Requests of so many items each, until the items are used up."""
    count = len(next(iter(inputs.values()))) // batch
    return [Ask(arrays={name: array[part * batch:(part + 1) * batch] for name, array in inputs.items()},
                input_items=length or None) for part in range(count)]


if __name__ == "__main__":
    serve(trial)
