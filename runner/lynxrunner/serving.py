"""How the executor serves: instances, streams, dynamic batching."""

from typing import TYPE_CHECKING

from lynxrunner.arguments import amounts, count
from lynxrunner.errors import RunError
from lynxrunner.load.make import Serving
from lynxrunner.plan import Point
from lynxrunner.points import MOST_CALLERS

if TYPE_CHECKING:
    from lynxrunner.request import Request

MOST_BATCH, MOST_INSTANCES, LONGEST_DELAY_MS = 1_024, 64, 60_000


def serving(request: "Request", points: tuple[Point, ...]) -> Serving:
    """As many streams as the most callers need, unless they are named. Raises RunError where they do not fit."""
    instances = count("instances", request.instances, 1, MOST_INSTANCES, 1)
    callers = max((point.load.concurrency for point in points), default=1)
    streams = count("streams", request.streams, 1, MOST_CALLERS, -(-callers // instances))
    if streams * instances < callers:
        raise RunError(
            f"--concurrency {callers}: {instances} instances of {streams} streams execute {streams * instances} "
            f"requests at once; give --streams {-(-callers // instances)}, or fewer in flight"
        )
    return Serving(instances, streams, *_batching(request))


def _batching(request: "Request") -> tuple[int, float]:
    if request.max_batch is None and request.queue_delay is None:
        return 1, 0.0
    if request.max_batch is None:
        raise RunError("--queue-delay: only a dynamic batcher has one; give --max-batch N beside it")
    most = count("max-batch", request.max_batch, 2, MOST_BATCH, 1)
    if request.queue_delay in (None, "0"):
        return most, 0.0
    delays = amounts("queue-delay", request.queue_delay or "", "milliseconds", LONGEST_DELAY_MS)
    if len(delays) > 1:
        raise RunError(f"--queue-delay {request.queue_delay}: give one; another delay is another executor")
    return most, delays[0]
