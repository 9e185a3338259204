"""How long the site takes to build, how much memory that takes and how large the site gets, by number of submissions.

`lynx build` runs as a user starts it, four times over one generated registry (`benchmarks/parts/varied.py`, from a
seed): with no cache at all; with the site's directory gone but submissions as the cache knows them; with one
submission changed; with nothing changed. Generated figures fit the schema and no evidence, so that `--judge schema` is
the default; with `--judge rules` the registry is that of `check_throughput`, `lynx check` fills its cache first, and
the first build believes it. The Vega bundle is made before. Times of wall and CPU, memory of all processes together.
"""

import json
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from benchmarks.parts import registry, site, varied
from benchmarks.parts.cost import Cost, cost

SEED = 20261123

@click.command()
@click.option("--n", "number", default=1000, show_default=True, help="Submissions.")
@click.option("--judge", type=click.Choice(["schema", "rules"]), default="schema", show_default=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def main(number: int, judge: str, form: str) -> None:
    """Generate, build and print."""
    with TemporaryDirectory() as home:
        found = measure(Path(home), number, judge)
    click.echo(json.dumps(found, indent=2) if form == "json" else text(found))


def measure(home: Path, number: int, judge: str) -> dict[str, Any]:
    """Costs of the four builds; sizes of the records and of the site."""
    records = _generate(home / "submissions", number, judge)
    build, env = site.project(home, judge), site.environment(home)
    _bundle(home / "cache")
    checked = {"check": cost([*site.LYNX, "check", str(home / "submissions")], env)} if judge == "rules" else {}
    builds = {"first": cost(build, env)}
    shutil.rmtree(home / "site")
    builds["cached"] = cost(build, env)
    _change(home / "submissions")
    builds["one_changed"] = cost(build, env)
    builds["unchanged"] = cost(build, env)
    costs: dict[str, Cost] = {**checked, **builds}
    return {
        "figure": "site_build", "n": number, "seed": SEED, "judge": judge, "cpus": len(os.sched_getaffinity(0)),
        "record_bytes": round(records / max(number, 1)), **_sizes(home / "site"),
        **{name: each.document() for name, each in costs.items()},
    }


def text(found: dict[str, Any]) -> str:
    """A line per build, a line of sizes."""
    head = f"site_build: n {found['n']:,}, judged by {found['judge']}, {found['cpus']} CPUs"
    builds = (f"{head}, {name.replace('_', ' ')}: {each['seconds']:.1f} s, {each['cpu_seconds']:.1f} s of CPU, "
              f"{each['peak_bytes'] / 1e6:.0f} MB" for name, each in found.items() if isinstance(each, dict))
    sizes = (f"{head}, site: {found['site_bytes'] / 1e6:.0f} MB, {found['files']:,} files, {found['pages']:,} "
             f"submissions with a page of {found['page_bytes'] / 1e6:.0f} MB together; records of "
             f"{found['record_bytes'] / 1e3:.0f} kB")
    return "\n".join([*builds, sizes])


def _generate(submissions: Path, number: int, judge: str) -> int:
    if judge == "schema":
        return varied.write(submissions, number, SEED)
    made = list(registry.write(submissions, number, 4, 4000))
    return sum(file.stat().st_size for place in made for file in place.rglob("submission.json"))


def _bundle(cache: Path) -> None:
    from lynxsite.charts.bundle import bundle

    bundle(cache)


def _change(submissions: Path) -> None:
    """One submission's record, written anew with another time of change."""
    file = next(iter(sorted(submissions.glob("*/*/submission.json"))))
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content)


def _sizes(site: Path) -> dict[str, int]:
    sizes = {file.relative_to(site): file.stat().st_size for file in site.rglob("*") if file.is_file()}
    paged = {file: size for file, size in sizes.items() if file.parts[0] == "results" and len(file.parts) == 4}
    return {"site_bytes": sum(sizes.values()), "files": len(sizes), "page_bytes": sum(paged.values()),
            "pages": sum(file.name == "index.html" for file in paged)}


if __name__ == "__main__":
    main()
