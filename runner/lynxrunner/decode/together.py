"""A scheduler in this process as clients see it: requests go in, and each of its steps brings tokens of several.

While a step is computed, nothing else of the event loop runs.
"""

import asyncio
from dataclasses import dataclass, field
from time import perf_counter_ns

from lynxrunner.decode.scheduler import Progress, Scheduler
from lynxrunner.errors import RunError, first_line
from lynxrunner.served.reply import ERROR, Ask, Reply


@dataclass
class Answer:
    """When its tokens were there, in ns of the process's clock; `ended` fails where the request did."""

    ended: asyncio.Future[None]
    times: list[int] = field(default_factory=list)

    def take(self, progress: Progress, now: int) -> None:
        """What a step did for it."""
        if progress.token is not None:
            self.times.append(now)
        if progress.why:
            self.fail(RunError(progress.why))
        elif progress.ended and not self.ended.done():
            self.ended.set_result(None)

    def fail(self, error: Exception) -> None:
        """Nothing more will come."""
        if not self.ended.done():
            self.ended.set_exception(error)


class Together:
    """Every token is a chunk, at the end of the step that brought it; an answer is complete with its last."""

    def __init__(self, scheduler: Scheduler) -> None:
        self.scheduler, self.open, self.there = scheduler, dict[int, Answer](), asyncio.Event()

    async def send(self, ask: Ask) -> Reply:
        """Whatever the runtime raises is a reply with its status."""
        assert ask.tokens is not None, "requests in process are of tokens"
        begun, answer = perf_counter_ns(), Answer(asyncio.get_running_loop().create_future())
        try:
            self.open[self.scheduler.begin(ask.tokens, ask.output_length)] = answer
            self.there.set()
            await answer.ended
        except Exception as error:
            return Reply(begun, perf_counter_ns(), ERROR, answer.times, why=first_line(error))
        return Reply(begun, answer.times[-1], chunks=answer.times, input_items=len(ask.tokens),
                     output_items=len(answer.times))

    async def run(self) -> None:
        """Step as long as there are requests; between steps those of callers whose answer is there come in."""
        while await self.there.wait():
            self._step()
            await asyncio.sleep(0)

    def _step(self) -> None:
        try:
            found = self.scheduler.step()
        except Exception as error:
            for answer in self.open.values():
                answer.fail(error)
            self.open.clear()
            found = ()
        now = perf_counter_ns()
        for each in found:
            self.open[each.number].take(each, now)
            if each.ended:
                del self.open[each.number]
        if not self.open:
            self.there.clear()
