"""Organizations and their API keys. A key reads `pgk_<organization>.<key id>.<secret>`; only a hash of the secret is stored."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import insert, select, update

from storage.accounts.lookup import lookup
from storage.accounts.secret_text import hashed, is_right, new_secret, parts_of
from storage.accounts.tables import api_key, organization
from storage.alternatives import one_of
from storage.database.opening import compiled
from storage.database.protocol import Database, Transaction
from storage.errors import BadUserInput, Unauthenticated
from storage.nouns.record import now

PREFIX = "pgk_"
SCOPES = ("graph:read", "logs:read", "mcp:read", "mcp:write", "nhi:read", "nhi:write", "ingest", "dead-letters:read", "admin")
DEMO = "demo"
"""The organization that `pentagraph demo` fills."""
ORGANIZATION_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


@dataclass(frozen=True, slots=True)
class Organization:
    """A tenant."""

    org_id: str
    name: str
    created_at: int
    licensed_until: int | None
    """End of its license for the incidents API."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it may be shown: without its secret. Times are microseconds since 1970."""

    org_id: str
    id: str
    name: str
    scopes: frozenset[str]
    created_at: int
    expires_at: int | None
    revoked_at: int | None


def known_scopes(scopes: Iterable[str]) -> frozenset[str]:
    """The scopes, each once; BadUserInput for one that does not exist."""
    wanted = frozenset(scopes)
    if unknown := sorted(wanted - set(SCOPES)):
        raise BadUserInput(f"unknown scope: {', '.join(unknown)}; {one_of(SCOPES)}")
    return wanted


async def ensure_organization(database: Database, org_id: str, name: str | None = None) -> None:
    """Makes an organization unless it is there. Its id is of a-z, 0-9, `_` and `-`, at most 63; else BadUserInput."""
    if not ORGANIZATION_ID.fullmatch(org_id):
        raise BadUserInput(f"an organization id consists of a-z, 0-9, _ and -, and has at most 63 characters, got {org_id!r}")
    async with database.transaction() as transaction:
        if not await _organization_exists(database, transaction, org_id):
            values = {"org_id": org_id, "name": name or org_id, "created_at": now()}
            await transaction.execute(*compiled(insert(organization).values(values), database.dialect))


async def organizations(database: Database) -> list[Organization]:
    """Every organization, by id."""
    columns = (organization.c.org_id, organization.c.name, organization.c.created_at, organization.c.licensed_until)
    found = await lookup(database, select(*columns).order_by(organization.c.org_id))
    return [Organization(*row) for row in found]


async def create_key(
    database: Database, org_id: str, name: str, scopes: Iterable[str], *, expires_at: int | None = None
) -> tuple[Key, str]:
    """Makes a key for an organization: the key as listed, and its text, which is shown this once and cannot be had again.

    `expires_at` is in microseconds since 1970, None for never. BadUserInput for an unknown scope or organization.
    """
    wanted = known_scopes(scopes)
    secret = new_secret()
    key = Key(org_id, secrets.token_hex(6), name, wanted, now(), expires_at, None)
    values = {
        "org_id": org_id,
        "id": key.id,
        "secret_hash": hashed(secret),
        "name": name,
        "scopes": " ".join(scope for scope in SCOPES if scope in wanted),
        "created_at": key.created_at,
        "expires_at": expires_at,
    }
    async with database.transaction() as transaction:
        if not await _organization_exists(database, transaction, org_id):
            raise BadUserInput(f"there is no organization {org_id!r}")
        await transaction.execute(*compiled(insert(api_key).values(values), database.dialect))
    return key, f"{PREFIX}{org_id}.{key.id}.{secret}"


async def keys(database: Database, org_id: str) -> list[Key]:
    """The keys of an organization in the order in which they were made, those that no longer open anything included."""
    statement = select(*_SHOWN).where(api_key.c.org_id == org_id).order_by(api_key.c.created_at, api_key.c.id)
    return [_key(row) for row in await lookup(database, statement)]


async def revoke_key(database: Database, org_id: str, key_id: str) -> bool:
    """Ends a key at once; whether there was one to end."""
    valid = (api_key.c.org_id == org_id) & (api_key.c.id == key_id) & api_key.c.revoked_at.is_(None)
    statement = update(api_key).where(valid).values(revoked_at=now()).returning(api_key.c.id)
    async with database.transaction() as transaction:
        return bool(await transaction.rows(*compiled(statement, database.dialect)))


async def verify_key(database: Database, text: str) -> Key:
    """The key that a text is; Unauthenticated where it is none, expired or revoked, without saying which."""
    parts = parts_of(text, PREFIX)
    if parts is None:
        raise Unauthenticated("the API key is not valid")
    org_id, key_id, secret = parts
    statement = select(*_SHOWN, api_key.c.secret_hash).where(api_key.c.org_id == org_id, api_key.c.id == key_id)
    found = await lookup(database, statement)
    if is_right(secret, found[0][-1] if found else None):
        key = _key(found[0][:-1])
        if key.revoked_at is None and (key.expires_at is None or key.expires_at > now()):
            return key
    raise Unauthenticated("the API key is not valid")


_SHOWN = tuple(api_key.c[name] for name in ("org_id", "id", "name", "scopes", "created_at", "expires_at", "revoked_at"))


def _key(row: tuple[object, ...]) -> Key:
    org_id, key_id, name, scopes, *times = row
    return Key(org_id, key_id, name, frozenset(str(scopes).split()), *times)  # type: ignore[arg-type]


async def _organization_exists(database: Database, transaction: Transaction, org_id: str) -> bool:
    statement = select(organization.c.org_id).where(organization.c.org_id == org_id)
    return bool(await transaction.rows(*compiled(statement, database.dialect)))
