"""`pentagraph copy`: copies a store to another database."""

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
    target: Annotated[
        str, typer.Option("--to", metavar="URL", help="The database to copy to. If it is empty, tables are created.")
    ],
    org: Annotated[
        list[str] | None,
        typer.Option(
            help="Organization to copy; others in the target are kept. May be repeated.  \\[default: all]", show_default=False
        ),
    ] = None,
) -> None:
    """Copy a store between SQLite and PostgreSQL, in any direction: organizations, keys, all data, queued jobs and roll-ups.

    The copy is a snapshot of the source at the start of the command; the source may be served meanwhile. Running it again, after
    an interruption or after more was written, writes only what differs. At the end it prints each organization and table with
    the number of rows in source and target, and exits with 1 if these differ. Before the last run, stop all writes to the
    source; afterwards, use the target.

    Example: pentagraph copy --from sqlite+aiosqlite:///pentagraph.db --to postgresql+asyncpg://me:secret@localhost/pentagraph
    """
    copied = asyncio.run(_copy(source, target, org or []))
    show(
        ("organization", "table", "source", "target"),
        [(count.org_id, count.table, str(count.source), str(count.target)) for count in copied.counts],
    )
    if not copied.complete:
        sys.stderr.write("source and target differ: the target may have other writers. Stop them and run the command again\n")
        raise typer.Exit(FAILED)
    sys.stderr.write(
        f"{copied.written:,} rows written to {shown(target)}\n"
        if copied.written
        else "nothing to copy: source and target are the same\n"
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
