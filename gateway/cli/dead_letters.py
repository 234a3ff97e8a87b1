"""`pentagraph dead-letters`: lists, shows, retries and drops what arrived and could not be read."""

import asyncio
import sys
from typing import Annotated

import typer

from gateway.cli.option import ConfigFile, DatabaseUrl, opened
from gateway.cli.printable import printable
from gateway.cli.table import minute, show
from gateway.settings import Settings, letter_limits, read_settings
from gateway.writes import writing
from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.ingest.retrying import retry
from storage.nouns.channel import Channel
from storage.writing.dead_letters import (
    Letter,
    drop_letters,
    dropped_number,
    find_letter,
    latest_letters,
    letter_ids,
)

FAILED = 3
"""Exit code if some letters are still dead."""

app = typer.Typer(no_args_is_help=True, help="List, show, retry and drop dead letters: what arrived and could not be read.")

Org = Annotated[
    str | None, typer.Option(help="Organization of the letters.  \\[default: the setting default_org]", show_default=False)
]
OfChannel = Annotated[Channel | None, typer.Option("--channel", help="Only letters that arrived this way.", case_sensitive=False)]
Ids = Annotated[list[str] | None, typer.Argument(metavar="ID...", help="Ids of letters.", show_default=False)]


@app.command("list")
def list_(
    org: Org = None,
    channel: OfChannel = None,
    count: Annotated[int, typer.Option(min=1, help="Maximum number of letters to list.")] = 50,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """List dead letters, latest first: id, last arrival, channel, format, number of arrivals, field and reason.

    Example: pentagraph dead-letters list --channel ingest
    """
    settings = read_settings({"database": database, "default_org": org}, file=config)
    found, dropped = asyncio.run(_latest(settings, count, channel))
    show(("letter", "last", "channel", "format", "times", "field", "reason"), [_row(letter) for letter in found])
    if dropped:
        sys.stderr.write(f"{dropped:,} more were deleted to make room\n")


@app.command("show")
def show_(
    letter_id: Annotated[str, typer.Argument(metavar="ID", help="Id of the letter.")],
    org: Org = None,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Print the body of a dead letter to standard output, and the rest to standard error.

    Example: pentagraph dead-letters show 3f2a6c0d9b1e4a57
    """
    settings = read_settings({"database": database, "default_org": org}, file=config)
    letter = asyncio.run(_one(settings, letter_id))
    for name in ("channel", "sender", "source", "format", "options", "field", "reason", "times", "size", "encoding"):
        if (value := getattr(letter, name)) is not None:
            sys.stderr.write(f"{name}: {printable(str(value))}\n")
    sys.stderr.write(f"first: {minute(letter.first_at)}\nlast: {minute(letter.last_at)}\n")
    if letter.is_cut:
        sys.stderr.write("the body is only the beginning, or was not kept\n")
    sys.stdout.write("".join(f"{printable(line)}\n" for line in (letter.body or "").split("\n")))


@app.command("retry")
def retry_(
    ids: Ids = None,
    every: Annotated[bool, typer.Option("--all", help="Retry all letters.")] = False,
    channel: OfChannel = None,
    org: Org = None,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Read dead letters again. Those that are stored now are deleted; the others stay, with their new reason.

    Exit code 3: some are still dead.

    Example: pentagraph dead-letters retry --all
    """
    _refuse_unclear(ids, every)
    settings = read_settings({"database": database, "default_org": org}, file=config)
    rows = asyncio.run(_retry(settings, ids, channel))
    show(("letter", "result"), [(letter, "stored" if why is None else printable(why)) for letter, why in rows])
    if any(why is not None for _, why in rows):
        raise typer.Exit(FAILED)


@app.command()
def drop(
    ids: Ids = None,
    every: Annotated[bool, typer.Option("--all", help="Drop all letters.")] = False,
    channel: OfChannel = None,
    org: Org = None,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Delete dead letters.

    Example: pentagraph dead-letters drop --all --channel otlp
    """
    _refuse_unclear(ids, every)
    settings = read_settings({"database": database, "default_org": org}, file=config)
    typer.echo(f"{asyncio.run(_drop(settings, ids, channel)):,} dead letters deleted")


def _refuse_unclear(ids: list[str] | None, every: bool) -> None:
    if bool(ids) is every:
        raise typer.BadParameter("give either ids or --all")


def _row(letter: Letter) -> tuple[str, ...]:
    field, reason = printable(letter.field or ""), printable(letter.reason)
    return letter.id, minute(letter.last_at), letter.channel, letter.format or "", str(letter.times), field, reason


async def _latest(settings: Settings, count: int, channel: Channel | None) -> tuple[list[Letter], int]:
    async with opened(settings) as database:
        found = await latest_letters(database, settings.default_org, count, channel)
        return found, await dropped_number(database, settings.default_org)


async def _one(settings: Settings, letter_id: str) -> Letter:
    async with opened(settings) as database:
        return await _found(database, settings.default_org, letter_id)


async def _found(database: Database, org_id: str, letter_id: str) -> Letter:
    letter = await find_letter(database, org_id, letter_id)
    if letter is None:
        raise BadUserInput(
            f"organization {org_id} has no dead letter {letter_id!r}; list them with: pentagraph dead-letters list"
        )
    return letter


async def _retry(settings: Settings, ids: list[str] | None, channel: Channel | None) -> list[tuple[str, str | None]]:
    limits = letter_limits(settings)
    async with opened(settings) as database, writing(database, settings) as queue:
        org_id, results = settings.default_org, []
        for letter_id in ids or await letter_ids(database, org_id, channel):
            letter = await _found(database, org_id, letter_id)
            results.append((letter_id, await retry(database, queue, org_id, letter, limits)))
        return results


async def _drop(settings: Settings, ids: list[str] | None, channel: Channel | None) -> int:
    async with opened(settings) as database:
        org_id = settings.default_org
        for letter_id in ids or ():
            await _found(database, org_id, letter_id)
        return await drop_letters(database, org_id, ids or await letter_ids(database, org_id, channel))
