"""The files of a new registry, by their path."""

import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from lynxsite.starter import project

HOME = Path(__file__).parent / "registry"
WORKFLOWS = ("accept", "publish", "pull-request")
"""Those of this project that need no more of it than `make setup` and the installed command."""
NAME = re.compile(r"[^\W_][\w .,()-]{0,79}")
"""What a registry may be called: it stands in YAML, TOML, Markdown and HTML as it is."""


def files(name: str) -> Iterator[tuple[str, str]]:
    """Path and content. Raises ValueError for a name that could not stand everywhere as it is."""
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name for a registry: use letters, digits, spaces and . , ( ) -, at most 80")
    yield "mkdocs.yml", _configuration(name)
    yield "docs/index.md", project.text("docs/index.md").replace("LynxBench", name)
    for workflow in WORKFLOWS:
        path = f".github/workflows/{workflow}.yml"
        yield path, project.text(path)
    for file in sorted(file for file in HOME.rglob("*") if file.is_file()):
        yield _path(file), _filled(file.read_text(encoding="utf-8"), name)


def _configuration(name: str) -> str:
    """This project's, under another name and without its address: the workflow that publishes knows that."""
    text = project.text("mkdocs.yml")
    for key, value in (("site_name", f'"{name}"'), ("site_url", '!ENV [SITE_URL, ""]')):
        text = re.sub(f"^{key}: .*$", f"{key}: {value}", text, count=1, flags=re.MULTILINE)
    return text


def _path(file: Path) -> str:
    """A leading `dot-` stands for a dot: a `.gitignore` would hold for this project's own tree."""
    return file.relative_to(HOME).as_posix().replace("dot-", ".")


def _filled(text: str, name: str) -> str:
    return text.replace("@name@", name).replace("@version@", version("lynxbench"))
