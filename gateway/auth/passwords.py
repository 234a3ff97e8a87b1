"""Passwords: hashed by Argon2id, verified beside the event loop, and in the same time for users that there are and are not."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from storage.accounts import users
from storage.accounts.users import User
from storage.database.protocol import Database
from storage.errors import BadUserInput

SHORTEST, LONGEST = 8, 1024
AT_ONCE = 2
"""How many are verified at once: each takes a processor for a moment, and 64 MiB."""

NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$c29tZSBmaXhlZCBzYWx0IQ$kLAKhbwsZvsgFnj0P0TLu2QmP47jIk8UVwmzoxmK1m4"
"""Verified where there is no such user. It is the hash of no password that anybody knows."""


def hashed(password: str) -> str:
    """The hash to be stored; BadUserInput for a password that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadUserInput(f"a password must have {SHORTEST} to {LONGEST} characters")
    return PasswordHasher().hash(password)


class Passwords:
    """Tells whether a name and a password belong together."""

    def __init__(self, database: Database, hasher: PasswordHasher | None = None) -> None:
        self._database = database
        self._hasher = hasher or PasswordHasher()
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def user(self, name: str, password: str) -> User | None:
        """The user who logs in so; None where name or password is wrong, or the user is disabled, without saying which."""
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
