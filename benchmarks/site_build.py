"""How long the site takes to build, by number of submissions.

Records are drawn from a seed (tests/site/variety.py): three precisions, three runtimes, three thread counts, four
operating points of five trials each. The whole of `lynx build` is timed, in this process, judged by the schema alone;
the Vega bundle is made before.
"""

import json
import resource
import tempfile
import time
from pathlib import Path

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.site import records, variety

ROOT = Path(__file__).parents[1]
SEED = 20261123


@click.command()
@click.option("--n", default=1000, show_default=True, help="Submissions.")
@click.option("--format", "form", type=click.Choice(["json"]), default="json")
def main(n: int, form: str) -> None:
    """Print seconds, pages' bytes and peak memory."""
    with tempfile.TemporaryDirectory() as place:
        size = _write(Path(place, "submissions"), n)
        _build(Path(place, "empty"), Path(place, "site"))
        seconds = _build(Path(place, "submissions"), Path(place, "site"))
        click.echo(json.dumps({
            "benchmark": "site_build", "submissions": n, "seed": SEED, "record_bytes": round(size / max(n, 1)),
            "seconds": round(seconds, 2), "site_bytes": _size(Path(place, "site")),
            "peak_memory_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        }))


def _write(submissions: Path, count: int) -> int:
    for slug, record in variety.variety(count, SEED):
        records.write(submissions, slug, record)
    return _size(submissions)


def _build(submissions: Path, site: Path) -> float:
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site))
    plugin = config.plugins["lynxsite"]
    plugin.config.update(submissions=str(submissions), judge="schema")
    began = time.perf_counter()
    build(config)
    return time.perf_counter() - began


def _size(directory: Path) -> int:
    return sum(file.stat().st_size for file in directory.rglob("*") if file.is_file())


if __name__ == "__main__":
    main()
