"""The trials of a session: each measured once, in a fresh process or on an earlier day."""

from collections.abc import Mapping, Sequence
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

    def searched(self, lineup: LineUp, search: Search) -> Found:
        """Results and then steps of the search for a variant's highest rate; empty where it was given up."""
        results: Found = {}
        steps: Found = {}

        def step(rate: float) -> bool | None:
            point = at(search, rate, "search_step")
            steps[point] = [self.trial(lineup, point, 0)]
            return holds(steps[point], search.bound) or (None if hopeless(steps[point][0], search.bound) else False)

        def confirmed(rate: float) -> bool:
            point = at(search, rate, "result")
            results[point] = [self.trial(lineup, point, number) for number in range(self.plan.trials)]
            return holds(results[point], search.bound)

        try:
            highest(step, confirmed, self._start(lineup, search))
        except HaltError:
            raise
        except RunError as error:
            self._lose(f"the search of {lineup.variant}", error)
            results = {point: found for point, found in results.items() if len(found) == self.plan.trials}
        ordered = sorted(results.items(), key=lambda each: not holds(each[1], search.bound))
        return {**dict(ordered), **dict(sorted(steps.items()))} if results else {}

    def trial(self, lineup: LineUp, point: Point, number: int) -> Trial:
        """One trial, from the journal where it is kept. Raises RunError where its process fails."""
        name = f"{lineup.variant.recipe}-{lineup.variant.threads}--{point.id}--{number}"
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

