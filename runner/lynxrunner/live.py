"""Progress on a terminal: operating point, trial, remaining time, the last trial's median."""

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from lynxrunner.assemble.operating_point import Trial
from lynxrunner.progress import median_ms


class Live:
    """A bar that is gone when the run is over."""

    def __init__(self) -> None:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=20), MofNCompleteColumn(),
                   TimeRemainingColumn(), TextColumn("{task.fields[last]}"))
        # Refreshed by hand between trials: a refreshing thread would take processor time from the model.
        self.bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
        self.task = self.bar.add_task("starting", total=None, last="")

    def __enter__(self) -> "Live":
        self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.stop()

    def preparing(self, what: str) -> None:
        """A variant is being converted and appraised."""
        self._show(description=f"preparing {what}")

    def trials(self, count: int) -> None:
        """So many trials will follow."""
        self.bar.reset(self.task, total=count)

    def trial(self, what: str) -> None:
        """A trial begins."""
        self._show(description=what)

    def done(self, trial: Trial) -> None:
        """It has ended."""
        self.bar.advance(self.task)
        self._show(last=f"median {median_ms(trial):.4g} ms")

    def _show(self, **fields: str) -> None:
        self.bar.update(self.task, refresh=True, **fields)  # type: ignore[arg-type]
