"""The newest results, corrections and withdrawals as an Atom feed (RFC 4287)."""

import re
from xml.etree import ElementTree as Tree

from lynxsite.imprint import Imprint
from lynxsite.noted import Noted, noted
from lynxsite.registry import Registry
from lynxsite.submission import Submission

NEWEST = 50
NAMESPACE = "http://www.w3.org/2005/Atom"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot carry."""


def feed(registry: Registry, imprint: Imprint) -> bytes:
    """The feed of a registry, with relative links where it has no address."""
    url = imprint.url
    newest, notes = registry.submissions[:NEWEST], noted(registry)[:NEWEST]
    root = Tree.Element("feed", xmlns=NAMESPACE)
    _text(root, "title", f"{imprint.name}: newest results")
    _text(root, "id", url or "urn:lynxbench:feed")
    times = [*(_updated(each) for each in newest), *(each.note.at for each in notes)]
    _text(root, "updated", max(times, default="1970-01-01T00:00:00Z"))
    Tree.SubElement(root, "link", rel="self", href=f"{url}feed.xml")
    if imprint.rights:
        _text(root, "rights", imprint.rights)
    for each in notes:
        _erratum(root, each, url)
    for submission in newest:
        _entry(root, submission, url)
    return bytes(Tree.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: Tree.Element, submission: Submission, url: str) -> None:
    entry = Tree.SubElement(root, "entry")
    _text(entry, "title", f"{submission.facts.workload} at {submission.precision}, {submission.executor}")
    _text(entry, "id", f"{url}{submission.path}" if url else f"urn:lynxbench:{submission.key}")
    _text(entry, "updated", _updated(submission))
    Tree.SubElement(entry, "link", href=f"{url}{submission.path}")
    _text(Tree.SubElement(entry, "author"), "name", submission.facts.organisation)
    _text(entry, "summary", submission.facts.claim)


def _erratum(root: Tree.Element, noted: Noted, url: str) -> None:
    entry, note = Tree.SubElement(root, "entry"), noted.note
    _text(entry, "title", f"{note.title}: {noted.name}")
    _text(entry, "id", f"{url}{noted.href}" if url else f"urn:lynxbench:{noted.href}")
    _text(entry, "updated", note.at)
    Tree.SubElement(entry, "link", href=f"{url}{noted.href}")
    _text(Tree.SubElement(entry, "author"), "name", note.by)
    _text(entry, "summary", note.text)


def _updated(submission: Submission) -> str:
    date = (submission.accepted or {}).get("date")
    return f"{date}T00:00:00Z" if isinstance(date, str) and len(date) == 10 else submission.started_at


def _text(parent: Tree.Element, name: str, text: str) -> None:
    Tree.SubElement(parent, name).text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
