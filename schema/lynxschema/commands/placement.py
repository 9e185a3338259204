"""Where a submission goes in a user's clone of the registry, or in one line why it cannot."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lynxschema.commands.branch import start
from lynxschema.commands.git import Git, GitError

if TYPE_CHECKING:
    from lynxschema.load.submission import Record

SUBMISSIONS = "submissions"
LICENCE = "CC-BY-4.0"
LOCAL = "local"
"""Submitter of a run for which none was named."""


def clone(registry: Path) -> Git:
    """The clone; refused where it is none, or where a commit would take more with it than the submission."""
    try:
        git = Git(registry)
    except GitError as error:
        raise click.UsageError(f"{registry}: {error}; clone the registry and name it with --registry") from None
    if not (git.root / SUBMISSIONS).is_dir():
        raise click.UsageError(f"{git.root}: a git clone, but no registry: it has no {SUBMISSIONS}/")
    if not git.succeeds("diff", "--cached", "--quiet"):
        raise click.UsageError(f"{git.root}: changes are staged already; commit them, or git restore --staged .")
    return git


def place_of(git: Git, directory: Path, record: "Record") -> str:
    """Where the submission belongs in the clone; refused where it is in another place of it, or merged."""
    submitter, here = record["submitter"]["id"], directory.resolve()
    if submitter == LOCAL:
        raise click.UsageError("measured without a submitter; measure with --submitter YOUR-ID")
    place = f"{SUBMISSIONS}/{submitter}/{here.name}"
    root = git.root.resolve()
    if here.is_relative_to(root / SUBMISSIONS) and here != root / place:
        raise click.UsageError(f"{directory}: in the wrong place; its place is {place}")
    if git.names("ls-tree", "-z", "--name-only", start(git), "--", place):
        raise click.UsageError(f"{place}: is in the registry already; a merged result never changes")
    if here != root / place and (root / place).exists():
        raise click.UsageError(f"{place}: exists in the clone and is another; remove it, or submit that one")
    return place


def entry(git: Git, record: "Record", write: bool) -> str | None:
    """Text of the submitter.json to add; None where the registry has one."""
    path = f"{SUBMISSIONS}/{record['submitter']['id']}/submitter.json"
    if git.names("ls-tree", "-z", "--name-only", start(git), "--", path):
        return None
    if (git.root / path).is_file():
        return (git.root / path).read_text(encoding="utf-8")
    text = json.dumps({"licence": LICENCE, **record["submitter"]}, indent=2, ensure_ascii=True)
    if not write:
        raise click.UsageError(f"{path} is missing. With --new-submitter this is written there:\n{text}")
    return text + "\n"
