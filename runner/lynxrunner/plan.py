"""What a run will do, resolved and checked before anything is measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lynxrunner.policy import Policy
from lynxrunner.runtimes.protocol import Runtime, Settings
from lynxrunner.workloads.workload import Workload


@dataclass(frozen=True, order=True)
class Point:
    """An operating point: a scenario at a batch."""

    scenario: str
    batch: int

    @property
    def id(self) -> str:
        """Anchor of the result on its page."""
        return f"{self.scenario.replace('_', '-')}-b{self.batch}"


@dataclass(frozen=True, order=True)
class Variant:
    """What one submission differs in from the others of its session."""

    recipe: str
    threads: int

    def __str__(self) -> str:
        return f"{self.recipe}, {self.threads} thread{'s' if self.threads > 1 else ''}"


@dataclass(frozen=True)
class Plan:
    """One session: every variant at every point, `trials` times."""

    workload: Workload
    runtime: Runtime
    variants: tuple[Variant, ...]
    points: tuple[Point, ...]
    trials: int
    policy: Policy
    options: Mapping[str, str]
    profile: Literal["draft", "registry"]

    def settings(self, variant: Variant) -> Settings:
        """How the sessions of a variant are opened."""
        return Settings(variant.threads, self.options)

    def batches(self) -> list[int]:
        """Batches that occur, each once, ascending."""
        return sorted({point.batch for point in self.points})
