"""Users of an organization, who log in with a password. What is stored of it is a hash that the caller made."""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import case, delete, insert, select, update

from storage.accounts.keys import ORGANIZATION_ID, SCOPES, known_scopes
from storage.accounts.lookup import lookup
from storage.accounts.tables import app_session, app_user, organization
from storage.database.opening import compiled
from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.storable import is_storable
from storage.ulid import new_id

EMAIL = re.compile(r"[^\s@/\0]{1,64}@[^\s@/\0]{1,189}")
"""An address as far as we care: one @, no space, and no slash, which divides it from an organization's id."""

SHOWN = tuple(app_user.c[name] for name in ("org_id", "id", "email", "scopes", "created_at", "changed_at", "disabled_at"))
"""The columns of a `User`, in order."""


@dataclass(frozen=True, slots=True)
class User:
    """A user as one may be shown. Times are microseconds since 1970."""

    org_id: str
    id: str
    email: str
    scopes: frozenset[str]
    created_at: int
    changed_at: int
    disabled_at: int | None


async def create_user(database: Database, org_id: str, email: str, password_hash: str, scopes: Iterable[str]) -> User:
    """Makes a user; BadUserInput for an unknown scope or organization, no address, or one that the organization has already."""
    wanted = known_scopes(scopes)
    address = email.lower()
    if not EMAIL.fullmatch(address):
        raise BadUserInput(f"invalid email address: {email!r}")
    now = time.time_ns() // 1000
    user = User(org_id, new_id("user_", now), address, wanted, now, now, None)
    values = {
        "org_id": org_id,
        "id": user.id,
        "email": address,
        "password_hash": password_hash,
        "scopes": " ".join(scope for scope in SCOPES if scope in wanted),
        "created_at": now,
        "changed_at": now,
    }
    known = select(organization.c.org_id).where(organization.c.org_id == org_id)
    same = select(app_user.c.id).where(app_user.c.org_id == org_id, app_user.c.email == address)
    async with database.transaction() as transaction:
        if not await transaction.rows(*compiled(known, database.dialect)):
            raise BadUserInput(f"there is no organization {org_id!r}")
        if await transaction.rows(*compiled(same, database.dialect)):
            raise BadUserInput(f"{org_id} already has a user {address}")
        await transaction.execute(*compiled(insert(app_user).values(values), database.dialect))
    return user


async def users(database: Database, org_id: str) -> list[User]:
    """The users of an organization by address, disabled ones included."""
    statement = select(*SHOWN).where(app_user.c.org_id == org_id).order_by(app_user.c.email)
    return [as_user(row) for row in await lookup(database, statement)]


async def user(database: Database, org_id: str, user_id: str) -> User | None:
    """The user of an id."""
    statement = select(*SHOWN).where(app_user.c.org_id == org_id, app_user.c.id == user_id)
    found = await lookup(database, statement)
    return as_user(found[0]) if found else None


async def login(database: Database, name: str) -> tuple[User, str] | None:
    """The user whom a name means, with the hash of the password; None if there is no such user, or more than one.

    A name is an address, or `organization/address`. An address that stands alone is searched for in every organization; besides
    lists for the operator that is the one question that a cluster asks of all its nodes.
    """
    org_id, slash, address = name.rpartition("/")
    if not is_storable(name) or (slash and not ORGANIZATION_ID.fullmatch(org_id)):
        return None
    statement = select(*SHOWN, app_user.c.password_hash).where(app_user.c.email == address.lower()).limit(2)
    if slash:
        statement = statement.where(app_user.c.org_id == org_id)
    else:  # by way of the organizations, since indexes begin with one
        statement = statement.join_from(organization, app_user, organization.c.org_id == app_user.c.org_id)
    found = await lookup(database, statement)
    return (as_user(found[0][:-1]), str(found[0][-1])) if len(found) == 1 else None


async def rehash(database: Database, user: User, password_hash: str) -> None:
    """Stores another hash of the same password, unless the password was changed meanwhile."""
    same = (app_user.c.org_id == user.org_id, app_user.c.id == user.id, app_user.c.changed_at == user.changed_at)
    statement = update(app_user).where(*same).values(password_hash=password_hash)
    async with database.transaction() as transaction:
        await transaction.execute(*compiled(statement, database.dialect))


async def change_password(database: Database, org_id: str, email: str, password_hash: str) -> bool:
    """Changes a user's password, which ends the user's tokens and sessions. Returns whether there is such a user."""
    return await _change(database, org_id, email, password_hash=password_hash)


async def disable(database: Database, org_id: str, email: str) -> bool:
    """Ends a user's tokens and sessions, and refuses new ones. Returns whether there is such a user."""
    return await _change(database, org_id, email, disabled_at=time.time_ns() // 1000)


async def enable(database: Database, org_id: str, email: str) -> bool:
    """Lets a user log in again. Returns whether there is such a user."""
    return await _change(database, org_id, email, disabled_at=None)


async def _change(database: Database, org_id: str, email: str, **values: object) -> bool:
    """Every change takes a later `changed_at`, to which tokens are bound, also if the clock was set back; sessions end."""
    now, before = time.time_ns() // 1000, app_user.c.changed_at
    named = (app_user.c.org_id == org_id, app_user.c.email == email.lower())
    async with database.transaction() as transaction:
        changed = update(app_user).where(*named).values(**values, changed_at=case((before >= now, before + 1), else_=now))
        found = await transaction.rows(*compiled(changed.returning(app_user.c.id), database.dialect))
        for (user_id,) in found:
            theirs = (app_session.c.org_id == org_id, app_session.c.user_id == user_id)
            await transaction.execute(*compiled(delete(app_session).where(*theirs), database.dialect))
    return bool(found)


def as_user(row: tuple[object, ...]) -> User:
    """The user of a row of the columns SHOWN."""
    org_id, user_id, email, scopes, *times = row
    return User(org_id, user_id, email, frozenset(str(scopes).split()), *times)  # type: ignore[arg-type]
