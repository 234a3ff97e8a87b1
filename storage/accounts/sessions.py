"""Browser sessions. A cookie reads `pgs_<organization>.<session id>.<secret>`; only a hash of the secret is stored.

A session is a row: it ends when the row is deleted, when it expires, and when its user is disabled or gets another password.
Times are microseconds since 1970.
"""

import secrets
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, insert, select

from storage.accounts.keys import ORGANIZATION_ID
from storage.accounts.lookup import lookup
from storage.accounts.secret_text import hashed, is_right, new_secret, parts_of
from storage.accounts.tables import app_session, app_user
from storage.accounts.users import SHOWN, User, as_user
from storage.database.opening import compiled
from storage.database.protocol import Database

PREFIX = "pgs_"


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it may be shown: without its secret."""

    org_id: str
    id: str
    email: str
    created_at: int
    expires_at: int


async def begin_session(database: Database, user: User, *, now: int, expires_at: int) -> str:
    """Starts a session of a user who has just logged in, and returns the value of its cookie, which cannot be shown again.

    The user's expired sessions are deleted.
    """
    session_id, secret = secrets.token_hex(8), new_secret()
    values = {
        "org_id": user.org_id,
        "id": session_id,
        "secret_hash": hashed(secret),
        "user_id": user.id,
        "user_changed_at": user.changed_at,
        "created_at": now,
        "expires_at": expires_at,
    }
    of_user = (app_session.c.org_id == user.org_id, app_session.c.user_id == user.id)
    expired = delete(app_session).where(*of_user, app_session.c.expires_at <= now)
    async with database.transaction() as transaction:
        await transaction.execute(*compiled(expired, database.dialect))
        await transaction.execute(*compiled(insert(app_session).values(values), database.dialect))
    return f"{PREFIX}{user.org_id}.{session_id}.{secret}"


async def session_user(database: Database, text: str, *, now: int) -> User | None:
    """The user of a cookie; None if the session is unknown or has ended, without distinction."""
    parts = _parts(text)
    if parts is None:
        return None
    org_id, session_id, secret = parts
    statement = (
        select(*SHOWN, app_session.c.secret_hash)
        .join_from(app_session, app_user, _same_user())
        .where(app_session.c.org_id == org_id, app_user.c.org_id == org_id, app_session.c.id == session_id)
        .where(app_session.c.expires_at > now, app_user.c.disabled_at.is_(None))
    )
    found = await lookup(database, statement)
    return as_user(found[0][:-1]) if is_right(secret, found[0][-1] if found else None) and found else None


async def end_session(database: Database, text: str) -> None:
    """Ends the session of a cookie, if it has not ended. Only who has the secret can end it this way."""
    parts = _parts(text)
    if parts is None:
        return
    org_id, session_id, secret = parts
    ours = (app_session.c.org_id == org_id, app_session.c.id == session_id, app_session.c.secret_hash == hashed(secret))
    async with database.transaction() as transaction:
        await transaction.execute(*compiled(delete(app_session).where(*ours), database.dialect))


async def sessions(database: Database, org_id: str, *, now: int) -> list[Session]:
    """The sessions of an organization that have not ended, in the order in which they started."""
    columns = (app_session.c.org_id, app_session.c.id, app_user.c.email, app_session.c.created_at, app_session.c.expires_at)
    statement = (
        select(*columns)
        .join_from(app_session, app_user, _same_user())
        .where(app_session.c.org_id == org_id, app_user.c.org_id == org_id)
        .where(app_session.c.expires_at > now, app_user.c.disabled_at.is_(None))
        .order_by(app_session.c.created_at, app_session.c.id)
    )
    return [Session(*row) for row in await lookup(database, statement)]


async def end_sessions(database: Database, org_id: str, email: str, session_id: str | None = None) -> int:
    """Ends one session of a user, or all of them if no id is given, and returns the number of sessions that ended."""
    of_user = select(app_user.c.id).where(app_user.c.org_id == org_id, app_user.c.email == email.lower())
    async with database.transaction() as transaction:
        found = await transaction.rows(*compiled(of_user, database.dialect))
        if not found:
            return 0
        theirs = [app_session.c.org_id == org_id, app_session.c.user_id == found[0][0]]
        if session_id is not None:
            theirs.append(app_session.c.id == session_id)
        statement = delete(app_session).where(*theirs).returning(app_session.c.id)
        return len(await transaction.rows(*compiled(statement, database.dialect)))


def _same_user() -> ColumnElement[bool]:
    """Joins a session to its user, unless the user was changed since the login."""
    return (
        (app_user.c.org_id == app_session.c.org_id)
        & (app_user.c.id == app_session.c.user_id)
        & (app_user.c.changed_at == app_session.c.user_changed_at)
    )


def _parts(text: str) -> tuple[str, str, str] | None:
    parts = parts_of(text, PREFIX)
    return parts if parts is not None and ORGANIZATION_ID.fullmatch(parts[0]) else None
