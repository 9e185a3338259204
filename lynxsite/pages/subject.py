"""The page of an accelerator, a runtime, a precision or a submitter: what it is and what was measured."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from markupsafe import Markup

from lynxsite.architecture import Dimension, architecture
from lynxsite.disclosure import Group, group
from lynxsite.fragment import Fragment
from lynxsite.measured import Grid, grid
from lynxsite.page import Page, root
from lynxsite.pages.explorer import table
from lynxsite.planned import Planned
from lynxsite.registry import Registry
from lynxsite.renderer import render
from lynxsite.result import Result
from lynxsite.subject import Kind, Subject, subjects_of
from lynxsite.submission import Submission
from lynxsite.version import Change, changes
from lynxsite.whole import whole

LISTED = 50
Facts = list[tuple[str, str]]


def listing(kind: Kind) -> Fragment:
    """All subjects of a kind with their numbers of results."""
    def fragment(registry: Registry, base: str) -> Markup:
        rows = [(each, _count(each), _workloads(each)) for each in subjects_of(kind, registry)]
        return render("subjects.html", root=base, kind=kind, rows=rows)

    return fragment


def pages(kind: Kind, registry: Registry) -> Iterator[Planned]:
    """One page per subject, of its submissions alone."""
    for each in subjects_of(kind, registry):
        sheet = architecture(each.id, registry.catalogue)
        yield Planned.of(each.path, partial(_page, each, sheet), each.submissions, sheet)


def _page(subject: Subject, sheet: tuple[list[Dimension], str]) -> Page:
    base = root(subject.path)
    count = _count(subject)
    content = render(
        "subject.html", root=base, subject=subject, facts=_FACTS[subject.kind.directory](subject),
        device=_device(subject), architecture=sheet, grid=_grid(subject),
        versions=_versions(subject), count=count, table=table(_newest(subject), base), listed=LISTED,
    )
    words = f"{count} inference results of the {subject.kind.one} {subject.id}, each with its executor."
    return Page(subject.path, subject.id, words, content)


def _newest(subject: Subject) -> list[Result]:
    results = (Result(each, position) for each in subject.submissions for position in range(len(each.rows)))
    return list(islice(results, LISTED))


def _count(subject: Subject) -> int:
    return sum(len(each.rows) for each in subject.submissions)


def _workloads(subject: Subject) -> list[str]:
    return sorted({each.facts.workload for each in subject.submissions})


def _device(subject: Subject) -> Group | None:
    """An accelerator as its newest submission discloses it."""
    if subject.kind.directory != "accelerators":
        return None
    record = whole(subject.submissions[0].directory)
    devices = record["executor"]["hardware"]["devices"]
    position = next(place for place, device in enumerate(devices) if device["id"] == subject.id)
    shown = group(record, "/executor/hardware", {"devices": devices[:position + 1]})
    return shown._replace(sections=shown.sections[position:position + 1])


def _grid(subject: Subject) -> Grid:
    """What was measured: by precision, of a precision by runtime."""
    by_runtime = subject.kind.directory == "precisions"
    return grid(subject.submissions, lambda each: each.runtime if by_runtime else each.precision)


def _versions(subject: Subject) -> list[Change] | None:
    """Of a runtime, version against version."""
    return changes(subject.submissions) if subject.kind.directory == "runtimes" else None


def _counted(submissions: list[Submission], read: Callable[[Submission], str]) -> str:
    counted = Counter(map(read, submissions)).most_common(12)
    between = "; " if any("," in name for name, _ in counted) else ", "
    return between.join(f"{name} ({count})" for name, count in counted)


def _accelerator(subject: Subject) -> Facts:
    return [("Named", _counted(subject.submissions, lambda each: each.device)), *_common(subject)]


def _runtime(subject: Subject) -> Facts:
    versions = _counted(subject.submissions, lambda each: each.facts.version)
    return [("Versions", versions), *_common(subject)]


def _precision(subject: Subject) -> Facts:
    found = _counted(subject.submissions, lambda each: each.facts.seen)
    return [("Effective precision", found), *_common(subject)]


def _submitter(subject: Subject) -> Facts:
    newest = subject.submissions[0].record["submitter"]
    return [("Organisation", newest["organisation"]), ("Relation to the vendor", newest["relation"]), *_common(subject)]


def _common(subject: Subject) -> Facts:
    """What the subject itself does not say."""
    found = {"workloads": ", ".join(_workloads(subject)),
             "precisions": _counted(subject.submissions, lambda each: each.precision),
             "submitters": _counted(subject.submissions, lambda each: each.facts.organisation)}
    return [(name.capitalize(), said) for name, said in found.items() if name != subject.kind.directory]


_FACTS: dict[str, Callable[[Subject], Facts]] = {
    "accelerators": _accelerator, "runtimes": _runtime, "precisions": _precision, "submitters": _submitter,
}
