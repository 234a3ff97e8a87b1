"""`pentagraph org`: manages organizations, the tenants of a store."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated

import typer

from gateway.cli.option import ConfigFile, DatabaseUrl, opened
from gateway.cli.table import day, show
from gateway.settings import Settings, read_settings
from storage.accounts import keys
from storage.accounts.license import PERPETUAL, license_until
from storage.accounts.token_secret import rotate_token_secret
from storage.errors import BadUserInput
from storage.nouns.record import parse_date

app = typer.Typer(no_args_is_help=True, help="Create, list and license organizations: tenants that never see each other's data.")


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
    org_id: Annotated[str, typer.Argument(metavar="ORG", help="The organization's id.")],
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


@app.command("end-tokens")
def end_tokens(
    org_id: Annotated[str, typer.Argument(metavar="ORG", help="The organization's id.")],
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
