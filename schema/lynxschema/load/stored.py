"""Stored rows of all trials of a record at once: one pass over the columns of all, in place of one for each trial."""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lynxschema.joined import Joined
from lynxschema.load.rows import Rows
from lynxschema.load.trial import Trial
from lynxschema.samples import PHASES, STATUSES, Column

Mask = NDArray[np.bool_]
Cut = Callable[[str], Column]


class Block:
    """Rows of each trial end to end: their number [trials], and their columns [rows], cut when they are asked for."""

    def __init__(self, counts: NDArray[np.int64], server: Mask, cut: Cut) -> None:
        self.counts, self._server, self._cut = counts, server, cut
        self._known: dict[str, Column] = {}
        self._first: Joined | None = None

    def __getitem__(self, name: str) -> Column:
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._cut(name)
        return found

    def joined(self, values: Column) -> Joined:
        """A column's or other values [rows] of the trials that have rows."""
        if self._first is None:
            self._first = Joined(values, self.counts[self.counts > 0].tolist())
            return self._first
        return self._first.alike(values)

    @cached_property
    def begins(self) -> Column:
        """When each request began, in ns: its scheduled arrival under an open load, else its call."""
        if not self._server.any():
            return self["started_ns"]
        return np.where(np.repeat(self._server, self.counts), self["scheduled_ns"], self["started_ns"])

    @cached_property
    def times(self) -> Joined:
        """Latencies in ns, of the trials that have rows."""
        return self.joined(self["completed_ns"] - self.begins)


class Stored:
    """Rows of trials that have some, in the order of the record."""

    def __init__(self, rows: Rows | None, trials: Sequence[Trial]) -> None:
        self.trials = trials
        # The columns of most files are that already, in each trial the warm-up first.
        self._whole = rows if rows and rows.phased and rows.order == [trial.key for trial in trials] else None
        self.server = np.array([trial.scenario == "server" for trial in trials], dtype=bool)

    def where(self, wanted: Mask) -> list[Trial]:
        """Some of the trials, by a mask [trials]."""
        return [self.trials[place] for place in np.flatnonzero(wanted).tolist()]

    def claimed(self, name: str) -> NDArray[np.float64]:
        """A number that each trial's record has [trials]."""
        return np.array([trial.record[name] for trial in self.trials], dtype=np.float64)

    @cached_property
    def totals(self) -> NDArray[np.float64]:
        """Requests that each trial counts [trials]."""
        return np.array([sum(trial.record["counts"].values()) for trial in self.trials], dtype=np.float64)

    @cached_property
    def succeeded(self) -> NDArray[np.float64]:
        """Requests of each trial that succeeded, as it counts them [trials]."""
        return np.array([trial.record["counts"]["ok"] for trial in self.trials], dtype=np.float64)

    @cached_property
    def rows(self) -> Block:
        """All rows."""
        if self._whole is None:
            return self._joined("rows")
        return Block(self._whole.lengths, self.server, self._whole.all.__getitem__)

    @cached_property
    def steady(self) -> Block:
        """Rows of the steady phases."""
        return self._joined("steady") if self._whole is None else self._kept(self._steady)

    @cached_property
    def answered(self) -> Block:
        """Of these, the ones that succeeded."""
        if self._whole is None:
            return self._joined("answered")
        if self._whole.succeeded:
            return self.steady
        return self._kept(self._steady & (self._whole.all["status"] == STATUSES["ok"]))

    @cached_property
    def in_turn(self) -> Mask:
        """Whether each request of a trial, in the order of the rows, ends before the next begins [trials]."""
        started = self.rows.joined(self.rows["started_ns"])
        completed = self.rows["completed_ns"]
        late = started.values > completed
        late[:-1] |= completed[:-1] > started.values[1:]
        lasts = started.ends - 1
        late[lasts] = started.values[lasts] > completed[lasts]  # what follows is another trial's
        found: Mask = started.sums(late) == 0
        return found

    @cached_property
    def _steady(self) -> Mask:
        found: Mask = self.rows["phase"] == PHASES["steady"]
        return found

    def _kept(self, kept: Mask) -> Block:
        rows = self.rows
        counts = rows.joined(rows["phase"]).sums(kept).astype(np.int64)
        return rows if kept.all() else Block(counts, self.server, lambda name: rows[name][kept])

    def _joined(self, part: str) -> Block:
        parts = [getattr(trial, part) for trial in self.trials]
        counts = np.array([len(each) for each in parts], dtype=np.int64)
        empty = np.empty(0, dtype=np.int64)
        return Block(counts, self.server, lambda name: np.concatenate([empty, *(each[name] for each in parts)]))
