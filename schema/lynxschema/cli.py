"""The `lynx` command: finds its sub-commands by entry point and loads only the one that is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "lynx.commands"
TOO_LITTLE_MEMORY = "too little memory to run; allow more (`ulimit -v`, a container's limit), or end other programs"

# Shown by `lynx --help` without importing a command; a test holds these against the commands' own help.
SUMMARIES = {
    "demo": "Measure the embedded workload, check it, build the site and serve it.",
    "run": "Measure a workload on an inference runtime and write submissions.",
    "doctor": "Say whether this machine is fit to measure, and what would make it quieter.",
    "check": "Accept or reject submissions, with every finding explained.",
    "compare": "Compare submissions: verdict, differing factors, ratios with intervals.",
    "explain": "Print a rule's page.",
    "submit": "Check a submission, show what becomes public, make branch and commit.",
    "accept": "Append newly merged submissions to submissions/accepted.jsonl.",
    "list": "List runtimes, workloads, devices or rules.",
    "build": "Build the site.",
    "serve": "Build the site and serve it on this machine.",
    "init": "Make a registry of one's own.",
}


class Commands(click.Group):
    """Sub-commands from the entry-point group `lynx.commands`, imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from importlib.metadata import entry_points

        found = {point.name for point in entry_points(group=GROUP)}
        return [name for name in SUMMARIES if name in found] + sorted(found - SUMMARIES.keys())

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name == "check":
            # Reading every package's metadata to find it would take as long as to check a submission.
            from lynxschema.commands.check import check

            return check
        from importlib.metadata import entry_points

        point = next(iter(entry_points(group=GROUP, name=name)), None)
        return _load(point) if point else None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (MemoryError, ImportError) as error:
            # A library for which there is no room fails to import, with the loader's words.
            if isinstance(error, ImportError) and "failed to map segment" not in str(error):
                raise
            raise click.UsageError(TOO_LITTLE_MEMORY) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, SUMMARIES.get(name, "")) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _load(point: EntryPoint) -> click.Command:
    try:
        command = point.load()
    except ModuleNotFoundError as missing:
        raise click.ClickException(
            f"lynx {point.name} needs the package {missing.name!r}, which is not installed. "
            f"Install it with: pip install 'lynxbench[site,onnxruntime]'"
        ) from None
    assert isinstance(command, click.Command)
    return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lynxbench", prog_name="lynx")
def main() -> None:
    """LynxBench: a registry of AI inference results. No number without its executor.

    \b
    Examples:
      lynx run digits-cnn --precision fp32,int8
      lynx check submissions
      lynx serve
    """
