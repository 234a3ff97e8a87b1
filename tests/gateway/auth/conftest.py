"""A store with users of two organizations, and a clock that a test moves."""

from dataclasses import dataclass

import pytest
from argon2 import PasswordHasher

from storage.accounts import users
from storage.accounts.keys import ensure_organization
from storage.accounts.users import User
from storage.database.protocol import Database

PASSWORD = "correct horse battery staple"  # noqa: S105
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Parameters that tests have the time for; a server hashes anew what was hashed so."""

READ = ("graph:read", "logs:read", "mcp:read", "nhi:read")


@dataclass
class Clock:
    """Seconds since 1970."""

    now: float = 1_790_000_000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
async def ada(database: Database, organization: str) -> User:
    """A user of `acme`."""
    return await users.create_user(database, organization, "ada@example.org", QUICK.hash(PASSWORD), READ)


@pytest.fixture
async def bob(database: Database) -> User:
    """A user of `other`, who may do anything there."""
    await ensure_organization(database, "other")
    return await users.create_user(database, "other", "bob@example.org", QUICK.hash("another password"), ["admin"])
