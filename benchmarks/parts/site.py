"""The site of a generated registry, built as a user builds it."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.parts import varied

ROOT = Path(__file__).parents[2]
LYNX = [sys.executable, "-c", "import sys; from lynxschema.cli import main; main(sys.argv[1:])"]
PROJECT = """INHERIT: {root}/mkdocs.yml
docs_dir: {root}/docs
site_dir: {home}/site
plugins:
  search: {{}}
  lynxsite: {{submissions: {home}/submissions, cache: {home}/cache, judge: {judge}, evidence: "https://example.org/"}}
"""


def project(home: Path, judge: str) -> list[str]:
    """A project below `home`, with a cache of its own; returns the command that builds it."""
    (home / "mkdocs.yml").write_text(PROJECT.format(root=ROOT, home=home, judge=judge))
    return [*LYNX, "build", "--config", str(home / "mkdocs.yml")]


def environment(home: Path) -> dict[str, str]:
    """For commands below `home`: the user's cache is not theirs."""
    return {**os.environ, "XDG_CACHE_HOME": str(home / "check"), "NO_MKDOCS_2_WARNING": "1"}


def built(home: Path, number: int, seed: int) -> Path:
    """The site of so many submissions, judged by the schema."""
    varied.write(home / "submissions", number, seed)
    subprocess.run(project(home, "schema"), check=True, env=environment(home), stdout=subprocess.DEVNULL)
    return home / "site"
