"""Whether an interrupted session may go on: the same plan, model, runtime and executor."""

from collections.abc import Iterable
from dataclasses import asdict, fields, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lynxrunner.errors import RunError
from lynxrunner.journal import Journal
from lynxrunner.lineup import LineUp
from lynxrunner.models.files import digest
from lynxrunner.plan import Plan
from lynxrunner.session import Session
from lynxrunner.state import Record

if TYPE_CHECKING:
    from lynxrunner.request import Request

KEPT = ("submitter", "command", "hardware", "energy", "stated", "notes", "id", "started_at")
"""Of a session; what else it has is made anew."""


def begun(plan: Plan, session: Session, request: "Request", root: Path) -> Journal:
    """A new journal; nothing is written yet."""
    head = {"request": _plain(asdict(request)), "plan": described(plan), "session": kept(session), "executors": {}}
    return Journal(root / session.id, head)


def resumed(journal: Journal, plan: Plan, fresh: Session) -> Session:
    """The session as it was. Raises RunError where what would be measured now is something else."""
    before, now = journal.head["plan"], described(plan)
    for name in now:
        if before.get(name) != now[name]:
            raise RunError(
                f"session {journal.session} cannot go on: {name} was {_short(before.get(name))} and is "
                f"{_short(now[name])}; resume it as it was begun ({journal.head['session']['command']}), "
                "or measure anew"
            )
    return replace(fresh, **journal.head["session"])


def require_same(journal: Journal, lineups: Iterable[LineUp]) -> None:
    """Note the executors of a new session. Raises RunError where those of a resumed one have changed."""
    for lineup in lineups:
        before = journal.head["executors"].setdefault(str(lineup.variant), lineup.executor_id)
        if before != lineup.executor_id:
            raise RunError(
                f"session {journal.session} cannot go on: the executor of {lineup.variant} is another one now "
                "(machine, driver, libraries or options have changed); measure anew"
            )


def described(plan: Plan) -> Record:
    """Everything that decides what is measured, as plain data by the name that a message gives it."""
    return {
        "the workload": f"{plan.workload.entry['id']} {plan.workload.entry['version']}",
        "the model's sha256": digest(plan.workload.model),
        "the list of runtimes": dict(plan.versions),
        "the harness's version": version("lynxbench"),
        "the list of variants": [str(variant) for variant in plan.variants],
        "the list of operating points": [_plain(asdict(point)) for point in plan.points],
        "the number of trials": plan.trials,
        "the policy": asdict(plan.policy),
        "the list of options": {name: dict(options) for name, options in plan.options.items()},
        "the scheduling": asdict(plan.serving),
        "the meter": [each.meter for each in plan.meter.terms.channels] if plan.meter else None,
        "the search": _plain(asdict(plan.search)) if plan.search else None,
    }


def kept(session: Session) -> Record:
    """The members of a session that a resumed one takes over."""
    return {field.name: getattr(session, field.name) for field in fields(session) if field.name in KEPT}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Path) else value


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
