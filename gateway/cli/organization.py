"""`pentagraph org`: the organizations whose data the store keeps apart."""

import asyncio
from typing import Annotated

import typer

from gateway.cli.option import ConfigFile, DatabaseUrl, opened
from gateway.cli.table import day, show
from gateway.settings import Settings, read_settings
from storage import keys

app = typer.Typer(no_args_is_help=True, help="Make and list organizations: tenants that never see each other's data.")


@app.command()
def create(
    org_id: Annotated[str, typer.Argument(help="Its id: a-z, 0-9, _ and -, at most 63 characters.")],
    name: Annotated[str | None, typer.Option(help="Its name for people.  \\[default: the id]", show_default=False)] = None,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Make an organization. One that exists already stays as it is.

    Example: pentagraph org create acme --name "Acme Corporation"
    """
    asyncio.run(_create(read_settings({"database": database}, file=config), org_id, name))
    typer.echo(f"organization {org_id} is there; next: pentagraph key create {org_id} --name 'first key'")


@app.command("list")
def list_(database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """List the organizations.

    Example: pentagraph org list
    """
    found = asyncio.run(_all(read_settings({"database": database}, file=config)))
    show(("organization", "name", "made"), [(org.org_id, org.name, day(org.created_at)) for org in found])


async def _create(settings: Settings, org_id: str, name: str | None) -> None:
    async with opened(settings) as database:
        await keys.ensure_organization(database, org_id, name)


async def _all(settings: Settings) -> list[keys.Organization]:
    async with opened(settings) as database:
        return await keys.organizations(database)
