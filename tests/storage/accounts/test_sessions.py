"""Sessions are rows that end."""

import pytest

from storage.accounts import users
from storage.accounts.keys import ensure_organization
from storage.accounts.sessions import begin_session, end_session, end_sessions, session_user, sessions
from storage.accounts.tables import app_session
from storage.accounts.users import User
from storage.database.protocol import Database

NOW, HOUR = 1_790_000_000_000_000, 3_600_000_000


@pytest.fixture
async def ada(database: Database, organization: str) -> User:
    """A user of `acme`."""
    return await users.create_user(database, organization, "ada@example.org", "hash", ["graph:read"])


async def begun(database: Database, user: User, now: int = NOW) -> str:
    """The cookie of a session of an hour."""
    return await begin_session(database, user, now=now, expires_at=now + HOUR)


async def rows(database: Database) -> int:
    """Number of rows of all sessions."""
    return int((await database.rows(f"SELECT count(*) FROM {app_session.name}"))[0][0])


async def test_a_cookie_names_its_user_until_it_expires(database: Database, ada: User) -> None:
    text = await begun(database, ada)
    assert await session_user(database, text, now=NOW + HOUR - 1) == ada
    assert await session_user(database, text, now=NOW + HOUR) is None


async def test_the_store_does_not_contain_the_secret(database: Database, ada: User) -> None:
    secret = (await begun(database, ada)).rpartition(".")[2]
    assert secret not in repr(await database.rows(f"SELECT * FROM {app_session.name}"))


async def test_another_secret_id_or_organization_is_nobody(database: Database, ada: User) -> None:
    await ensure_organization(database, "other")
    org, session_id, secret = (await begun(database, ada)).removeprefix("pgs_").split(".")
    for text in (
        f"pgs_{org}.{session_id}.{secret[:-1]}",
        f"pgs_{org}.{session_id}.",
        f"pgs_{org}.x.{secret}",
        f"pgs_other.{session_id}.{secret}",
        f"{org}.{session_id}.{secret}",
        f"pgs_{org}.{session_id}",
        f"pgs_{org}.{session_id}\0.{secret}",
        f"pgs_{org}.{session_id}.{secret}é",
        "",
    ):
        assert await session_user(database, text, now=NOW) is None
        await end_session(database, text)
    assert await session_user(database, f"pgs_{org}.{session_id}.{secret}", now=NOW) == ada


async def test_ending_one_leaves_the_others(database: Database, ada: User) -> None:
    first, second = await begun(database, ada), await begun(database, ada)
    await end_session(database, first)
    assert await session_user(database, first, now=NOW) is None
    assert await session_user(database, second, now=NOW) == ada
    assert await rows(database) == 1


async def test_a_login_deletes_what_has_expired(database: Database, ada: User) -> None:
    await begun(database, ada)
    await begun(database, ada, NOW + HOUR)
    assert await rows(database) == 1


async def test_a_login_that_began_before_the_password_changed_gives_no_session(database: Database, ada: User) -> None:
    await users.change_password(database, "acme", ada.email, "another hash")
    text = await begun(database, ada)
    assert await session_user(database, text, now=NOW) is None
    assert await sessions(database, "acme", now=NOW) == []


async def test_the_operator_lists_and_ends_those_of_one_user(database: Database, ada: User) -> None:
    bob = await users.create_user(database, "acme", "bob@example.org", "hash", [])
    for user in (ada, ada, bob):
        await begun(database, user)
    found = await sessions(database, "acme", now=NOW)
    assert sorted(each.email for each in found) == [ada.email, ada.email, bob.email]
    assert {(each.created_at, each.expires_at) for each in found} == {(NOW, NOW + HOUR)}
    assert await sessions(database, "acme", now=NOW + HOUR) == []
    assert await sessions(database, "other", now=NOW) == []
    ended = next(each for each in found if each.email == ada.email)
    assert await end_sessions(database, "acme", bob.email, ended.id) == 0
    assert await end_sessions(database, "acme", "ADA@example.org", ended.id) == 1
    assert await end_sessions(database, "acme", "nobody@example.org") == 0
    assert await end_sessions(database, "acme", ada.email) == 1
    assert [each.email for each in await sessions(database, "acme", now=NOW)] == [bob.email]
