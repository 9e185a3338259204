"""What MkDocs makes the site of beside the project's own files."""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from lynxsite import frame
from lynxsite.asset import assets
from lynxsite.pages import rules
from lynxsite.site import DEPTHS
from lynxsite.starter import project


def sources(files: Files, config: MkDocsConfig, cache: Path, version: str) -> Iterator[File]:
    """The frames, the rules' pages, the assets, and those of our pages that the project has none for."""
    for depth in DEPTHS:
        yield _page(config, frame.source(depth), frame.markdown())
    for path, markdown in rules.sources():
        yield _page(config, path, markdown)
    for path, file in project.pages().items():
        if files.get_file_from_path(path) is None:
            yield File.generated(config, path, abs_src_path=str(file), inclusion=InclusionLevel.NOT_IN_NAV)
    for address, content in assets(cache, version):
        yield _file(config, address, content)


def _page(config: MkDocsConfig, path: str, markdown: str) -> File:
    return File.generated(config, path, content=markdown, inclusion=InclusionLevel.NOT_IN_NAV)


def _file(config: MkDocsConfig, path: str, content: Path | bytes) -> File:
    if isinstance(content, Path):
        return File.generated(config, path, abs_src_path=str(content))
    return File.generated(config, path, content=content)
