"""Passwords: hashed with Argon2id, verified off the event loop, in equal time for existing and unknown users."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from gateway.auth.password_rules import normalized, require_good
from storage.accounts import users
from storage.accounts.users import User
from storage.database.priority import give_way
from storage.database.protocol import Database
from storage.errors import Failure

T = TypeVar("T")

AT_ONCE = 2
"""Maximum number of concurrent verifications: each uses one processor and 64 MiB."""
WAITING = 16
"""Maximum number of logins that wait for a verification; they wait about a second."""
WAITING_OF_ADDRESS = 8
"""Maximum number of waiting logins from one address, so that one client cannot block the others."""
RETRY_AFTER = 1

NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$c29tZSBmaXhlZCBzYWx0IQ$kLAKhbwsZvsgFnj0P0TLu2QmP47jIk8UVwmzoxmK1m4"
"""A hash of no real password, verified if there is no such user."""


class TooManyLogins(Failure):
    """Too many logins wait to be verified; `retry_after` is in seconds."""

    code = "OVERLOADED"

    def __init__(self) -> None:
        super().__init__("Too many logins at once; retry in a moment.")
        self.retry_after = RETRY_AFTER


def hashed(password: str, user: str, org_id: str) -> str:
    """The hash to store of a user's new password. Raises BadUserInput if it is not accepted (`password_rules`)."""
    require_good(password, user, org_id)
    return PasswordHasher().hash(normalized(password))


class Passwords:
    """Verifies user names and passwords."""

    def __init__(self, database: Database, hasher: PasswordHasher | None = None) -> None:
        self._database = database
        self._hasher = hasher or PasswordHasher()
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passwords", initializer=give_way)
        self._waiting: Counter[str] = Counter()

    async def user(self, name: str, password: str, address: str = "") -> User | None:
        """The user with this name and password; None if either is wrong or the user is disabled, without distinction.

        Raises TooManyLogins if too many others wait, in total or from the same address.
        """
        async with self._turn_of(address):
            found = await users.login(self._database, name)
            stored = found[1] if found else NOBODYS
            is_right = await self._in_thread(self._fits, stored, password)
            if found is None or not is_right or found[0].disabled_at is not None:
                return None
            if self._hasher.check_needs_rehash(stored):
                await users.rehash(self._database, found[0], await self._in_thread(self._hasher.hash, normalized(password)))
            return found[0]

    @asynccontextmanager
    async def _turn_of(self, address: str) -> AsyncIterator[None]:
        """Waits for one of AT_ONCE turns, in the order of arrival."""
        if self._waiting.total() >= WAITING or self._waiting[address] >= WAITING_OF_ADDRESS:
            raise TooManyLogins
        self._waiting[address] += 1
        try:
            await self._turn.acquire()
        finally:
            self._waiting[address] -= 1
            self._waiting += Counter()  # drops addresses without waiting logins
        try:
            yield
        finally:
            self._turn.release()

    async def _in_thread(self, work: Callable[..., T], *arguments: str) -> T:
        """The result of `work`. If the login is cancelled, its turn ends only when the thread is free."""
        future = asyncio.get_running_loop().run_in_executor(self._pool, work, *arguments)
        try:
            return await asyncio.shield(future)
        finally:
            await asyncio.wait({future})

    def _fits(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, normalized(password))
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            return False
