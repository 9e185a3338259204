"""What changed in a clone since a revision, asked of git."""

from pathlib import Path

from lynxschema.change_set import SUBMISSIONS, Change, ChangeSet, Kind, Read
from lynxschema.commands.git import Git, GitError
from lynxschema.load.file import RefusedError, read
from lynxschema.load.submission import MOST_RECORD_BYTES

_KINDS: dict[str, Kind] = {"A": "added", "D": "deleted"}


def since(git: Git, ref: str, author: str | None) -> ChangeSet:
    """Changes of the files that git knows, from the merge base with `ref` to the working tree."""
    base = _merge_base(git, git.commit(ref))
    # A rename is a deletion and an addition: what was merged under the old name is gone.
    fields = git.names("diff", "--name-status", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", base, "--")
    changes = tuple(Change(path, _KINDS.get(kind, "modified")) for kind, path in zip(*[iter(fields)] * 2, strict=True))
    before = _tree(git.names("ls-tree", "-r", "-z", "--full-tree", base, "--", f"{SUBMISSIONS}/"), 2)
    after = _tree(git.names("ls-files", "-s", "-z", "--", f"{SUBMISSIONS}/"), 1)
    gone = {change.path for change in changes if change.kind == "deleted"}
    now = {path: content for path, content in after.items() if path not in gone}
    return ChangeSet(changes, before, now, _at(git, before), _in(git.root), author)


def _merge_base(git: Git, commit: str) -> str:
    try:
        return git("merge-base", commit, "HEAD").decode().strip()
    except GitError as error:
        raise GitError(f"no common ancestor of {commit[:12]} and HEAD; fetch more history ({error})") from None


def _tree(lines: list[str], content: int) -> dict[str, str]:
    """Path -> id of its content, from lines `mode ... id ...<tab>path`."""
    halves = (line.partition("\t") for line in lines)
    return {path: facts.split()[content] for facts, _, path in halves}


def _at(git: Git, before: dict[str, str]) -> Read:
    return lambda path: git("cat-file", "blob", before[path]) if path in before else None


def _in(root: Path) -> Read:
    # Rules on changes read records and submitters only; evidence is the submission's own to read.
    def content(path: str) -> bytes | None:
        try:
            return read(root / path, MOST_RECORD_BYTES, missing="LX001", large="LX002")
        except RefusedError:
            return None

    return content
