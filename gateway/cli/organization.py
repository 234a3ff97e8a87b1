"""`pentagraph org`: manages organizations, the tenants of a store."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated

import typer

from gateway.cli.confirmation import Yes, confirm, confirm_id
from gateway.cli.option import ConfigFile, DatabaseUrl, OrgId, opened
from gateway.cli.progress import progress
from gateway.cli.table import day, show
from gateway.settings import Settings, read_settings
from storage.accounts import keys
from storage.accounts.license import PERPETUAL, license_until
from storage.accounts.token_secret import rotate_token_secret
from storage.database.opening import shown
from storage.database.protocol import Database
from storage.erasing import count, erase_data, erase_organization
from storage.erasing.erase import Progress
from storage.errors import BadUserInput
from storage.nouns.record import parse_date

app = typer.Typer(
    no_args_is_help=True, help="Create, list, license and delete organizations: tenants that never see each other's data."
)


@app.command()
def create(
    org_id: Annotated[str, typer.Argument(help="Id of the organization: a-z, 0-9, _ and -, at most 63 characters.")],
    name: Annotated[str | None, typer.Option(help="Display name.  \\[default: the id]", show_default=False)] = None,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Create an organization. An existing one is left unchanged.

    Example: pentagraph org create acme --name "Acme Corporation"
    """
    asyncio.run(_create(read_settings({"database": database}, file=config), org_id, name))
    typer.echo(f"organization {org_id} exists; next: pentagraph key create {org_id} --name 'first key'")


@app.command("list")
def list_(database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """List the organizations.

    Example: pentagraph org list
    """
    found = asyncio.run(_all(read_settings({"database": database}, file=config)))
    show(
        ("organization", "name", "created", "license"),
        [(org.org_id, org.name, day(org.created_at), _license(org.licensed_until)) for org in found],
    )


@app.command("license")
def license_(
    org_id: OrgId,
    until: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Last day of the license in UTC, such as 2027-12-31, or `forever`.", show_default=False
        ),
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="Remove the license.")] = False,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Set or remove the license of an organization. Without a valid license the incidents API answers with 403.

    Example: pentagraph org license acme --until 2027-12-31
    """
    if (until is None) is not none:
        raise typer.BadParameter("give either --until or --none")
    end = None if until is None else _end(until)
    asyncio.run(_give(read_settings({"database": database}, file=config), org_id, end))
    typer.echo(f"license of {org_id}: {_license(end)}")


@app.command("show")
def show_(
    org_id: OrgId,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """List the tables that contain data of an organization, with the number of rows.

    Example: pentagraph org show default
    """
    found = asyncio.run(_count(read_settings({"database": database}, file=config), org_id))
    show(("table", "rows"), [(name, str(rows)) for name, rows in found.items()])


@app.command("clear")
def clear(
    org_id: OrgId,
    yes: Yes = False,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Delete all data of an organization, and keep the organization with its keys and users. Stop loads into it first.

    Example: pentagraph org clear default
    """
    settings = read_settings({"database": database}, file=config)
    confirm(f"Delete all data of organization {org_id} in {shown(settings.database)}?", yes=yes)
    typer.echo(f"{asyncio.run(erase(settings, org_id, erase_data)):,} rows of {org_id} deleted")


@app.command("delete")
def delete(
    org_id: OrgId,
    yes: Yes = False,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Delete an organization with its keys, users and data. On a terminal, asks for its id.

    The server may run: credentials go first, and it refuses them within a few seconds (setting key_cache_seconds). If it is
    interrupted, run it again.

    Example: pentagraph org delete acme
    """
    settings = read_settings({"database": database}, file=config)
    confirm_id(f"Delete organization {org_id} in {shown(settings.database)}, with its keys, users and data?", org_id, yes=yes)
    typer.echo(f"organization {org_id} deleted: {asyncio.run(erase(settings, org_id, erase_organization)):,} rows")


@app.command("end-tokens")
def end_tokens(
    org_id: OrgId,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """End all tokens and sessions of an organization's users by replacing the signing secret. API keys stay valid.

    Example: pentagraph org end-tokens acme
    """
    asyncio.run(_end_tokens(read_settings({"database": database}, file=config), org_id))
    typer.echo(f"all tokens and sessions of {org_id} have ended; running servers refuse them within a few seconds")


def _end(text: str) -> int:
    """Microseconds since 1970 of the end of a day."""
    if text == "forever":
        return PERPETUAL
    try:
        day_ = parse_date(text)
    except ValueError as error:
        raise BadUserInput(f"--until: expected a date such as 2027-12-31, or `forever`, got {text!r}") from error
    return int(datetime(day_.year, day_.month, day_.day, tzinfo=UTC).timestamp() + 86_400) * 1_000_000 - 1


def _license(until: int | None) -> str:
    if until is None:
        return "none"
    return "forever" if until >= PERPETUAL else f"until {day(until)}"


async def _count(settings: Settings, org_id: str) -> dict[str, int]:
    async with opened(settings) as database:
        await _refuse_unknown(database, org_id)
        return await count(database, org_id)


async def erase(settings: Settings, org_id: str, work: Callable[[Database, str, Progress], Awaitable[int]]) -> int:
    """Deletes rows of an organization by a function of `storage.erasing`. BadUserInput if there is none, and no row of it."""
    async with opened(settings) as database:
        if not await count(database, org_id):
            await _refuse_unknown(database, org_id)
        with progress() as report:
            return await work(database, org_id, lambda rows, table: report(rows, None, f"{rows:,} rows deleted, last of {table}"))


async def _refuse_unknown(database: Database, org_id: str) -> None:
    if org_id not in [each.org_id for each in await keys.organizations(database)]:
        raise BadUserInput(f"there is no organization {org_id!r}")


async def _give(settings: Settings, org_id: str, until: int | None) -> None:
    async with opened(settings) as database:
        await license_until(database, org_id, until)


async def _end_tokens(settings: Settings, org_id: str) -> None:
    async with opened(settings) as database:
        await rotate_token_secret(database, org_id)


async def _create(settings: Settings, org_id: str, name: str | None) -> None:
    async with opened(settings) as database:
        await keys.ensure_organization(database, org_id, name)


async def _all(settings: Settings) -> list[keys.Organization]:
    async with opened(settings) as database:
        return await keys.organizations(database)
