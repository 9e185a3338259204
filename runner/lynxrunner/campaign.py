"""The trials of a session: each measured once, in a fresh process or on an earlier day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lynxrunner.assemble.operating_point import Trial
from lynxrunner.errors import HaltError, RunError
from lynxrunner.estimate import trial_s
from lynxrunner.holding import holds, hopeless
from lynxrunner.journal import Journal
from lynxrunner.lineup import LineUp
from lynxrunner.plan import Plan, Point, at
from lynxrunner.reporting import Progress
from lynxrunner.search import FASTEST, Search, highest
from lynxrunner.shape import Shape
from lynxrunner.trials import run_trial

START_LOAD = 0.3
"""Share of the expected capacity at which a search begins."""

Found = dict[Point, list[Trial]]
ENDED = object()


@dataclass
class Campaign:
    """What is measured of each variant, and what was given up with the reason why."""

    plan: Plan
    inputs: Mapping[Shape, str]
    workspace: Path
    journal: Journal
    progress: Progress
    lost: dict[str, str] = field(default_factory=dict)

    def fixed(self, lineups: Sequence[LineUp]) -> list[Found]:
        """Trials in turn over all variants and points: what changes on the machine meets them all alike."""
        results: list[Found] = [{point: [] for point in self.plan.points} for _ in lineups]
        for number in range(self.plan.trials):
            for lineup, found in zip(lineups, results, strict=True):
                for point in list(found):
                    self._add(lineup, point, number, found)
        return results

    def searched(self, lineups: Sequence[LineUp], search: Search) -> list[Found]:
        """Results and then steps of each variant's search for its highest rate; empty where it was given up.

        The searches take turns, trial by trial: what changes on the machine meets them all alike.
        """
        results: list[Found] = [{} for _ in lineups]
        running = [self._search(*pair, search) for pair in zip(lineups, results, strict=True)]
        while running:
            running = [each for each in running if next(each, ENDED) is not ENDED]
        return [_ordered(found, search) for found in results]

    def trial(self, lineup: LineUp, point: Point, number: int) -> Trial:
        """One trial, from the journal where it is kept. Raises RunError where its process fails."""
        name = f"{lineup.variant.key}--{point.id}--{number}"
        expected = trial_s(self.plan, point, lineup.typical_ms)
        turn = f", trial {number + 1} of {self.plan.trials}" if point.purpose == "result" else ""
        self.progress.trial(f"{lineup.variant}, {point.id}{turn}", expected)
        found = self.journal.kept(name)
        if found is None:
            path = self.inputs[self.plan.shape(point)]
            found = run_trial(self.plan, lineup, point, number, path, self.workspace, self.progress.live)
            self.journal.keep(name, found)
        self.progress.done(found)
        return found

    def _search(self, lineup: LineUp, found: Found, search: Search) -> Iterator[Point]:
        """A search that goes on by one trial whenever it is asked for the next."""
        asking, answer = highest(self._start(lineup, search)), None
        try:
            while True:
                point = at(search, *asking.send(answer))
                found[point] = []
                for number in range(self._count(point)):
                    found[point].append(self.trial(lineup, point, number))
                    yield point
                answer = _answer(point, found[point], search)
        except StopIteration:
            return
        except HaltError:
            raise
        except RunError as error:
            self._lose(f"the search of {lineup.variant}", error)
            self._keep_whole(found)

    def _count(self, point: Point) -> int:
        """Trials of a point of a search."""
        return self.plan.trials if point.purpose == "result" else 1

    def _keep_whole(self, found: Found) -> None:
        """Points whose trials are all there, where a result is among them."""
        whole = {point for point, trials in found.items() if len(trials) == self._count(point)}
        keep = whole if any(point.purpose == "result" for point in whole) else set[Point]()
        for point in found.keys() - keep:
            del found[point]

    def _add(self, lineup: LineUp, point: Point, number: int, found: Found) -> None:
        """A point whose trial fails is given up; the others go on."""
        try:
            found[point].append(self.trial(lineup, point, number))
        except HaltError:
            raise
        except RunError as error:
            self._lose(f"{point.id} of {lineup.variant}", error)
            del found[point]

    def _lose(self, what: str, error: RunError) -> None:
        self.lost[what] = str(error)
        self.progress.lost(f"{what} is given up: {error}")

    def _start(self, lineup: LineUp, search: Search) -> float:
        serving = self.plan.serving
        shape = self.plan.shape(at(search, 1.0, "result"))
        capacity = 1e3 * serving.servers * serving.most / lineup.typical_ms[shape]
        return min(START_LOAD * capacity, FASTEST)


def _answer(point: Point, trials: Sequence[Trial], search: Search) -> bool | None:
    if holds(trials, search.bound):
        return True
    return None if point.purpose == "search_step" and hopeless(trials[0], search.bound) else False


def _ordered(found: Found, search: Search) -> Found:
    """Results that hold the bound, results that do not, steps by their rate."""
    return dict(sorted(found.items(), key=lambda each: _rank(each[0], each[1], search)))


def _rank(point: Point, trials: Sequence[Trial], search: Search) -> tuple[bool, bool, float]:
    step = point.purpose == "search_step"
    return step, not (step or holds(trials, search.bound)), point.load.rate if step else 0.0
