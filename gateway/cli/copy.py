"""`pentagraph copy`: takes a store to another database."""

import asyncio
import sys
from typing import Annotated

import typer

from gateway.cli.progress import progress
from gateway.cli.table import show
from storage.copying import Copied
from storage.copying import copy as copy_store
from storage.database.opening import open_database, shown
from storage.migrations.migrate import prepare, require

FAILED = 1

URL = "sqlite+aiosqlite:///file.db or postgresql+asyncpg://user:password@host/name"


def copy(
    source: Annotated[str, typer.Option("--from", metavar="URL", help=f"The store to copy: {URL}.")],
    target: Annotated[str, typer.Option("--to", metavar="URL", help="The database to copy to. If it is empty, tables are made.")],
    org: Annotated[
        list[str] | None,
        typer.Option(
            help="Organization to copy, beside what the target has. May be repeated.  \\[default: all]", show_default=False
        ),
    ] = None,
) -> None:
    """Copy a store: organizations, keys, all data, waiting jobs and roll-ups, between SQLite and PostgreSQL in any direction.

    The source is copied as it is when the command begins, and may be served meanwhile. Running it again after it was interrupted,
    or after more was written, writes only what differs. At the end it prints organization, table, rows in the source and in the
    target, and ends with 1 where these differ. Stop writing before the last run, and use the target after it.

    Example: pentagraph copy --from sqlite+aiosqlite:///pentagraph.db --to postgresql+asyncpg://me:secret@localhost/pentagraph
    """
    copied = asyncio.run(_copy(source, target, org or []))
    show(
        ("organization", "table", "source", "target"),
        [(count.org_id, count.table, str(count.source), str(count.target)) for count in copied.counts],
    )
    if not copied.complete:
        sys.stderr.write("source and target differ: was the target written to? Stop that, and run it again\n")
        raise typer.Exit(FAILED)
    sys.stderr.write(
        f"{copied.written:,} rows written to {shown(target)}\n" if copied.written else "nothing to copy: they are the same\n"
    )


async def _copy(source: str, target: str, organizations: list[str]) -> Copied:
    await require(source)
    await prepare(target)
    here = await open_database(source, readers=1)
    try:
        there = await open_database(target, readers=1)
        try:
            with progress() as report:
                return await copy_store(here, there, organizations, report)
        finally:
            await there.close()
    finally:
        await here.close()
