"""Pages of the last build, put aside while MkDocs empties the site's directory, and put back afterwards.

MkDocs leaves what is hidden alone. Within one directory everything moves by renaming: nothing is copied.
"""

import shutil
from pathlib import Path

from lynxsite.older import BASE
from lynxsite.site import STAMPED

HIDDEN = ".lynx-aside"
NAMES = (*STAMPED, BASE)


def put_aside(site: Path) -> None:
    """Hide what an earlier build stamped; what a build that was cut off has hidden stays hidden."""
    for name in NAMES:
        hidden = site / HIDDEN / name
        if (site / name).is_dir() and not hidden.exists():
            hidden.parent.mkdir(parents=True, exist_ok=True)
            (site / name).rename(hidden)


def put_back(site: Path) -> None:
    """Move back what was stamped, beside what this build has written, which comes first where both are."""
    for name in NAMES:
        for path in (site / HIDDEN / name).glob("*"):
            target = site / name / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            if _is_stamped(path) and not target.exists():
                path.rename(target)
    shutil.rmtree(site / HIDDEN, ignore_errors=True)


def _is_stamped(path: Path) -> bool:
    """Directories of pages, and shards; files beside them are MkDocs' own."""
    return path.is_dir() or path.suffix == ".gz"
