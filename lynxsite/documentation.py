"""The documentation as MkDocs reads it, in a digest."""

import os
from collections.abc import Iterator
from importlib.metadata import version as release
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_build_date
from mkdocs.utils.yaml import yaml_load

from lynxschema import contract
from lynxsite import asset
from lynxsite.manifest import digest, state
from lynxsite.starter import project

KNOWN = {"search", "material/search", "lynxsite"}
"""Plugins that look at nothing else."""
READING = "pymdownx.snippets"
"""An extension that reads files from anywhere."""


def made_of(config: MkDocsConfig, version: str) -> str:
    """A digest of everything that pages without results are made of; empty where what others add may look elsewhere.

    The sitemap says the day, which is a part of it.
    """
    if set(config.plugins) - KNOWN or config.hooks or READING in config.markdown_extensions:
        return ""
    custom = [str(config.theme.custom_dir)] if config.theme.custom_dir else []
    places = [str(config.docs_dir), *custom, asset.HOME, contract.HOME, project.HOME / "docs"]
    files = [each for place in places for each in _files(str(place))]
    releases = [release(name) for name in ("mkdocs", "mkdocs-material")]
    return digest(version, releases, get_build_date(), config.site_url, _configuration(config.config_file_path), files)


def _configuration(file: str) -> dict[str, Any]:
    """What the file says, with those that it inherits from, and what it takes from the environment."""
    with Path(file).open(encoding="utf-8") as content:
        return yaml_load(content)


def _files(home: str) -> Iterator[tuple[str, list[int]]]:
    """Path, size and time of change of each, in order."""
    for place, directories, names in os.walk(home):
        directories.sort()
        yield from ((f"{place}/{name}", state(Path(place, name))) for name in sorted(names))
