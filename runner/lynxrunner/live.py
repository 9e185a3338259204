"""Progress on a terminal: operating point, trial, remaining time, live p50 and p99."""

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from lynxrunner.assemble.operating_point import Trial
from lynxrunner.progress import figures
from lynxrunner.state import Record

WIDE = 120
"""Columns from which on there is room for a bar beside the words."""


class Live:
    """A bar that is gone when the run is over."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        bar = [BarColumn(bar_width=20)] if console.width >= WIDE else []
        columns = (SpinnerColumn(), TextColumn("{task.description}"), *bar, TimeRemainingColumn(compact=True),
                   TextColumn("{task.fields[last]}"))
        # Refreshed by hand, when a trial tells something: a refreshing thread would take time from the model.
        self.bar = Progress(*columns, console=console, transient=True, auto_refresh=False)
        self.task = self.bar.add_task("starting", total=None, last="")
        self.expected = 0.0

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

    def planned(self, sentences: list[str], seconds: float) -> None:
        """What will be measured: the bar counts expected seconds, because trials are not equally long."""
        for sentence in sentences:
            self.bar.console.print(sentence, highlight=False, markup=False)
        self.bar.reset(self.task, total=seconds)

    def trial(self, what: str, seconds: float) -> None:
        """A trial begins."""
        self.expected = seconds
        self._show(description=what)

    def live(self, now: Record) -> None:
        """Of the running trial's last requests."""
        self._show(last=f"p50 {now['p50_ms']:.4g} ms, p99 {now['p99_ms']:.4g} ms")

    def done(self, trial: Trial) -> None:
        """It has ended."""
        self.bar.advance(self.task, self.expected)
        self._show(last=figures(trial))

    def lost(self, what: str) -> None:
        """Something was given up."""
        self.bar.advance(self.task, self.expected)
        self.bar.console.print(what, style="yellow", highlight=False, markup=False)

    def _show(self, **fields: str) -> None:
        self.bar.update(self.task, refresh=True, **fields)  # type: ignore[arg-type]
