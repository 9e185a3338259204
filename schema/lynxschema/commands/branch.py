"""A branch with one commit of a submission's files, and the user's clone as it was where that fails."""

from collections.abc import Sequence

from lynxschema.commands.git import Git, GitError


def start(git: Git) -> str:
    """The revision that a branch begins at: the remote's default branch where it is known, else HEAD."""
    return "origin/HEAD" if git.succeeds("rev-parse", "--verify", "--quiet", "origin/HEAD^{commit}") else "HEAD"


def commit(git: Git, branch: str, base: str, paths: Sequence[str], message: str) -> None:
    """Makes the branch and commits these paths on it; raises GitError, and goes back to where it was."""
    before = _here(git)
    git("switch", "--quiet", "--no-track", "--create", branch, base)
    try:
        # Files that some .gitignore hides are wanted all the same.
        git("add", "--force", "--", *paths)
        git("commit", "--quiet", "--message", message, "--only", "--", *paths)
    except GitError:
        git("reset", "--quiet", "--", *paths)
        git("switch", "--quiet", *before)
        git("branch", "--quiet", "-D", branch)
        raise


def _here(git: Git) -> list[str]:
    """Arguments of `git switch` that lead back."""
    name = git("branch", "--show-current").decode().strip()
    return [name] if name else ["--detach", git.commit("HEAD")]
