"""One trial on an endpoint: `python -m lynxrunner.served.trial SPEC.json` in a process of its own."""

import asyncio
import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from itertools import cycle
from pathlib import Path
from time import perf_counter_ns, process_time_ns, time_ns

import numpy as np

from lynxrunner.capture.noise import noise, reading
from lynxrunner.capture.tree import Tree
from lynxrunner.child import serve
from lynxrunner.policy import Policy
from lynxrunner.served.connect import client
from lynxrunner.served.course import Course
from lynxrunner.served.endpoint import Endpoint
from lynxrunner.served.load import Asks, closed, opened
from lynxrunner.served.prompts import Prompts, Scale
from lynxrunner.served.reply import Ask, Client
from lynxrunner.served.rows import answered, columns, summary
from lynxrunner.served.telling import teller
from lynxrunner.state import Record
from lynxschema.schedule import arrivals_ns

WINDOW = 20
AHEAD = 4096
"""Prompts that are made before the first request, at most."""
Connect = Callable[[], AbstractAsyncContextManager[Client]]
Make = Callable[[int, int, int], Ask]
"""Request of a number, with the lengths of its input and output."""


def trial(spec: Record) -> Record:
    """Run one trial and return its result; stored rows and chunks go to the files `samples` and `chunks`."""
    prompts = Prompts(Scale(*spec["scale"]), spec["drawn_from"], spec["shared"])
    return offered(spec, partial(client, spec["protocol"], Endpoint(**spec["endpoint"])),
                   lambda number, size, wanted: Ask(prompts.prompt(number, size), wanted))


def offered(spec: Record, connect: Connect, make: Make) -> Record:
    """Offer the load of a trial to whatever is connected to."""
    tree, epoch, wall = Tree(), perf_counter_ns(), time_ns()
    before, open_load = reading(tree), spec["load"]["kind"] == "open"
    policy = Policy(**spec["policy"])
    course = Course(policy, max(spec.get("window", WINDOW), spec["load"].get("concurrency", 1)), spec["spans"],
                    teller(spec["tells"]))
    asks = _asks(spec, make, max(policy.steady_requests + 8 * course.window, spec.get("expected", 0)))
    gc.collect()
    gc.disable()
    gc.freeze()
    used = process_time_ns(), perf_counter_ns()
    begins = asyncio.run(_run(spec, connect, asks, course))
    share = (process_time_ns() - used[0]) / (perf_counter_ns() - used[1])
    if spec.get("completions"):
        np.save(spec["completions"], answered(course))
    found = summary(course, spec["judged"], open_load)
    for name, stored in columns(course, begins or epoch, spec["stored"]).items():
        np.savez(Path(spec[name]), **stored)  # type: ignore[arg-type]
    apart = (time_ns() - wall - (perf_counter_ns() - epoch)) / 1e9
    return {**found, "noise": noise(tree, before, reading(tree)), "apart_s": apart, "client_cpu_share": share,
            "epoch_ns": begins or epoch}


async def _run(spec: Record, connect: Connect, asks: Asks, course: Course) -> int:
    load = spec["load"]
    async with connect() as sender:
        if load["kind"] == "closed":
            await closed(sender, asks, course, load["concurrency"], spec["spread_s"])
            return 0
        schedule = arrivals_ns(load["process"], load["rate_per_s"], load["seed"], spec["trial"])
        return await opened(sender, asks, course, schedule)


def _asks(spec: Record, make: Make, expected: int) -> Asks:
    """Requests by number, the first of them made beforehand: drawing a prompt takes time that others would wait."""
    lengths: Iterator[tuple[int, int]] = zip(cycle(spec["inputs"]), cycle(spec["outputs"]), strict=False)
    made: list[Ask] = []

    def ask(number: int) -> Ask:
        while len(made) <= number:
            made.append(make(len(made), *next(lengths)))
        return made[number]

    ask(min(expected, AHEAD))
    return ask


if __name__ == "__main__":
    serve(trial)
