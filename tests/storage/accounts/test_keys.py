"""Organizations and API keys."""

import hashlib

import pytest

from storage.accounts import keys
from storage.database.protocol import Database
from storage.errors import BadUserInput, Unauthenticated


async def test_a_key_opens_its_organization_with_its_scopes(database: Database, organization: str) -> None:
    _, text = await keys.create_key(database, organization, "reader", ["graph:read", "nhi:read"])
    key = await keys.verify_key(database, text)
    assert (key.org_id, key.name, key.scopes) == (organization, "reader", {"graph:read", "nhi:read"})


async def test_a_key_names_its_organization_and_its_id(database: Database, organization: str) -> None:
    key, text = await keys.create_key(database, organization, "reader", ["graph:read"])
    assert text.startswith(f"pgk_{organization}.{key.id}.")


async def test_the_store_holds_a_hash_of_the_secret_and_not_the_secret(database: Database, organization: str) -> None:
    _, text = await keys.create_key(database, organization, "reader", ["graph:read"])
    secret = text.rpartition(".")[2]
    rows = await database.rows("SELECT * FROM api_key")
    assert hashlib.sha256(secret.encode()).hexdigest() in rows[0]
    assert not any(secret in str(value) for value in rows[0])


async def test_a_secret_has_256_random_bits(database: Database, organization: str) -> None:
    _, text = await keys.create_key(database, organization, "reader", ["graph:read"])
    assert len(text.rpartition(".")[2]) == 43


@pytest.mark.parametrize(
    "text", ["", "pgk_", "pgk_acme", "pgk_acme.x.y", "pgk_a\0.b.c", "xyz_acme.x.y", "pgk_acme.x.y.z", "pgk_é.x.y"]
)
async def test_a_text_that_is_no_key_is_refused(database: Database, organization: str, text: str) -> None:
    with pytest.raises(Unauthenticated):
        await keys.verify_key(database, text)


async def test_a_wrong_secret_is_refused(database: Database, organization: str) -> None:
    _, text = await keys.create_key(database, organization, "reader", ["graph:read"])
    with pytest.raises(Unauthenticated):
        await keys.verify_key(database, text[:-1] + ("a" if text[-1] != "a" else "b"))


async def test_a_key_of_another_organization_does_not_open_this_one(database: Database, organization: str) -> None:
    await keys.ensure_organization(database, "globex", "Globex")
    _, text = await keys.create_key(database, organization, "reader", ["graph:read"])
    with pytest.raises(Unauthenticated):
        await keys.verify_key(database, text.replace(organization, "globex"))


async def test_a_revoked_key_is_refused_and_still_listed(database: Database, organization: str) -> None:
    key, text = await keys.create_key(database, organization, "reader", ["graph:read"])
    assert await keys.revoke_key(database, organization, key.id)
    with pytest.raises(Unauthenticated):
        await keys.verify_key(database, text)
    assert [listed.revoked_at is not None for listed in await keys.keys(database, organization)] == [True]


async def test_revoking_twice_finds_nothing_the_second_time(database: Database, organization: str) -> None:
    key, _ = await keys.create_key(database, organization, "reader", ["graph:read"])
    assert [await keys.revoke_key(database, organization, key.id) for _ in range(2)] == [True, False]


async def test_an_expired_key_is_refused(database: Database, organization: str) -> None:
    _, text = await keys.create_key(database, organization, "reader", ["graph:read"], expires_at=1)
    with pytest.raises(Unauthenticated):
        await keys.verify_key(database, text)


async def test_an_unknown_scope_is_refused_by_name(database: Database, organization: str) -> None:
    with pytest.raises(BadUserInput, match="unknown scope: graph:erase"):
        await keys.create_key(database, organization, "reader", ["graph:erase"])


async def test_a_key_needs_an_organization_that_is_there(database: Database) -> None:
    with pytest.raises(BadUserInput, match="no organization 'nobody'"):
        await keys.create_key(database, "nobody", "reader", ["graph:read"])


@pytest.mark.parametrize("org_id", ["", "Acme", "a.b", "a b", "-a", "a" * 64, "é"])
async def test_an_organization_whose_id_would_not_fit_in_a_key_is_refused(database: Database, org_id: str) -> None:
    with pytest.raises(BadUserInput):
        await keys.ensure_organization(database, org_id)


async def test_making_an_organization_again_changes_nothing(database: Database) -> None:
    await keys.ensure_organization(database, "acme", "Acme")
    before = await keys.organizations(database)
    await keys.ensure_organization(database, "acme", "Another name")
    assert await keys.organizations(database) == before
