"""A session: make every variant ready, run the trials in turn, write the submissions."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from lynxrunner.assemble.energy import readings
from lynxrunner.assemble.quality import evidence
from lynxrunner.assemble.submission import chunks, samples, submission
from lynxrunner.campaign import Campaign, Found
from lynxrunner.ceilings.captured import with_ceilings
from lynxrunner.errors import RunError, first_line
from lynxrunner.estimate import announced, require_time, total_s
from lynxrunner.journal import Journal
from lynxrunner.lineup import LineUp, inputs, line_up
from lynxrunner.plan import Plan
from lynxrunner.publish import Evidence, publish, target, writable
from lynxrunner.reporting import Progress
from lynxrunner.resume import require_same
from lynxrunner.session import Session
from lynxrunner.state import Record


class Measured(NamedTuple):
    """Directories of the submissions, and whether they hold everything that was asked for."""

    directories: list[Path]
    complete: bool


def measure(plan: Plan, session: Session, out: Path, journal: Journal, progress: Progress) -> Measured:
    """One submission per variant of which anything was measured whole.

    Raises RunError where nothing was; then no directory has appeared, and finished trials are in the journal.
    """
    with _kept(journal), writable(out), TemporaryDirectory(prefix="lynx-run-") as home:
        workspace = Path(home)
        session = with_ceilings(plan, session, workspace, progress)
        journal.head["session"]["hardware"] = session.hardware
        lineups = list(_line_ups(plan, session, workspace, progress))
        _require_ready(plan, session, lineups, journal, out)
        _announce(plan, lineups, journal, progress)
        campaign = Campaign(plan, inputs(plan, workspace), workspace, journal, progress)
        pairs = _measured(campaign, lineups)
        told = replace(session, notes=_notes(session, campaign.lost))
        paths = publish([_told(plan, told, *pair) for pair in pairs], out)
    journal.close()
    return Measured(paths, not campaign.lost)


@contextmanager
def _kept(journal: Journal) -> Iterator[None]:
    """Says of a run that fails what was kept of it."""
    try:
        yield
    except RunError as error:
        raise RunError(f"{error}{hint(journal, '; ')}") from None
    except ImportError as error:
        raise RunError(f"a library cannot be loaded ({first_line(error)}): there is too little memory for it, or it is "
                       f"installed in part; install it again{hint(journal, '; ')}") from None


def hint(journal: Journal, before: str = "") -> str:
    """How to go on from what is kept; nothing where nothing is."""
    kept = journal.finished
    return f"{before}{_trials(kept)} kept: lynx run --resume {journal.session}" if kept else ""


def _trials(count: int) -> str:
    return "1 finished trial is" if count == 1 else f"{count} finished trials are"


def _line_ups(plan: Plan, session: Session, workspace: Path, progress: Progress) -> Iterator[LineUp]:
    for variant in plan.variants:
        progress.preparing(str(variant))
        yield line_up(plan, variant, session.hardware, workspace)


def _require_ready(plan: Plan, session: Session, lineups: Sequence[LineUp], journal: Journal, out: Path) -> None:
    require_same(journal, lineups)
    _require_different(lineups)
    for lineup in lineups:
        target(_named(plan, session, lineup), out)
        for point in plan.points:
            require_time(plan, point, lineup.typical_ms)


def _require_different(lineups: Sequence[LineUp]) -> None:
    """Two variants that resolve to one executor would be one result measured twice."""
    known: dict[str, LineUp] = {}
    for lineup in lineups:
        twin = known.setdefault(lineup.executor_id, lineup)
        if twin is not lineup:
            raise RunError(f"{twin.variant} and {lineup.variant} are one executor as the runtime resolves its options; "
                           "ask for one of them")


def _announce(plan: Plan, lineups: Sequence[LineUp], journal: Journal, progress: Progress) -> None:
    typical, taken = [lineup.typical_ms for lineup in lineups], journal.finished
    kept = [f"going on with session {journal.session}: {_trials(taken)} kept and not measured again"] if taken else []
    progress.planned([*announced(plan, typical), *kept], total_s(plan, typical))


def _measured(campaign: Campaign, lineups: Sequence[LineUp]) -> list[tuple[LineUp, Found]]:
    """What there is of each variant. Raises RunError with the first reason where there is nothing."""
    found = campaign.fixed(lineups)
    if campaign.plan.search:
        for results, more in zip(found, campaign.searched(lineups, campaign.plan.search), strict=True):
            results |= more
    pairs = [(lineup, results) for lineup, results in zip(lineups, found, strict=True) if results]
    if not pairs:
        raise RunError(next(iter(campaign.lost.values()), "no operating point was asked for"))
    return pairs


def _notes(session: Session, lost: dict[str, str]) -> str | None:
    """What was given up belongs to the record: what failed is a result as well."""
    found = [session.notes] if session.notes else []
    found += [f"given up: {what}: {why}" for what, why in lost.items()]
    return "; ".join(found) or None


def _told(plan: Plan, session: Session, lineup: LineUp, trials: Found) -> tuple[Record, Evidence]:
    rows = samples(trials)
    record = submission(plan, session, lineup, trials, rows)
    read = readings(trials)
    further = {**chunks(trials), **({"readings": read} if read else {})}
    return record, {"samples": rows.columns, **evidence(lineup.answers), **further}


def _named(plan: Plan, session: Session, lineup: LineUp) -> Record:
    """As much of the record as its name needs."""
    return {
        "workload": {"id": plan.workload.entry["id"]}, "executor": lineup.executor,
        "executor_id": lineup.executor_id, "provenance": session.provenance(plan.profile, len(plan.points)),
    }
