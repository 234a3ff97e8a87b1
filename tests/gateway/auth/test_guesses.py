"""Guessing a user's password is slowed down under every spelling and from all addresses; it locks nobody out for good."""

import asyncio

import pytest

from gateway.auth.guesses import DAY, FREE, LONGEST, Guesses, TooManyGuesses, spelled
from gateway.counters import ProcessCounters
from tests.gateway.auth.conftest import Clock

HOME, CAFE = "198.51.100.1", "198.51.100.2"


@pytest.fixture
def guesses(clock: Clock) -> Guesses:
    """Guesses by a clock that stands still."""
    return Guesses(ProcessCounters(clock))


async def refused(guesses: Guesses, name: str = "ada@example.org", address: str = CAFE) -> int:
    """Seconds to wait; 0 where the attempt is let through, and counted."""
    try:
        await guesses.attempt(name, address)
    except TooManyGuesses as error:
        return error.retry_after
    return 0


@pytest.mark.parametrize(
    "name", ["ADA@Example.org", "acme/ada@example.org", "ACME/Ada@example.org", "x/y/ada@example.org", " ada@example.org "]
)
def test_a_user_has_one_spelling(name: str) -> None:
    assert spelled(name) == "ada@example.org"


async def test_guesses_from_all_addresses_and_under_every_spelling_count_together(guesses: Guesses) -> None:
    names = ["ada@example.org", "ADA@example.org", "acme/ada@example.org", "other/Ada@Example.Org"]
    let_through = [await refused(guesses, names[number % 4], f"203.0.113.{number}") == 0 for number in range(120)]
    assert sum(let_through) == FREE + 1
    assert await refused(guesses, "bob@example.org") == 0


async def test_the_pause_doubles_and_ends(guesses: Guesses, clock: Clock) -> None:
    for _ in range(FREE):
        assert await refused(guesses) == 0
    pauses = []
    for _ in range(14):
        assert await refused(guesses) == 0
        pauses.append(await refused(guesses))
        assert await refused(guesses) == pauses[-1], "asking in the pause does not make it longer"
        clock.now += pauses[-1]
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, *[int(LONGEST)] * 4]


async def test_nobody_is_locked_out_for_good(guesses: Guesses, clock: Clock) -> None:
    while clock.now < Clock().now + DAY:
        await refused(guesses)
        clock.now += 30
    clock.now += LONGEST
    assert await refused(guesses, address=HOME) == 0


async def test_guesses_from_elsewhere_do_not_delay_the_user_where_they_logged_in_before(guesses: Guesses) -> None:
    await guesses.attempt("ada@example.org", HOME)
    await guesses.succeeded("ada@example.org", HOME)
    for number in range(100):
        await refused(guesses, address=f"203.0.113.{number}")
    assert await refused(guesses) > 0
    for _ in range(3):
        assert await refused(guesses, "ACME/ada@example.org", HOME) == 0
        await guesses.succeeded("ada@example.org", HOME)


async def test_guesses_from_a_known_address_are_slowed_down_too(guesses: Guesses) -> None:
    await guesses.succeeded("ada@example.org", HOME)
    assert [await refused(guesses, address=HOME) == 0 for _ in range(FREE + 3)].count(True) == FREE + 1
    assert await refused(guesses, address=CAFE) == 0


async def test_a_right_password_makes_the_wrong_ones_before_it_forgotten(guesses: Guesses) -> None:
    for _ in range(FREE):
        assert await refused(guesses) == 0
    assert await refused(guesses) == 0
    await guesses.succeeded("ada@example.org", CAFE)
    assert [await refused(guesses) for _ in range(FREE)] == [0] * FREE


async def test_many_at_once_are_counted_before_they_are_verified(guesses: Guesses) -> None:
    done = await asyncio.gather(*(refused(guesses, address=f"203.0.113.{number}") for number in range(200)))
    assert done.count(0) == FREE + 1


async def test_names_that_no_key_could_hold_are_counted(guesses: Guesses) -> None:
    for name in ("", "/", "a\0b", "x" * 10_000, "\ud800"):
        assert await refused(guesses, name) == 0
