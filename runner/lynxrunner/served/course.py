"""The course of a trial: warm-up, steady phase, cool-down, decided as requests begin and end.

The load goes on while the last steady requests are answered: with fewer in flight they would be faster.
"""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lynxrunner.errors import RunError
from lynxrunner.policy import Policy
from lynxrunner.served.reply import OK, Reply
from lynxrunner.steady import LEAST_WINDOWS, settled

HOPELESS = 20
"""So many failures before any answer end a trial."""
SPANS = 20
"""Times of a request that a steady phase lasts at least. It ends with the last answer, so that its rate is told too low
by up to one part in so many."""

LONGER = 1.02
"""The last answer of a closed load is there before the request that ends the steady phase begins."""


class Sent(NamedTuple):
    """One request: when it was wanted, and how it went."""

    scheduled: int
    reply: Reply


Tell = Callable[["Course"], None]
"""Hears of the course when a request has ended."""


def untold(course: "Course") -> None:
    """Nobody is told."""


class Course:
    """Numbers requests as they begin; `window` of them are compared to tell whether the warm-up is over."""

    def __init__(self, policy: Policy, window: int, spans: int = SPANS, tell: Tell = untold) -> None:
        self.policy, self.window, self.spans, self.tell = policy, window, spans, tell
        self.sent: dict[int, Sent] = {}
        self.number = 0
        self.first: int | None = None
        self.last: int | None = None
        self.settled = False
        self.begun = self.steady_since = 0
        self.steady_ns = LONGER * policy.steady_s * 1e9
        self.times: list[int] = []
        self.missing = 0
        self.over = asyncio.Event()
        self.hopeless: RunError | None = None

    def next(self, now: int) -> int:
        """Number of the request that begins now."""
        number, self.number = self.number, self.number + 1
        self.begun = self.begun or now
        if self.first == number:
            self.steady_since = now
        elif self.first is not None and self.last is None and self._enough(number, now):
            self.last = number - 1
            self.missing = sum(each not in self.sent for each in range(self.first, number))
            self._end()
        return number

    def ended(self, number: int, sent: Sent) -> None:
        """A request has its reply."""
        self.sent[number] = sent
        if sent.reply.status == OK:
            self.times.append(sent.reply.ended - sent.reply.begun)
        elif not self.times and len(self.sent) >= HOPELESS:
            self.hopeless = RunError(f"none of {len(self.sent)} requests was answered: {sent.reply.why}")
            self.over.set()
        if self.first is None:
            self._judge_warm_up(sent.reply.ended)
        elif self.last is not None and self.first <= number <= self.last:
            self.missing -= 1
            self._end()
        self.tell(self)

    def _judge_warm_up(self, now: int) -> None:
        whole = len(self.times) >= LEAST_WINDOWS * self.window and len(self.times) % self.window == 0
        if whole:
            earlier, later = np.array(self.times[-2 * self.window:]).reshape(2, -1)
            self.settled = settled(earlier, later)
        late = now - self.begun > self.policy.warmup_limit_s * 1e9 and len(self.sent) >= LEAST_WINDOWS * self.window
        if self.settled or late:
            self.first = self.number
            typical = float(np.median(self.times[-self.window:]))
            self.steady_ns = max(self.steady_ns, self.spans * typical)

    def _enough(self, number: int, now: int) -> bool:
        return (number - (self.first or 0) >= self.policy.steady_requests
                and now - self.steady_since >= self.steady_ns)

    def _end(self) -> None:
        if self.missing == 0:
            self.over.set()
