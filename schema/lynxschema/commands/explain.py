"""`lynx explain`: prints a rule's page."""

import click


@click.command()
@click.argument("code", required=False)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text",
              help="Form of the page.")
def explain(code: str | None, format_: str) -> None:
    """Print a rule's page; without CODE, the index of all rules by family.

    \b
    Examples:
      lynx explain LX303
      lynx explain --format json
    """
    import json

    from lynxschema.explain import index, page, pages

    known = pages()
    wanted = code.upper() if code else None
    if wanted and wanted not in known:
        raise click.UsageError(f"no rule has the code {code!r}; `lynx explain` without a code lists them all")
    if format_ == "json":
        click.echo(json.dumps(known[wanted] if wanted else list(known.values()), indent=1))
    else:
        click.echo(page(known[wanted]) if wanted else index(known))
