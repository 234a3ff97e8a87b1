"""`pentagraph user`: manages users, the people and programs that log in with a password."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Annotated

import typer

from gateway.auth.passwords import hashed
from gateway.cli.option import READ, ConfigFile, DatabaseUrl, OrgId, Scopes, listed, opened
from gateway.cli.table import day, minute, show
from gateway.settings import Settings, read_settings
from storage.accounts import keys, users
from storage.accounts.sessions import Session, end_sessions, sessions
from storage.database.protocol import Database
from storage.errors import BadUserInput

app = typer.Typer(
    no_args_is_help=True,
    help="Create, list and disable users, who log in with a password: POST /token for a token, POST /session for a session.",
)

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The user's email address, which is also the user name.")]


@app.command()
def create(
    org_id: OrgId,
    email: Email,
    scopes: Scopes = READ,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """Create a user. The password is prompted for on a terminal, otherwise read as one line from standard input.

    Example: pentagraph user create acme ada@example.org < password.txt
    """
    settings = read_settings({"database": database}, file=config)
    password_hash = hashed(_password(), email, org_id)
    asyncio.run(_create(settings, org_id, email, password_hash, listed(scopes)))
    typer.echo(f"user {email.lower()} of {org_id} created; user name at /token: {email.lower()} or {org_id}/{email.lower()}")


@app.command("list")
def list_(org_id: OrgId, database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """List the users of an organization.

    Example: pentagraph user list acme
    """
    found = asyncio.run(_all(read_settings({"database": database}, file=config), org_id))
    show(
        ("user", "scopes", "created", "state"),
        [(user.email, " ".join(sorted(user.scopes)), day(user.created_at), _state(user)) for user in found],
    )


@app.command()
def password(org_id: OrgId, email: Email, database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """Change a user's password, which ends the user's tokens and sessions. The password is read as in `create`.

    Example: pentagraph user password acme ada@example.org < password.txt
    """
    settings = read_settings({"database": database}, file=config)
    password_hash = hashed(_password(), email, org_id)

    async def change(store: Database) -> bool:
        return await users.change_password(store, org_id, email, password_hash)

    asyncio.run(_change(settings, org_id, email, change))
    typer.echo(f"password of {email.lower()} of {org_id} changed")


@app.command()
def disable(org_id: OrgId, email: Email, database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """Disable a user. Tokens and sessions end within a few seconds (setting key_cache_seconds).

    Example: pentagraph user disable acme ada@example.org
    """
    settings = read_settings({"database": database}, file=config)
    asyncio.run(_change(settings, org_id, email, lambda store: users.disable(store, org_id, email)))
    typer.echo(f"user {email.lower()} of {org_id} is disabled")


@app.command()
def enable(org_id: OrgId, email: Email, database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """Let a disabled user log in again, with the same password.

    Example: pentagraph user enable acme ada@example.org
    """
    settings = read_settings({"database": database}, file=config)
    asyncio.run(_change(settings, org_id, email, lambda store: users.enable(store, org_id, email)))
    typer.echo(f"user {email.lower()} of {org_id} may log in again")


@app.command("sessions")
def sessions_(org_id: OrgId, database: DatabaseUrl = None, config: ConfigFile = None) -> None:
    """List the browser sessions of an organization's users that have not ended.

    Example: pentagraph user sessions acme
    """
    found = asyncio.run(_sessions(read_settings({"database": database}, file=config), org_id))
    show(
        ("session", "user", "started", "expires"),
        [(each.id, each.email, minute(each.created_at), minute(each.expires_at)) for each in found],
    )


@app.command("end-sessions")
def end_sessions_(
    org_id: OrgId,
    email: Email,
    session: Annotated[
        str | None, typer.Option(help="Id of the session to end, as `sessions` shows it.  \\[default: all]", show_default=False)
    ] = None,
    database: DatabaseUrl = None,
    config: ConfigFile = None,
) -> None:
    """End browser sessions of a user. Running servers refuse their cookies at once. Tokens stay valid.

    Example: pentagraph user end-sessions acme ada@example.org
    """
    ended = asyncio.run(_end_sessions(read_settings({"database": database}, file=config), org_id, email, session))
    if session is not None and not ended:
        raise BadUserInput(f"{email.lower()} of {org_id} has no session {session}")
    typer.echo(f"sessions of {email.lower()} of {org_id} that ended: {ended}")


def _password() -> str:
    """Reads the password. It is never an argument, because the process list shows arguments."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def _state(user: users.User) -> str:
    return "valid" if user.disabled_at is None else f"disabled {day(user.disabled_at)}"


async def _create(settings: Settings, org_id: str, email: str, password_hash: str, scopes: list[str]) -> None:
    async with opened(settings) as database:
        await users.create_user(database, org_id, email, password_hash, scopes)


async def _all(settings: Settings, org_id: str) -> list[users.User]:
    async with opened(settings) as database:
        await _refuse_unknown(database, org_id)
        return await users.users(database, org_id)


async def _sessions(settings: Settings, org_id: str) -> list[Session]:
    async with opened(settings) as database:
        await _refuse_unknown(database, org_id)
        return await sessions(database, org_id, now=time.time_ns() // 1000)


async def _end_sessions(settings: Settings, org_id: str, email: str, session: str | None) -> int:
    async with opened(settings) as database:
        if email.lower() not in [user.email for user in await users.users(database, org_id)]:
            raise BadUserInput(f"{org_id} has no user {email}")
        return await end_sessions(database, org_id, email, session)


async def _refuse_unknown(database: Database, org_id: str) -> None:
    if org_id not in [organization.org_id for organization in await keys.organizations(database)]:
        raise BadUserInput(f"there is no organization {org_id!r}")


async def _change(settings: Settings, org_id: str, email: str, change: Callable[[Database], Awaitable[bool]]) -> None:
    async with opened(settings) as database:
        if not await change(database):
            raise BadUserInput(f"{org_id} has no user {email}")
