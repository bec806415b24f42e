"""The program's commands, in the order a newcomer meets them."""

from typing import Annotated

import typer

from inventory.cli.attest import attest
from inventory.cli.audit import audit
from inventory.cli.classify import classify
from inventory.cli.copies import copies
from inventory.cli.explain import explain
from inventory.cli.gaps import gaps
from inventory.cli.map import draw_map
from inventory.cli.query import query
from inventory.cli.scan import scan
from inventory.cli.trace import trace
from inventory.cli.transfers import transfers
from inventory.cli.validate import validate
from inventory.cli.where import where
from inventory.cli.who import who

app = typer.Typer(
    name="inventory",
    help="A true map of a company's personal data, drawn from its catalogs and its SQL, with evidence for every word.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS = (
    ("scan", scan),
    ("validate", validate),
    ("gaps", gaps),
    ("classify", classify),
    ("where", where),
    ("trace", trace),
    ("copies", copies),
    ("who", who),
    ("transfers", transfers),
    ("map", draw_map),
    ("audit", audit),
    ("attest", attest),
    ("explain", explain),
    ("query", query),
)

for name, command in COMMANDS:
    app.command(name)(command)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"inventory {version('gdpr-inventory')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """A true map of a company's personal data, drawn from its catalogs and its SQL, with evidence for every word."""
