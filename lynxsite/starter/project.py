"""Files of this project that every registry has alike: its hand-written pages, configuration and workflows."""

from pathlib import Path


def _home() -> Path:
    """Beside this module in a wheel; the checkout's root elsewhere."""
    inside = Path(__file__).parent / "project"
    return inside if inside.is_dir() else Path(__file__).parents[2]


HOME = _home()


def text(path: str) -> str:
    """One of the files."""
    return (HOME / path).read_text(encoding="utf-8")


def pages() -> dict[str, Path]:
    """The hand-written pages, by their path below `docs/`."""
    docs = HOME / "docs"
    return {file.relative_to(docs).as_posix(): file for file in sorted(docs.rglob("*.md"))}
