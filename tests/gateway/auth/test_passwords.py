"""Passwords."""

import asyncio
import threading

import pytest
from argon2 import PasswordHasher

from gateway.auth.passwords import AT_ONCE, NOBODYS, WAITING, WAITING_OF_ADDRESS, Passwords, TooManyLogins, hashed
from storage.accounts import users
from storage.accounts.users import User
from storage.database.protocol import Database
from tests.gateway.auth.conftest import PASSWORD, QUICK

ADA = ("ada@example.org", "acme")


class Watched(PasswordHasher):
    """The hasher, and on which thread it was asked to verify what."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=16, parallelism=1)
        self.verified: list[tuple[str, bool]] = []
        self.now, self.most = 0, 0
        self.lock = threading.Lock()

    def verify(self, stored: str | bytes, given: str | bytes) -> bool:
        """As ever, noted."""
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.verified.append((str(stored), threading.current_thread() is threading.main_thread()))
        try:
            return super().verify(stored, given)
        finally:
            with self.lock:
                self.now -= 1


async def test_a_name_and_its_password_belong_together(database: Database, ada: User, bob: User) -> None:
    passwords = Passwords(database, QUICK)
    assert await passwords.user("ada@example.org", PASSWORD) == ada
    assert await passwords.user("acme/Ada@example.org", PASSWORD) == ada
    for name, given in (
        ("ada@example.org", "wrong"),
        ("ada@example.org", ""),
        ("bob@example.org", PASSWORD),
        ("other/ada@example.org", PASSWORD),
    ):
        assert await passwords.user(name, given) is None


async def test_who_is_disabled_does_not_get_in(database: Database, ada: User) -> None:
    await users.disable(database, "acme", ada.email)
    assert await Passwords(database, QUICK).user(ada.email, PASSWORD) is None


async def test_the_same_work_is_done_for_names_that_are_nobodys_and_not_on_the_event_loop(database: Database, ada: User) -> None:
    hasher = Watched()
    passwords = Passwords(database, hasher)
    assert await passwords.user("nobody@example.org", PASSWORD) is None
    assert await passwords.user(ada.email, "wrong") is None
    assert [stored == NOBODYS for stored, _ in hasher.verified] == [True, False]
    assert not any(on_loop for _, on_loop in hasher.verified)


def test_the_hash_of_nobody_costs_as_much_as_a_new_one() -> None:
    assert not PasswordHasher().check_needs_rehash(NOBODYS)
    assert NOBODYS.split("$")[1:4] == hashed(PASSWORD, *ADA).split("$")[1:4]


async def test_few_are_verified_at_once(database: Database, ada: User) -> None:
    hasher = Watched()
    passwords = Passwords(database, hasher)
    await asyncio.gather(*(passwords.user(ada.email, "wrong", f"198.51.100.{number}") for number in range(12)))
    assert len(hasher.verified) == 12
    assert hasher.most <= AT_ONCE


async def test_a_hash_of_old_parameters_is_made_anew_and_what_was_made_before_stays_valid(database: Database, ada: User) -> None:
    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    assert await Passwords(database, stronger).user(ada.email, PASSWORD) == ada
    found = await users.login(database, ada.email)
    assert found is not None
    assert found[0].changed_at == ada.changed_at
    assert not stronger.check_needs_rehash(found[1])
    assert stronger.verify(found[1], PASSWORD)


async def test_a_hash_that_cannot_be_read_lets_nobody_in(database: Database, organization: str) -> None:
    await users.create_user(database, "acme", "eve@example.org", "plain text", [])
    assert await Passwords(database, QUICK).user("eve@example.org", "plain text") is None


@pytest.mark.slow
def test_a_hash_is_argon2id_with_a_salt_of_its_own() -> None:
    assert hashed(PASSWORD, *ADA).startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert hashed(PASSWORD, *ADA) != hashed(PASSWORD, *ADA)


class Held(Watched):
    """Verifies when the test lets it."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()

    def verify(self, stored: str | bytes, given: str | bytes) -> bool:
        """As ever, later."""
        self.go.wait(60)
        return super().verify(stored, given)


async def test_of_two_hundred_logins_at_once_few_wait_and_the_others_are_refused_at_once(database: Database, ada: User) -> None:
    hasher = Held()
    passwords = Passwords(database, hasher)
    addresses = [f"198.51.100.{number}" for number in range(200)]
    logins = [asyncio.ensure_future(passwords.user(ada.email, "wrong", address)) for address in addresses]
    refused, _ = await asyncio.wait(logins[AT_ONCE + WAITING :])
    assert {type(each.exception()) for each in refused} == {TooManyLogins}
    assert not any(each.done() for each in logins[: AT_ONCE + WAITING])
    hasher.go.set()
    assert await asyncio.gather(*logins[: AT_ONCE + WAITING]) == [None] * (AT_ONCE + WAITING)
    assert await passwords.user(ada.email, PASSWORD) == ada


async def test_logins_of_one_address_leave_room_for_those_of_others(database: Database, ada: User) -> None:
    hasher = Held()
    passwords = Passwords(database, hasher)
    flood = [asyncio.ensure_future(passwords.user(ada.email, "wrong", "198.51.100.1")) for _ in range(200)]
    await asyncio.wait(flood[AT_ONCE + WAITING_OF_ADDRESS :])
    other = asyncio.ensure_future(passwords.user(ada.email, PASSWORD, "198.51.100.2"))
    hasher.go.set()
    assert await other == ada
    done = await asyncio.gather(*flood, return_exceptions=True)
    assert sum(isinstance(each, TooManyLogins) for each in done) == 200 - AT_ONCE - WAITING_OF_ADDRESS
    assert not passwords._waiting


async def test_who_stops_waiting_leaves_the_queue(database: Database, ada: User) -> None:
    hasher = Held()
    passwords = Passwords(database, hasher)
    logins = [asyncio.ensure_future(passwords.user(ada.email, "wrong", "a")) for _ in range(AT_ONCE + WAITING_OF_ADDRESS)]
    await asyncio.sleep(0)
    for waiting in logins[AT_ONCE:]:
        waiting.cancel()
    await asyncio.wait(logins[AT_ONCE:])
    hasher.go.set()
    assert await passwords.user(ada.email, PASSWORD, "a") == ada
    await asyncio.wait(logins)


async def test_a_login_whose_client_left_keeps_its_turn_until_its_password_is_verified(database: Database, ada: User) -> None:
    hasher = Held()
    passwords = Passwords(database, hasher)
    left = [asyncio.ensure_future(passwords.user(ada.email, "wrong", f"{number}")) for number in range(AT_ONCE)]
    while passwords._pool._work_queue.qsize() or len(passwords._pool._threads) < AT_ONCE:  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(0.001)
    for each in left:
        each.cancel()
    next_one = asyncio.ensure_future(passwords.user(ada.email, PASSWORD))
    for _ in range(20):
        await asyncio.sleep(0)
    assert passwords._turn.locked()
    assert not any(each.done() for each in (*left, next_one))
    hasher.go.set()
    assert await next_one == ada
    assert [each.cancelled() for each in left] == [True] * AT_ONCE


@pytest.mark.slow
async def test_one_character_is_the_same_however_a_keyboard_spells_it(database: Database, ada: User) -> None:
    composed, decomposed = "caf\u00e9 on the corner", "cafe\u0301 on the corner"
    for given, other in ((composed, decomposed), (decomposed, composed)):
        await users.change_password(database, "acme", ada.email, hashed(given, *ADA))
        assert await Passwords(database).user(ada.email, other) is not None
