"""`lynx demo`: the whole way, from a measurement to the page that shows it."""

import shutil
from pathlib import Path

import click

DRAFTS = Path("drafts")
OUT = DRAFTS / "demo"
STEPS = ("measure", "check", "build")


@click.command()
@click.option("--serve/--no-serve", "serving", default=True, help="Serve the site at the end.  [default: serve]")
@click.option("--port", default=8000, show_default=True, help="Port of the server.")
@click.pass_context
def demo(ctx: click.Context, serving: bool, port: int) -> None:
    """Measure the embedded workload at fp32 and int8, check it, build the site and serve it.

    The measurement is a draft of a few seconds; `lynx run digits-cnn` makes what a registry accepts.

    \b
    Examples:
      lynx demo
      lynx demo --no-serve
    """
    shutil.rmtree(OUT, ignore_errors=True)
    _say(1, "measuring digits-cnn at fp32 and int8, three short trials each")
    _lynx(ctx, "run", "digits-cnn", "--precision", "fp32,int8", "--quick", "--trials", "3", "--out", str(OUT))
    _say(2, "checking what was measured")
    _lynx(ctx, "check", str(OUT), "--profile", "draft")
    _say(3, "building the site")
    _lynx(ctx, "build", "--drafts", str(DRAFTS))
    click.echo("\nWhat was found:")
    for line in _found():
        click.echo(f"  {line}")
    if serving:
        _lynx(ctx, "serve", "--port", str(port), "--drafts", str(DRAFTS))


def _say(number: int, what: str) -> None:
    click.secho(f"[{number}/{len(STEPS)}] {what}", bold=True, err=True)


def _lynx(ctx: click.Context, name: str, *args: str) -> None:
    """Another command of `lynx`; its own message stands where it fails."""
    group = ctx.find_root().command
    assert isinstance(group, click.Group)
    command = group.get_command(ctx, name)
    assert command is not None
    try:
        status = command.main([*args], prog_name=f"lynx {name}", standalone_mode=False)
    except SystemExit as ended:
        status = ended.code
    if status:
        ctx.exit(int(status))


def _found() -> list[str]:
    from lynxschema.comparison import comparison
    from lynxschema.load.submission import load

    fp32, int8 = (load(next(OUT.glob(f"*--{recipe}--*"))) for recipe in ("fp32", "int8"))
    found = comparison(fp32, int8)
    return [*map(_line, (found["points"][0], found["points"][-1])), f"int8 for fp32: {found['quality']}"]


def _line(point: dict[str, object]) -> str:
    row = point["ratios"][0]  # type: ignore[index]
    verdict = "a tie" if row["tie"] else "faster" if row["ratio"] > 1 else "slower"
    return (
        f"{point['points'][0]}: int8 has {row['ratio']:.2f} x the throughput of fp32 "  # type: ignore[index]
        f"({row['low']:.2f} to {row['high']:.2f}), {verdict}"
    )
