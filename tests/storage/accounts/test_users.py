"""Users, secrets of tokens, licences."""

import asyncio

import pytest

from storage.accounts import users
from storage.accounts.keys import ensure_organization, organizations
from storage.accounts.license import PERPETUAL, license_until, licensed_until
from storage.accounts.token_secret import ensure_token_secret, rotate_token_secret, token_secret
from storage.database.protocol import Database
from storage.errors import BadUserInput

HASH = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$aGFzaA"


async def ada(database: Database, org_id: str = "acme") -> users.User:
    """A user who may read the graph."""
    return await users.create_user(database, org_id, "Ada@Example.org", HASH, ["graph:read"])


async def test_a_user_is_found_by_address_in_any_case_with_the_hash(database: Database, organization: str) -> None:
    made = await ada(database)
    assert made.email == "ada@example.org"
    assert await users.login(database, "ADA@example.org") == (made, HASH)
    assert await users.login(database, "acme/ada@example.org") == (made, HASH)
    assert await users.user(database, "acme", made.id) == made
    assert await users.users(database, "acme") == [made]


async def test_an_address_of_two_organizations_needs_the_organization(database: Database, organization: str) -> None:
    await ensure_organization(database, "other")
    here, there = await ada(database), await ada(database, "other")
    assert await users.login(database, "ada@example.org") is None
    assert await users.login(database, "acme/ada@example.org") == (here, HASH)
    assert await users.login(database, "other/ada@example.org") == (there, HASH)
    assert await users.user(database, "acme", there.id) is None


@pytest.mark.parametrize(
    "name", ["", "/", "ada", "none@example.org", "other/ada@example.org", "a/b/ada@example.org", "a\0@b", "%"]
)
async def test_a_name_that_is_nobodys_finds_nobody(database: Database, organization: str, name: str) -> None:
    await ada(database)
    assert await users.login(database, name) is None


@pytest.mark.parametrize("email", ["", "ada", "@", "a@", "a b@c", "a/b@c", "a@b@c", "a\0@c", "a" * 65 + "@b", "a@" + "b" * 190])
async def test_what_is_no_address_is_refused(database: Database, organization: str, email: str) -> None:
    with pytest.raises(BadUserInput, match="invalid email address"):
        await users.create_user(database, "acme", email, HASH, [])


async def test_an_organization_has_an_address_once(database: Database, organization: str) -> None:
    await ada(database)
    with pytest.raises(BadUserInput, match=r"already has a user ada@example\.org"):
        await ada(database)


async def test_scopes_and_organizations_have_to_exist(database: Database, organization: str) -> None:
    with pytest.raises(BadUserInput, match="unknown scope: root"):
        await users.create_user(database, "acme", "a@b", HASH, ["root"])
    with pytest.raises(BadUserInput, match="no organization 'none'"):
        await users.create_user(database, "none", "a@b", HASH, [])


async def test_every_change_ends_what_was_bound_to_the_state_before(database: Database, organization: str) -> None:
    seen = [await ada(database)]
    for change in (
        users.disable(database, "acme", "ADA@example.org"),
        users.enable(database, "acme", "ada@example.org"),
        users.change_password(database, "acme", "ada@example.org", "other"),
    ):
        assert await change
        seen += await users.users(database, "acme")
    assert [user.disabled_at is None for user in seen] == [True, False, True, True]
    assert len({user.changed_at for user in seen}) == 4
    assert (await users.login(database, "ada@example.org") or (None, ""))[1] == "other"


async def test_nobody_elses_user_can_be_changed(database: Database, organization: str) -> None:
    await ensure_organization(database, "other")
    before = await ada(database)
    assert not await users.disable(database, "other", "ada@example.org")
    assert not await users.change_password(database, "other", "ada@example.org", "x")
    assert await users.login(database, "ada@example.org") == (before, HASH)


async def test_a_new_hash_of_the_same_password_ends_nothing_and_never_undoes_a_new_password(
    database: Database, organization: str
) -> None:
    made = await ada(database)
    await users.rehash(database, made, "better")
    assert await users.login(database, "ada@example.org") == (made, "better")
    await users.change_password(database, "acme", "ada@example.org", "new password")
    await users.rehash(database, made, "the old one again")
    assert (await users.login(database, "ada@example.org") or (None, ""))[1] == "new password"


async def test_a_secret_is_made_once_also_by_several_at_once_and_differs_by_organization(
    database: Database, organization: str
) -> None:
    await ensure_organization(database, "other")
    assert await token_secret(database, "acme") is None
    made = await asyncio.gather(*(ensure_token_secret(database, "acme") for _ in range(5)))
    assert len(set(made)) == 1
    assert len(made[0]) == 64
    assert await token_secret(database, "acme") == made[0] != await ensure_token_secret(database, "other")


async def test_a_secret_can_be_replaced_for_one_organization(database: Database, organization: str) -> None:
    await ensure_organization(database, "other")
    before, others = await ensure_token_secret(database, "acme"), await ensure_token_secret(database, "other")
    await rotate_token_secret(database, "acme")
    assert await token_secret(database, "acme") not in (None, before)
    assert await token_secret(database, "other") == others


async def test_a_licence_is_given_and_taken(database: Database, organization: str) -> None:
    assert await licensed_until(database, "acme") is None
    await license_until(database, "acme", PERPETUAL)
    assert await licensed_until(database, "acme") == PERPETUAL
    assert [each.licensed_until for each in await organizations(database)] == [PERPETUAL]
    await license_until(database, "acme", None)
    assert await licensed_until(database, "acme") is None


async def test_an_organization_that_is_not_there_has_neither_licence_nor_secret(database: Database, organization: str) -> None:
    for change in (
        license_until(database, "none", 1),
        rotate_token_secret(database, "none"),
        ensure_token_secret(database, "none"),
    ):
        with pytest.raises(BadUserInput, match="no organization 'none'"):
            await change
    assert await licensed_until(database, "none") is None
