"""Submissions -> findings: load, validate, apply the rules. Nothing that a submission holds can stop it."""

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lynxschema.apply import applied, crash
from lynxschema.contract import VERSION as CONTRACT
from lynxschema.finding import Fault, Finding
from lynxschema.load.submission import Submission, load
from lynxschema.place import placed
from lynxschema.rulebook import Rule, rulebook
from lynxschema.tree import Location, locations
from lynxschema.validate.coded import READING, coded
from lynxschema.validate.violation import Validate, fast
from lynxschema.verdict import Report, Verdict
from lynxschema.version import VERSION


class Checker(NamedTuple):
    """A profile, a validator and the rules in force; `without` names codes to leave out."""

    profile: str = "registry"
    validate: Validate = fast
    without: Collection[str] = ()

    @property
    def rules(self) -> dict[str, Rule]:
        """Rules in force, by code."""
        return _in_force(self.profile, frozenset(self.without))

    @property
    def judging(self) -> tuple[str, ...]:
        """Codes of those that judge a submission."""
        return tuple(code for code, rule in self.rules.items() if not rule.check_change)

    def verdict(self, location: Location) -> Verdict:
        """Everything that can be said of one submission."""
        try:
            return self._verdict(location)
        except Exception as error:
            # Nothing is known to come here; what does must still end neither the check nor in acceptance.
            nothing = Submission(location.directory, location.name, {}, b"", (), ())
            faults = [crash(error, "outside any rule")]
            return Verdict(location.shown, tuple(placed(faults, nothing, location.shown)))

    def report(self, found: Iterable[Location]) -> Report:
        """Verdicts of all, in order."""
        return self.reported(map(self.verdict, found))

    def reported(self, verdicts: Iterable[Verdict]) -> Report:
        """Verdicts that were reached elsewhere, with what they rest on."""
        return Report(VERSION, CONTRACT, self.profile, self.judging, tuple(verdicts))

    def _verdict(self, location: Location) -> Verdict:
        submission, rules = load(location.directory, location.name), self.rules
        faults = [fault for fault in self._faults(submission) if fault.code in rules]
        return Verdict(location.shown, tuple(placed(faults, submission, location.shown)))

    def _faults(self, submission: Submission) -> Iterator[Fault]:
        yield from submission.faults
        refused = coded(self.validate(submission.record, near=submission.near)) if submission.readable else []
        yield from refused
        broken = [fault.pointer for fault in refused if fault.code not in READING]
        for rule in self.rules.values() if submission.readable else ():
            if rule.check and not (broken and _hindered(rule, broken)):
                yield from applied(rule, rule.check, submission)


def check_submission(directory: Path, profile: str = "registry") -> list[Finding]:
    """Findings of one submission's directory."""
    return list(Checker(profile).verdict(Location.of(directory)).findings)


def check(paths: Iterable[Path], profile: str = "registry", validate: Validate = fast) -> Report:
    """Verdicts of all submissions at or below `paths`; raises FileNotFoundError where there is none."""
    return Checker(profile, validate).report(locations(paths))


@cache
def _in_force(profile: str, without: frozenset[str]) -> dict[str, Rule]:
    rules = rulebook().items()
    return {code: rule for code, rule in rules if profile in rule.profiles and code not in without}


def _hindered(rule: Rule, broken: list[str]) -> bool:
    """Whether the schema refused something that the rule reads, at the pointers `broken`."""
    return any(_overlap(pointer, read) for pointer in broken for read in rule.reads)


def _overlap(one: str, other: str) -> bool:
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")
