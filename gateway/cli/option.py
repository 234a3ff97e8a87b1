"""Options that several commands share, and the store that a command opens."""

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer

from gateway.settings import Settings
from storage import alternatives
from storage.accounts.keys import SCOPES, ensure_organization, known_scopes
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.ingest.format import FORMATS
from storage.migrations.migrate import prepare

DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="The store: sqlite+aiosqlite:///file.db or postgresql+asyncpg://user:password@host/name. "
        "Default: PENTAGRAPH_DATABASE, then pentagraph.db in the working directory.",
        show_default=False,
    ),
]

ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="TOML file of settings. Default: pentagraph.toml in the working directory, if it exists."
    ),
]


def _known_scopes(text: str) -> str:
    try:
        known_scopes(listed(text))
    except BadUserInput as error:
        raise typer.BadParameter(error.message) from error
    return text


Scopes = Annotated[str, typer.Option(help=f"Comma-separated list of: {', '.join(SCOPES)}.", callback=_known_scopes)]
READ = "graph:read,logs:read,mcp:read,nhi:read"
"""The scopes of a key or user if none are named."""


def listed(text: str) -> list[str]:
    """The items of a comma-separated list."""
    return text.replace(",", " ").split()


def one_of(names: Collection[str]) -> Callable[[str | None], str | None]:
    """A callback that refuses any other value of an option, and names these."""

    def check(value: str | None) -> str | None:
        if value is not None and value not in names:
            raise typer.BadParameter(f"unknown value {value!r}; {alternatives.one_of(names)}")
        return value

    return check


ReceivingOrg = Annotated[
    str | None,
    typer.Option(
        "--org",
        help="Organization that receives the data; it must exist. Default: the setting default_org, which is created.",
        show_default=False,
    ),
]
FormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        help=f"One of {', '.join(FORMATS)}. Default: detected from content and file name.",
        callback=one_of(FORMATS),
        autocompletion=lambda: list(FORMATS),
    ),
]

OrgId = Annotated[str, typer.Argument(metavar="ORG", help="The organization's id.")]


@asynccontextmanager
async def opened(settings: Settings, *, readers: int = 1) -> AsyncIterator[Database]:
    """Opens the store of the settings, creating its tables if it is empty; closes it when the block ends."""
    await prepare(settings.database)
    database = await open_database(
        settings.database,
        readers=readers,
        statement_cache=settings.statement_cache,
        memory_statistics=settings.memory_statistics,
    )
    try:
        yield database
    finally:
        await database.close()


async def receiving_org(database: Database, org: str | None, settings: Settings) -> str:
    """Id of the organization that receives data. The default one is created; another that does not exist is refused later."""
    if org is None:
        await ensure_organization(database, settings.default_org)
    return org or settings.default_org
