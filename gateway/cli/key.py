"""`pentagraph key`: manages the API keys of an organization."""

import asyncio
import time
from typing import Annotated

import typer

from gateway.cli.option import READ, ConfigFile, DatabaseUrl, OrgId, Scopes, listed, opened
from gateway.cli.table import day, show
from gateway.settings import Settings, read_settings
from storage.accounts import keys
from storage.errors import BadUserInput
from storage.nouns.record import DAY

app = typer.Typer(
    no_args_is_help=True, help="Create, list and revoke API keys. A key gives access to one organization, within its scopes."
)


@app.command()
def create(
    org_id: OrgId,
    name: Annotated[str, typer.Option(help="What the key is for.")],
    scopes: Scopes = READ,
    days: Annotated[
        int | None, typer.Option(min=1, help="Days until it expires.  \\[default: never]", show_default=False)
    ] = None,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Create a key and print it to standard output. It cannot be shown again: the store keeps only a hash.

    The organization must exist; that of the setting default_org is created.

    Example: pentagraph key create acme --name dashboard --scopes graph:read,logs:read
    """
    key, text = asyncio.run(_create(read_settings({"database": database}, file=config), org_id, name, listed(scopes), days))
    typer.echo(f"key {key.id} of {org_id}; save the following text, it cannot be shown again:", err=True)
    typer.echo(text)


@app.command("list")
def list_(org_id: OrgId, database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """List the keys of an organization, without their secrets.

    Example: pentagraph key list acme
    """
    found = asyncio.run(_all(read_settings({"database": database}, file=config), org_id))
    show(
        ("key", "name", "scopes", "created", "state"),
        [(key.id, key.name, " ".join(sorted(key.scopes)), day(key.created_at), _state(key)) for key in found],
    )


@app.command()
def revoke(
    org_id: OrgId,
    key_id: Annotated[str, typer.Argument(metavar="KEY", help="The key's id, as `key list` shows it.")],
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Revoke a key. A running server refuses it within a few seconds (setting key_cache_seconds).

    Example: pentagraph key revoke acme 3f9a0c21d4e5
    """
    if not asyncio.run(_revoke(read_settings({"database": database}, file=config), org_id, key_id)):
        raise BadUserInput(f"{org_id} has no valid key {key_id}")
    typer.echo(f"key {key_id} of {org_id} is revoked")


def _state(key: keys.Key) -> str:
    if key.revoked_at is not None:
        return f"revoked {day(key.revoked_at)}"
    if key.expires_at is None:
        return "valid"
    expired = key.expires_at <= time.time_ns() // 1000
    return f"{'expired' if expired else 'valid until'} {day(key.expires_at)}"


async def _create(settings: Settings, org_id: str, name: str, scopes: list[str], days: int | None) -> tuple[keys.Key, str]:
    expires_at = None if days is None else time.time_ns() // 1000 + days * DAY
    async with opened(settings) as database:
        if org_id == settings.default_org:
            await keys.ensure_organization(database, org_id)
        return await keys.create_key(database, org_id, name, scopes, expires_at=expires_at)


async def _all(settings: Settings, org_id: str) -> list[keys.Key]:
    async with opened(settings) as database:
        if org_id not in [organization.org_id for organization in await keys.organizations(database)]:
            raise BadUserInput(f"there is no organization {org_id!r}")
        return await keys.keys(database, org_id)


async def _revoke(settings: Settings, org_id: str, key_id: str) -> bool:
    async with opened(settings) as database:
        return await keys.revoke_key(database, org_id, key_id)
