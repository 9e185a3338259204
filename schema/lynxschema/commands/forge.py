"""The page of a clone's forge on which a pull request is opened, as far as its remote tells."""

import re
from urllib.parse import quote

from lynxschema.commands.git import Git, GitError

_REMOTE = re.compile(
    r"(?:https?://(?:[^@/]+@)?(?P<web>[\w.-]+(?::\d+)?)/"
    r"|ssh://(?:[^@/]+@)?(?P<ssh>[\w.-]+)(?::\d+)?/"
    r"|[\w.-]+@(?P<scp>[\w.-]+):)"
    r"(?P<path>[^?#]+?)(?:\.git)?/?"
)
_PAGES = (
    (re.compile(r"github\.com"), "{home}/compare/{branch}?expand=1"),
    (re.compile(r"(?:.*\.)?gitlab\..*"), "{home}/-/merge_requests/new?merge_request%5Bsource_branch%5D={quoted}"),
    (re.compile(r"bitbucket\.org"), "{home}/pull-requests/new?source={quoted}"),
)
"""Hosts whose kind their name tells, and where each opens a pull request of a branch."""


def opening(git: Git, branch: str) -> str:
    """The page's address, or where that cannot be told the words that say how to come to it."""
    home = _home(git)
    if home is None:
        return "then open a pull request of this branch on the forge"
    host = home.removeprefix("https://").partition("/")[0]
    page = next((page for name, page in _PAGES if name.fullmatch(host)), None)
    if page is None:
        return f"then open the address that the push prints, or a pull request of this branch at {home}"
    return page.format(home=home, branch=quote(branch), quoted=quote(branch, safe=""))


def _home(git: Git) -> str | None:
    """The repository's page; None where the remote lies on no host. A name or token in the remote is left out."""
    try:
        remote = git("remote", "get-url", "origin").decode(errors="replace").strip()
    except GitError:
        return None
    found = _REMOTE.fullmatch(remote)
    return f"https://{found['web'] or found['ssh'] or found['scp']}/{found['path'].lstrip('/')}" if found else None
