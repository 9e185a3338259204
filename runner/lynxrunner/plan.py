"""What a run will do, resolved and checked before anything is measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lynxrunner.bound import Bound
from lynxrunner.energy.meter import Meter
from lynxrunner.lengths import Profile
from lynxrunner.load.make import ALONE, Serving
from lynxrunner.offered import ONE, Load
from lynxrunner.policy import Policy
from lynxrunner.runtimes.protocol import Runtime, Settings
from lynxrunner.search import Purpose, Search
from lynxrunner.shape import Shape
from lynxrunner.state import Record
from lynxrunner.workloads.workload import Workload

ProfileName = Literal["draft", "registry"]
"""How strictly a submission is checked."""


@dataclass(frozen=True, order=True)
class Point:
    """An operating point: a scenario at a batch under a load; a step of a search or a result.

    `inputs` is the profile of their lengths, where the workload's inputs have one, `outputs` that of its answers,
    where it generates.
    """

    scenario: str
    batch: int
    load: Load = ONE
    purpose: Purpose = "result"
    inputs: Profile | None = None
    outputs: Profile | None = None

    @property
    def id(self) -> str:
        """Anchor of the result on its page."""
        if self.inputs and self.outputs:
            load = f"-{self.load.name}" if self.scenario == "concurrent" else ""
            return f"{self.scenario.replace('_', '-')}{load}-in-{self.inputs.name}-out-{self.outputs.name}"
        what = self.load.name if self.scenario in ("concurrent", "server") else f"b{self.batch}"
        found = f"{'search' if self.purpose == 'search_step' else self.scenario.replace('_', '-')}-{what}"
        return f"{found}-{self.inputs.name}" if self.inputs else found

    @property
    def offered(self) -> Record:
        """The contract's `load`."""
        if self.scenario == "offline":
            return {"kind": "all_at_once"}
        return self.load.record()


@dataclass(frozen=True, order=True)
class Variant:
    """What one submission differs in from the others of its session."""

    runtime: str
    recipe: str
    threads: int

    def __str__(self) -> str:
        return f"{self.runtime} {self.recipe}, {self.threads} thread{'s' if self.threads > 1 else ''}"

    @property
    def key(self) -> str:
        """Name of its files, no other variant's."""
        return f"{self.runtime}-{self.recipe}-{self.threads}"


@dataclass(frozen=True)
class Plan:
    """One session: every variant at every point, `trials` times.

    `percentile` is the highest that every trial can support, `bound` what points of the server scenario are to
    hold, `limits` what generation is to hold, `timeout_s` when a trial is ended, as the caller says; `meter` reads the
    energy of results. `runtimes`, their `versions` and their `options` are by the runtime's id.
    """

    workload: Workload
    runtimes: Mapping[str, Runtime]
    versions: Mapping[str, str]
    variants: tuple[Variant, ...]
    points: tuple[Point, ...]
    trials: int
    policy: Policy
    options: Mapping[str, Mapping[str, str]]
    profile: ProfileName
    serving: Serving = ALONE
    percentile: str = "p99"
    bound: Bound | None = None
    search: Search | None = None
    timeout_s: float | None = None
    meter: Meter | None = None
    device: str = "cpu"
    limits: tuple[Record, ...] = ()

    def settings(self, variant: Variant) -> Settings:
        """How the sessions of a variant are opened."""
        return Settings(variant.threads, self.options[variant.runtime], self.device, self.serving.streams)

    def shape(self, point: Point) -> Shape:
        """Of the largest call of a point: most items, longest input; of generation, the middle one of its steps."""
        if point.inputs and point.outputs:
            return Shape(1, point.inputs.maximum + (point.outputs.maximum - 1) // 2, 1)
        batch = self.serving.most if point.scenario == "server" else point.batch
        return Shape(batch, max(point.inputs.drawn()) if point.inputs else 0)

    def prefill(self, point: Point) -> Shape | None:
        """Of the pass over a prompt, where the point generates."""
        return Shape(1, 0, point.inputs.maximum) if point.inputs and point.outputs else None

    @property
    def capacity(self) -> int:
        """Tokens that a key-value cache has room for: all that the model takes, or the longest of the points."""
        longest = (point.inputs.maximum + point.outputs.maximum for point in self.points
                   if point.inputs and point.outputs)
        return self.workload.context or max(longest, default=0)

    def shapes(self) -> list[Shape]:
        """Of the calls that occur, and of single ones, each once, ascending: inputs are written and inspected for
        each."""
        sought = [at(self.search, 1.0, "result")] if self.search else []
        found = {self.shape(point) for point in (*self.points, *sought)}
        found |= {shape for point in self.points if (shape := self.prefill(point))}
        return sorted({*found, *(shape._replace(batch=1) for shape in found)})


def at(search: Search, rate: float, purpose: Purpose) -> Point:
    """The operating point of a search at a rate."""
    return Point("server", 1, Load(1, rate, search.process, search.seed), purpose, search.inputs)
