"""Passwords: hashed with Argon2id, verified off the event loop, in equal time for existing and unknown users."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from storage.accounts import users
from storage.accounts.users import User
from storage.database.protocol import Database
from storage.errors import BadUserInput

SHORTEST, LONGEST = 8, 1024
AT_ONCE = 2
"""Maximum number of concurrent verifications: each uses one processor and 64 MiB."""

NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$c29tZSBmaXhlZCBzYWx0IQ$kLAKhbwsZvsgFnj0P0TLu2QmP47jIk8UVwmzoxmK1m4"
"""A hash of no known password, verified if there is no such user."""


def hashed(password: str) -> str:
    """The hash to store. Raises BadUserInput if the password is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadUserInput(f"a password must have {SHORTEST} to {LONGEST} characters")
    return PasswordHasher().hash(password)


class Passwords:
    """Verifies user names and passwords."""

    def __init__(self, database: Database, hasher: PasswordHasher | None = None) -> None:
        self._database = database
        self._hasher = hasher or PasswordHasher()
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def user(self, name: str, password: str) -> User | None:
        """The user with this name and password; None if either is wrong or the user is disabled, without distinction."""
        found = await users.login(self._database, name)
        stored = found[1] if found else NOBODYS
        async with self._turn:
            is_right = await asyncio.to_thread(self._fits, stored, password)
        if found is None or not is_right or found[0].disabled_at is not None:
            return None
        if self._hasher.check_needs_rehash(stored):
            await users.rehash(self._database, found[0], await asyncio.to_thread(self._hasher.hash, password))
        return found[0]

    def _fits(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
