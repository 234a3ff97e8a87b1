"""The command `pentagraph`: its subcommands and exit codes."""

import os
import sys
from typing import Annotated

import typer

from gateway.cli import (
    assets,
    copy,
    dead_letters,
    demo,
    imports,
    jobs,
    key,
    listen,
    load,
    mask,
    migrate,
    organization,
    prices,
    pull,
    schema,
    serve,
    user,
    work,
)
from gateway.settings import SettingsRefused
from storage.errors import Failure

FAILED, USAGE = 1, 2
INTERRUPTED = 130
"""128 + SIGINT, as shells report it."""

HELP = """One GraphQL graph over five analytics APIs.

First steps: `pentagraph demo` fills a SQLite file with generated data, `pentagraph serve` serves it at
http://127.0.0.1:8000, `pentagraph load FILE` adds your own data.

The store is the first of: `--database URL`, PENTAGRAPH_DATABASE, `database` in pentagraph.toml, the SQLite file
pentagraph.db in the working directory. docs/settings.md lists every setting.

Exit codes: 0 success; 1 failure; 2 wrong usage or settings; 3 loaded, except for broken lines.
"""

app = typer.Typer(name="pentagraph", help=HELP, no_args_is_help=True, pretty_exceptions_enable=False)
app.command("serve")(serve.serve)
app.command("work")(work.work)
app.add_typer(jobs.app, name="jobs")
app.command("load")(load.load)
app.add_typer(imports.app, name="imports")
app.add_typer(imports.app, name="import", hidden=True)
app.add_typer(listen.app, name="listen")
app.add_typer(pull.app, name="pull")
app.command("demo")(demo.demo)
app.add_typer(organization.app, name="org")
app.add_typer(key.app, name="key")
app.add_typer(user.app, name="user")
app.command("mask")(mask.mask)
app.add_typer(dead_letters.app, name="dead-letters")
app.add_typer(prices.app, name="prices")
app.command("schema")(schema.schema)
app.command("migrate")(migrate.migrate)
app.command("copy")(copy.copy)
app.command("assets")(assets.assets)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # imported here because it is slow

        typer.echo(f"pentagraph {version('pentagraph')}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    pass


def main() -> None:
    """Runs the command line and exits with one of the codes in HELP. PENTAGRAPH_DEBUG=1 shows tracebacks."""
    try:
        app()
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            sys.stderr.write("pentagraph: interrupted\n")
        raise
    except Exception as error:
        if os.environ.get("PENTAGRAPH_DEBUG") == "1":
            raise
        sys.stderr.write(f"pentagraph: {_said(error)}\n")
        sys.exit(USAGE if isinstance(error, SettingsRefused) else FAILED)


def _said(error: Exception) -> str:
    if isinstance(error, Failure):
        return error.message
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"unexpected {type(error).__name__}; set PENTAGRAPH_DEBUG=1 for its text and a traceback, which may contain secrets"
