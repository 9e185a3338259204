"""Load on an endpoint: so many in flight, or arrivals on a schedule; one thread, one event loop."""

import asyncio
from collections.abc import Callable, Iterator
from itertools import repeat
from time import perf_counter_ns

from lynxrunner.served.course import Course, Sent
from lynxrunner.served.reply import Ask, Client

Asks = Callable[[int], Ask]
"""The request of a number."""
COARSE_NS = 1_500_000
"""The event loop wakes late by up to a millisecond: the rest is passed in its turns."""


async def closed(client: Client, asks: Asks, course: Course, concurrency: int, spread_s: float = 0.0) -> None:
    """As many callers, each the next request as soon as its answer is there, until the course is over.

    The first requests begin spread over `spread_s`: callers that begin as one, with answers of one length, stay as one.
    """
    delays = [spread_s * number / concurrency for number in range(concurrency)]
    await _until_over(course, [_caller(client, asks, course, delay) for delay in delays])


async def opened(client: Client, asks: Asks, course: Course, schedule: Iterator[int]) -> int:
    """Requests begin at `schedule` [ns since its beginning], whatever the answers take; when it began."""
    begins = perf_counter_ns()
    await _until_over(course, [_arrivals(client, asks, course, schedule, begins)])
    return begins


async def _caller(client: Client, asks: Asks, course: Course, delay: float) -> None:
    await asyncio.sleep(delay)
    for _ in repeat(None):
        now = perf_counter_ns()
        number = course.next(now)
        reply = await client.send(asks(number))
        course.ended(number, Sent(reply.begun, reply))
        await asyncio.sleep(0)  # a failure that needed no waiting must not keep the others from theirs


async def _arrivals(client: Client, asks: Asks, course: Course, schedule: Iterator[int], begins: int) -> None:
    async with asyncio.TaskGroup() as group:
        for due in (begins + each for each in schedule):
            ask = asks(course.number)
            await _wait(due)
            group.create_task(_arrival(client, ask, course, course.next(due), due))


async def _arrival(client: Client, ask: Ask, course: Course, number: int, due: int) -> None:
    course.ended(number, Sent(due, await client.send(ask)))


async def _wait(due: int) -> None:
    left = due - perf_counter_ns() - COARSE_NS
    if left > 0:
        await asyncio.sleep(left / 1e9)
    while perf_counter_ns() < due:
        await asyncio.sleep(0)


async def _until_over(course: Course, jobs: list) -> None:  # type: ignore[type-arg]
    """Ends the jobs when the course is over. Raises what one of them raised, or why the course cannot go on."""
    tasks = [asyncio.create_task(job) for job in jobs]
    watch = asyncio.create_task(course.over.wait())
    try:
        done, _ = await asyncio.wait([watch, *tasks], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (watch, *tasks):
            task.cancel()
        await asyncio.gather(watch, *tasks, return_exceptions=True)
    for task in done - {watch}:
        task.result()
    if course.hopeless:
        raise course.hopeless
