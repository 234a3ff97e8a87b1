"""Users and licences on the command line."""

import asyncio
from pathlib import Path

import pytest

from gateway.auth.passwords import Passwords
from gateway.auth.sessions import Sessions
from storage.accounts import users
from storage.accounts.license import PERPETUAL, licensed_until
from storage.accounts.token_secret import ensure_token_secret
from storage.database.opening import open_database
from tests.gateway.auth.conftest import QUICK
from tests.gateway.cli.shell import Shell

pytestmark = pytest.mark.slow

PHRASE = "correct horse battery staple"


@pytest.fixture
def pentagraph(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command over a store with one organization; passwords are hashed by parameters that tests have the time for."""
    monkeypatch.setattr("gateway.auth.passwords.PasswordHasher", lambda: QUICK)
    shell = Shell(tmp_path, sqlite_url)
    shell("org", "create", "acme")
    return shell


def may_log_in(pentagraph: Shell, password: str) -> bool:
    """Whether Ada may, with a password."""

    async def ask() -> bool:
        database = await open_database(pentagraph.environment["PENTAGRAPH_DATABASE"], readers=1)
        try:
            return await Passwords(database).user("ada@example.org", password) is not None
        finally:
            await database.close()

    return asyncio.run(ask())


def test_a_user_is_made_listed_disabled_and_enabled_again(pentagraph: Shell) -> None:
    done = pentagraph("user", "create", "acme", "Ada@example.org", "--scopes", "graph:read,logs:read", given=f"{PHRASE}\n")
    assert "acme/ada@example.org" in done.stdout
    assert PHRASE not in done.stdout + done.stderr
    name, scopes, _, state = pentagraph("user", "list", "acme").stdout.strip().split("\t")
    assert (name, scopes, state) == ("ada@example.org", "graph:read logs:read", "valid")
    assert may_log_in(pentagraph, PHRASE)
    pentagraph("user", "disable", "acme", "ada@example.org")
    assert "disabled 20" in pentagraph("user", "list", "acme").stdout
    assert not may_log_in(pentagraph, PHRASE)
    pentagraph("user", "enable", "acme", "ada@example.org")
    assert may_log_in(pentagraph, PHRASE)


def test_a_password_is_changed(pentagraph: Shell) -> None:
    pentagraph("user", "create", "acme", "ada@example.org", given=PHRASE)
    pentagraph("user", "password", "acme", "ada@example.org", given="another one altogether\r\n")
    assert not may_log_in(pentagraph, PHRASE)
    assert may_log_in(pentagraph, "another one altogether")


@pytest.mark.parametrize(
    ("arguments", "given", "message"),
    [
        (("create", "acme", "ada@example.org"), "", "15 to 1024 characters"),
        (("create", "acme", "ada@example.org"), "short\n", "15 to 1024 characters"),
        (("create", "acme", "ada@example.org"), "passwordpassword\n", "too easy to guess"),
        (("create", "acme", "ada@example.org"), "Ada@Example.org 1\n", "besides the names of the user"),
        (("password", "acme", "ada@example.org"), "acme/ada@example.org\n", "besides the names of the user"),
        (("create", "acme", "ada"), PHRASE, "invalid email address"),
        (("create", "none", "ada@example.org"), PHRASE, "no organization 'none'"),
        (("list", "none"), "", "no organization 'none'"),
        (("disable", "acme", "bob@example.org"), "", "acme has no user bob@example.org"),
        (("enable", "acme", "bob@example.org"), "", "acme has no user bob@example.org"),
        (("password", "acme", "bob@example.org"), PHRASE, "acme has no user bob@example.org"),
    ],
)
def test_what_cannot_be_done_is_said(pentagraph: Shell, arguments: tuple[str, ...], given: str, message: str) -> None:
    assert message in pentagraph("user", *arguments, given=given, code=1).stderr


def stored_licence(pentagraph: Shell, org_id: str = "acme") -> tuple[int | None, str]:
    """End of an organization's license, and its secret."""

    async def ask() -> tuple[int | None, str]:
        database = await open_database(pentagraph.environment["PENTAGRAPH_DATABASE"], readers=1)
        try:
            return await licensed_until(database, org_id), await ensure_token_secret(database, org_id)
        finally:
            await database.close()

    return asyncio.run(ask())


def test_a_licence_is_given_through_a_day_and_taken(pentagraph: Shell) -> None:
    assert pentagraph("org", "list").stdout.endswith("\tnone\n")
    assert "until 2027-12-31" in pentagraph("org", "license", "acme", "--until", "2027-12-31").stdout
    assert stored_licence(pentagraph)[0] == 1_830_297_600_000_000 - 1
    assert pentagraph("org", "list").stdout.endswith("\tuntil 2027-12-31\n")
    pentagraph("org", "license", "acme", "--until", "forever")
    assert stored_licence(pentagraph)[0] == PERPETUAL
    assert pentagraph("org", "list").stdout.endswith("\tforever\n")
    pentagraph("org", "license", "acme", "--none")
    assert stored_licence(pentagraph)[0] is None


def test_a_licence_needs_a_date_or_none_and_an_organization(pentagraph: Shell) -> None:
    pentagraph("org", "license", "acme", code=2)
    pentagraph("org", "license", "acme", "--until", "2027-12-31", "--none", code=2)
    assert "expected a date" in pentagraph("org", "license", "acme", "--until", "tomorrow", code=1).stderr
    assert "no organization 'none'" in pentagraph("org", "license", "none", "--none", code=1).stderr


def test_tokens_are_ended_by_another_secret(pentagraph: Shell) -> None:
    before = stored_licence(pentagraph)[1]
    pentagraph("org", "end-tokens", "acme")
    assert stored_licence(pentagraph)[1] != before
    assert "no organization 'none'" in pentagraph("org", "end-tokens", "none", code=1).stderr


@pytest.mark.slow
def test_the_demo_has_a_licence_and_keeps_the_one_that_it_was_given(pentagraph: Shell) -> None:
    asked = ("demo", "--days", "2", "--scale", "0.05")
    pentagraph(*asked)
    assert stored_licence(pentagraph, "demo")[0] == PERPETUAL
    pentagraph("org", "license", "demo", "--until", "2027-12-31")
    pentagraph(*asked)
    assert stored_licence(pentagraph, "demo")[0] == 1_830_297_600_000_000 - 1


@pytest.mark.slow
def test_sessions_are_listed_and_ended(pentagraph: Shell) -> None:
    pentagraph("user", "create", "acme", "ada@example.org", given=PHRASE)

    async def begin() -> None:
        database = await open_database(pentagraph.environment["PENTAGRAPH_DATABASE"], readers=1)
        try:
            ada = (await users.users(database, "acme"))[0]
            await Sessions(database, minutes=60).begin(ada)
        finally:
            await database.close()

    for _ in range(3):
        asyncio.run(begin())
    listed = [line.split("\t") for line in pentagraph("user", "sessions", "acme").stdout.splitlines()]
    assert [(len(line), line[1]) for line in listed] == [(4, "ada@example.org")] * 3
    first = listed[0][0]
    pentagraph("user", "end-sessions", "acme", "ada@example.org", "--session", first)
    assert first not in pentagraph("user", "sessions", "acme").stdout
    assert "has no session" in pentagraph("user", "end-sessions", "acme", "ada@example.org", "--session", first, code=1).stderr
    assert "that ended: 2" in pentagraph("user", "end-sessions", "acme", "ADA@example.org").stdout
    assert pentagraph("user", "sessions", "acme").stdout == ""
    assert "no user" in pentagraph("user", "end-sessions", "acme", "eve@example.org", code=1).stderr
    assert "no organization" in pentagraph("user", "sessions", "nowhere", code=1).stderr
