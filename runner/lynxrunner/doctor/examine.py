"""All rows, and the verdict."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from lynxrunner.doctor import clocks, company, equipment, processor
from lynxrunner.doctor.row import Row
from lynxrunner.doctor.sight import Sight
from lynxrunner.state import Record

CHECKS: tuple[Callable[[Sight], Row], ...] = (
    clocks.governor, clocks.turbo, clocks.clock_range, clocks.heat, clocks.power_source,
    company.load, company.others, company.steal, company.quota, company.virtual, company.affinity, company.jitter,
    processor.smt, processor.numa, processor.isa, processor.timer, processor.aslr,
    equipment.energy, equipment.runtimes,
)


@dataclass(frozen=True)
class Examination:
    """What was found; fit unless a row is poor."""

    rows: Sequence[Row]
    probe: Record

    @property
    def fit(self) -> bool:
        """Whether results from here are fit for a registry."""
        return not self._of("poor")

    @property
    def verdict(self) -> str:
        """One sentence."""
        poor, fair = self._of("poor"), self._of("fair")
        if poor:
            return f"not fit for registry results: {', '.join(poor)}; drafts can be measured (--quick)"
        return "fit for registry results" + (f"; could be better: {', '.join(fair)}" if fair else "")

    def record(self) -> Record:
        """As JSON data, of stable shape."""
        return {"fit": self.fit, "verdict": self.verdict, "probe": self.probe,
                "checks": [asdict(row) for row in self.rows]}

    def _of(self, level: str) -> list[str]:
        return [row.check for row in self.rows if row.level == level]


def examine(sight: Sight) -> Examination:
    """Every check in its order."""
    return Examination([check(sight) for check in CHECKS], asdict(sight.spin))
