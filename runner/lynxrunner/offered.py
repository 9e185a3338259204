"""The load that an operating point offers."""

from dataclasses import dataclass

from lynxrunner.state import Record


@dataclass(frozen=True, order=True)
class Load:
    """Closed with `concurrency` in flight, or open where there is a `rate` in requests per second."""

    concurrency: int = 1
    rate: float = 0.0
    process: str = "poisson"
    seed: int = 0

    @property
    def name(self) -> str:
        """Part of an operating point's id."""
        return f"{self.process}-{self.rate:.10g}" if self.rate else f"c{self.concurrency}"

    def record(self) -> Record:
        """The contract's `load`."""
        if not self.rate:
            return {"kind": "closed", "concurrency": self.concurrency}
        return {"kind": "open", "process": self.process, "rate_per_s": self.rate, "seed": self.seed}


ONE = Load()
"""One request after the other."""
