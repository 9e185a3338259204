"""Writes stamped pages and the files beside them, where they changed, and deletes what no longer belongs."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from lynxsite import older
from lynxsite.badge import badges
from lynxsite.crew import each, told
from lynxsite.evidence import beside
from lynxsite.frame import Frame
from lynxsite.imprint import Imprint
from lynxsite.manifest import Manifest, digest
from lynxsite.older import Shard
from lynxsite.page import Page
from lynxsite.pages import result
from lynxsite.pages.result import Partners
from lynxsite.partners import circles, partners, state
from lynxsite.site import STAMPED, Site
from lynxsite.stale import prune
from lynxsite.submission import Submission


class Desk(NamedTuple):
    """Where pages go, what the registry says of itself, the frames by depth, and the evidence's address or none."""

    place: Path
    imprint: Imprint
    frames: Mapping[int, Frame]
    evidence: str


class Job(NamedTuple):
    """A submission's page to be made, and the digest of all that it is made of."""

    submission: Submission
    partners: Partners
    made_of: str


def stamp(desk: Desk, site: Site, manifest: Manifest) -> int:
    """Write everything that changed and return the number of pages that were made."""
    # Of content that had to go nothing stays behind: the page in its place is made anew.
    prune(desk.place, set(site.paths()) - {each.path for each in site.registry.tombstones})
    count = _planned(desk, site, manifest)
    jobs = list(_jobs(desk, site, manifest))
    made = told(each(_page, jobs, len(jobs), _settle, (desk,)), len(jobs), "Stamping pages")
    for job, _ in zip(jobs, made, strict=True):
        manifest.add(file_of(job.submission.path), job.made_of)
    _shards(desk, site, manifest)
    manifest.write()
    return count + len(jobs)


def _planned(desk: Desk, site: Site, manifest: Manifest) -> int:
    """Pages that are made of many submissions."""
    common = {depth: digest(desk.imprint, frame, site.version) for depth, frame in desk.frames.items()}
    made = 0
    for page in site.pages():
        made_of = page.made_of and digest(common[page.path.count("/")], page.made_of)
        if not manifest.holds(file_of(page.path), made_of):
            made += _write(desk, page.make())
            manifest.add(file_of(page.path), made_of)
    return made


def _jobs(desk: Desk, site: Site, manifest: Manifest) -> Iterator[Job]:
    """Pages that are not there as they have to be."""
    common = digest(desk.imprint, desk.frames[STAMPED["results"] + 1], desk.evidence, site.version)
    for submission in site.registry.paged:
        found = circles(site.registry, submission)
        made_of = submission.state and digest(common, submission.state, state(found))
        if not manifest.holds(file_of(submission.path), made_of):
            yield Job(submission, partners(found), made_of)


def file_of(path: str) -> str:
    """The file of a page, relative to the site's root."""
    return f"{path}index.html"


def _shards(desk: Desk, site: Site, manifest: Manifest) -> None:
    made_of = {shard: _shard_digest(shard, site.version) for shard in older.shards(site.registry)}
    changed = [shard for shard, each_ in made_of.items() if not manifest.holds(shard.path, each_)]
    made = told(each(_shard, changed, len(changed), _settle, (desk,)), len(changed), "Compressing older records")
    for shard, _ in zip(changed, made, strict=True):
        manifest.add(shard.path, made_of[shard])
    kept = {shard.path for shard in made_of}
    for file in (desk.place / older.BASE).glob("*.gz"):
        if file.relative_to(desk.place).as_posix() not in kept:
            file.unlink()


def _shard_digest(shard: Shard, version: str) -> str:
    states = [submission.state for submission in shard.submissions]
    return digest(version, states) if all(states) else ""


_desk: Desk
"""Of this process: sent once, not with every job."""


def _settle(desk: Desk) -> None:
    global _desk
    _desk = desk


def _page(job: Job) -> None:
    submission = job.submission
    target = _desk.place / submission.path
    shutil.rmtree(target, ignore_errors=True)
    _write(_desk, result.page(submission, job.partners, _desk.evidence, _desk.imprint))
    for name in ["submission.json", *([] if _desk.evidence else beside(submission))]:
        shutil.copyfile(submission.directory / name, target / name)
    for name, content in badges(submission, _desk.imprint.name).items():
        (target / name).write_bytes(content)


def _shard(shard: Shard) -> None:
    file = _desk.place / shard.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(older.content(shard))


def _write(desk: Desk, page: Page) -> bool:
    directory = desk.place / page.path
    directory.mkdir(parents=True, exist_ok=True)
    html = desk.frames[page.depth].join(page, desk.imprint.url + page.path if desk.imprint.url else "")
    return (directory / "index.html").write_text(html, encoding="utf-8") > 0

