"""One trial of generation in process: `python -m lynxrunner.decode.trial SPEC.json` in a process of its own."""

from functools import partial
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter_ns

import numpy as np

from lynxrunner.capture.memory import peak_bytes
from lynxrunner.capture.tree import Tree
from lynxrunner.child import serve
from lynxrunner.decode.client import connected
from lynxrunner.decode.decoder import Decoder
from lynxrunner.decode.scheduler import Scheduler
from lynxrunner.decode.steps import Answering, answering
from lynxrunner.runtimes.find import find
from lynxrunner.runtimes.protocol import Settings
from lynxrunner.served.prompts import Prompts, Scale
from lynxrunner.served.reply import Ask
from lynxrunner.served.trial import offered
from lynxrunner.state import Record


def trial(spec: Record) -> Record:
    """Run one trial and return its result; stored rows and chunks go to the files `samples` and `chunks`."""
    steps, startup = _start(spec)
    prompts = Prompts(Scale(), spec["drawn_from"])

    def make(number: int, size: int, wanted: int) -> Ask:
        return Ask("", wanted, np.array(prompts.drawn(number, size, range(steps.vocabulary)), np.int64))

    found = offered(spec, partial(connected, steps), make)
    return {**found, **startup, "scenario": spec["scenario"], "peak_memory_bytes": peak_bytes(Tree()),
            "kv_cache_bytes": steps.cache_bytes}


def _start(spec: Record) -> tuple[Answering | Scheduler, Record]:
    """Loading is timed without the import of the library; the first inference is that of a shortest prompt."""
    runtime, settings = find(spec["runtime"]), Settings(**spec["settings"])
    runtime.about()
    begin = perf_counter_ns()
    session = runtime.load(Path(spec["artefact"]), settings)
    loaded = perf_counter_ns()
    steps = answering(session, Decoder(**spec["decoder"]), max(spec["inputs"]), spec["capacity"])
    first_ms = (perf_counter_ns() - loaded) / 1e6
    pairs = zip(cycle(spec["inputs"]), cycle(spec["outputs"]), strict=False)
    steps.prepare(sorted(set(islice(pairs, max(len(spec["inputs"]), len(spec["outputs"]))))))
    return steps, {**session.startup((loaded - begin) / 1e6), "first_inference_ms": first_ms}


if __name__ == "__main__":
    serve(trial)
