"""`pentagraph imports`: lists imports, and undoes them."""

import asyncio
from typing import Annotated

import typer

from gateway.cli.confirmation import Yes, confirm
from gateway.cli.option import ConfigFile, DatabaseUrl, opened
from gateway.cli.progress import progress
from gateway.cli.table import minute, second, show
from gateway.settings import Settings, read_settings
from storage.database.opening import shown
from storage.erasing import undo as undoing

app = typer.Typer(
    no_args_is_help=True, help="List imports, and undo them. An import is one load, or what one sender sent without a long pause."
)

Org = Annotated[str | None, typer.Option(help="Organization that received the data.  \\[default: default]", show_default=False)]
Number = Annotated[int, typer.Argument(metavar="ID", min=1, max=2**53, help="The import's number, as `imports list` shows it.")]


@app.command("list")
def list_(
    org: Org = None,
    count: Annotated[int, typer.Option(min=1, help="Maximum number of imports to list.")] = 50,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """List the imports of an organization, latest first.

    Example: pentagraph imports list --org acme
    """
    settings = read_settings({"database": database, "default_org": org}, file=config)
    columns = ("import", "channel", "sender", "source", "began", "state", "stored", "unchanged", "refused")
    show(columns, [_row(each) for each in asyncio.run(_imports(settings, count))])


@app.command("show")
def show_(number: Number, org: Org = None, database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """Show one import, and the number of rows that undoing it would delete now.

    Example: pentagraph imports show 12
    """
    settings = read_settings({"database": database, "default_org": org}, file=config)
    found, own = asyncio.run(_one(settings, number))
    facts = [
        ("import", str(found.number)),
        ("channel", found.channel),
        ("sender", found.sender or ""),
        ("source", found.source or ""),
        ("state", found.state),
        ("began", second(found.started_at)),
        ("last records", second(found.last_at)),
        ("ended", _time(found.ended_at)),
        ("stored", f"{found.stored} {found.counts}"),
        ("unchanged", str(found.unchanged)),
        ("refused", str(found.refused)),
        ("first event", _time(found.first_event_at)),
        ("last event", _time(found.last_event_at)),
        ("removed", str(found.removed or 0)),
        *((f"only here: {name}", str(rows)) for name, rows in own.items()),
    ]
    show(("fact", "value"), facts)


@app.command()
def undo(
    number: Number,
    yes: Yes = False,
    org: Org = None,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Delete the rows that only this import sent. Without --yes, list their numbers and ask.

    Rows that others sent too stay, and keep the values that this import gave them. If it is interrupted, run it again.

    Example: pentagraph import undo 12
    """
    settings = read_settings({"database": database, "default_org": org}, file=config)
    own = asyncio.run(_one(settings, number))[1]
    show(("noun", "rows to delete"), [(name, str(rows)) for name, rows in own.items()])
    name = settings.default_org
    question = f"Delete {sum(own.values()):,} rows of import {number} of organization {name} in {shown(settings.database)}?"
    confirm(question, yes=yes)
    deleted = asyncio.run(_undo(settings, number))
    typer.echo(f"import {number} of {name} undone: {sum(deleted.values()):,} rows deleted", err=True)


def _row(found: undoing.Import) -> tuple[str, ...]:
    counts = str(found.stored), str(found.unchanged), str(found.refused)
    named = str(found.number), found.channel, found.sender or "", found.source or ""
    return *named, minute(found.started_at), found.state, *counts


def _time(micros: int | None) -> str:
    return "" if micros is None else second(micros)


async def _imports(settings: Settings, count: int) -> list[undoing.Import]:
    async with opened(settings) as database:
        return await undoing.imports(database, settings.default_org, count)


async def _one(settings: Settings, number: int) -> tuple[undoing.Import, dict[str, int]]:
    async with opened(settings) as database:
        found = await undoing.find_import(database, settings.default_org, number)
        return found, await undoing.own_rows(database, settings.default_org, number)


async def _undo(settings: Settings, number: int) -> dict[str, int]:
    async with opened(settings) as database:
        with progress() as report:
            return await undoing.undo(
                database,
                settings.default_org,
                number,
                lambda rows, noun: report(rows, None, f"{rows:,} rows deleted, last of {noun}"),
            )
