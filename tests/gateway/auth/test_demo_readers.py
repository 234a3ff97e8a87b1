"""The demo is read without a credential only where that was asked for, and never once there is a credential."""

import asyncio
from typing import Any

import httpx
import pytest

from gateway.auth.demo_readers import DemoReaders
from gateway.issuer_settings import Issuer
from gateway.rest.apis import APIS
from gateway.server import build
from gateway.settings import Settings
from storage.accounts import users
from storage.accounts.credentials import has_credential
from storage.accounts.keys import create_key, ensure_organization, revoke_key
from storage.accounts.license import PERPETUAL, license_until
from storage.database.opening import open_database
from storage.database.protocol import Database
from tests.gateway.auth.conftest import Clock
from tests.gateway.conftest import ELSEWHERE, HERE, Door
from tests.gateway.graphql.asking import QUERY, code_of

pytestmark = pytest.mark.slow

ISSUER = Issuer(issuer="https://id.example.org", audience="x", org_id="acme")
LOCAL = {"type": "http", "client": HERE, "http_version": "1.1"}
HEADERS = {"host": "127.0.0.1:8000"}


async def reads(door: Door, **headers: str) -> bool:
    """Whether a query without a credential is answered."""
    answer = await door.ask(QUERY, **headers)
    if answer.status_code == 401:
        assert code_of(answer) == "UNAUTHENTICATED"
        return False
    assert answer.status_code == 200, answer.text
    return True


@pytest.fixture
def door(database: Database) -> Door:
    """A server that was asked to serve the demo, over a store of either kind without credentials."""
    return Door(build(database, Settings(demo=True, key_cache_seconds=0)))


async def test_by_default_nobody_reads_without_a_credential(database: Database) -> None:
    assert Settings().demo is False
    assert not await reads(Door(build(database, Settings())))


async def test_where_it_was_asked_for_this_machine_reads_the_demo_and_nothing_else(door: Door, database: Database) -> None:
    await ensure_organization(database, "acme")
    assert await reads(door)
    async with door.client(ELSEWHERE) as client:
        assert (await client.post("/graphql", json={"query": QUERY})).status_code == 401
    assert {await _organization(door)} == {"demo"}


async def _organization(door: Door) -> str:
    """The organization of a caller without a credential, as the batch API names it."""
    caller = await door.app._app._graphql._callers.identify(LOCAL, HEADERS)  # type: ignore[attr-defined]
    return str(caller.org_id)


@pytest.mark.parametrize("credential", ["key", "revoked key", "expired key", "user", "disabled user"])
async def test_once_there_is_a_credential_of_any_organization_nobody_reads_without_one(
    door: Door, database: Database, credential: str
) -> None:
    await ensure_organization(database, "acme")
    assert await reads(door)
    if "key" in credential:
        key, _ = await create_key(database, "acme", "x", [], expires_at=1 if credential == "expired key" else None)
        if credential == "revoked key":
            await revoke_key(database, "acme", key.id)
    else:
        await users.create_user(database, "acme", "ada@example.org", "hash", [])
        if credential == "disabled user":
            await users.disable(database, "acme", "ada@example.org")
    assert not await reads(door)


async def test_a_configured_issuer_is_a_credential(database: Database) -> None:
    assert not await reads(Door(build(database, Settings(demo=True, issuers={"default": ISSUER}))))


async def test_a_credential_that_another_process_creates_is_noticed(database: Database) -> None:
    door = Door(build(database, Settings(demo=True, key_cache_seconds=0)))
    assert await reads(door)
    other = await open_database(database.url, readers=1)
    await ensure_organization(other, "acme")
    await create_key(other, "acme", "x", [])
    await other.close()
    assert not await reads(door)


async def test_the_store_is_asked_again_after_some_seconds_and_no_more_once_it_has_a_credential(clock: Clock) -> None:
    asked: list[float] = []
    found = False

    async def has() -> bool:
        asked.append(clock.now)
        return found

    readers = DemoReaders(has, is_on=True, seconds=5, clock=clock)
    for _ in range(3):
        assert await readers.caller(LOCAL, HEADERS)
    assert len(asked) == 1
    found = True
    clock.now += 4.9
    assert await readers.caller(LOCAL, HEADERS)
    clock.now += 0.1
    assert await readers.caller(LOCAL, HEADERS) is None
    found = False
    clock.now += 1000
    assert await readers.caller(LOCAL, HEADERS) is None
    assert len(asked) == 2


async def test_requests_from_elsewhere_ask_the_store_nothing() -> None:
    async def has() -> bool:
        raise AssertionError

    readers = DemoReaders(has, is_on=True, seconds=0)
    assert await readers.caller({**LOCAL, "client": ELSEWHERE}, HEADERS) is None
    assert await DemoReaders(has, is_on=False, seconds=0).caller(LOCAL, HEADERS) is None


async def test_a_store_without_organizations_has_no_credential(database: Database) -> None:
    assert not await has_credential(database)
    await ensure_organization(database, "demo")
    assert not await has_credential(database)


@pytest.mark.parametrize("rest_api", APIS, ids=lambda rest_api: rest_api.name)
async def test_each_rest_api_keeps_the_same_rule(door: Door, database: Database, rest_api: Any) -> None:
    await ensure_organization(database, "demo")
    await license_until(database, "demo", PERPETUAL)
    path = {
        "process-monitoring": "/analytics/api/v1/identifiers/list",
        "incidents": "/incidents/total-counts?processKey=x",
        "automation-batch": "/api/analytics/batch",
        "flow-runs": "/analytics/org/demo/flows/x",
        "governance": "/v1/analytics/governance/summary",
    }[rest_api.name]

    async def status(**headers: str) -> int:
        async with door.client() as client:
            method = "POST" if path.endswith("batch") else "GET"
            return (await client.request(method, path, headers=headers, json={} if method == "POST" else None)).status_code

    assert await status() not in (401, 403), rest_api.name
    assert await status(**{"x-forwarded-for": "198.51.100.9"}) == 401
    assert await status(**{"x-real-ip": "198.51.100.9"}) == 401
    await create_key(database, "demo", "x", [])
    assert await status() == 401


async def test_nginx_as_it_comes_is_not_local(door: Door) -> None:
    """nginx speaks HTTP/1.0 with `Host: 127.0.0.1:PORT` and `Connection: close`, and adds no header about the client."""
    scope = {**LOCAL, "http_version": "1.0"}
    callers = door.app._app._graphql._callers  # type: ignore[attr-defined]
    assert await callers.local(scope, {**HEADERS, "connection": "close"}) is None
    assert await callers.local({**scope, "http_version": "1.1"}, {**HEADERS, "connection": "close"}) is not None


async def message(door: Door, peer: tuple[str, int] = HERE, **headers: str) -> str:
    """The message of a refusal."""
    answer: httpx.Response = await door.ask(QUERY, peer=peer, **headers)
    assert answer.status_code == 401
    return str(answer.json()["errors"][0]["message"])


async def test_a_person_at_this_machine_learns_why_the_demo_is_not_open(door: Door, database: Database) -> None:
    assert "header 'x-real-ip'" in await message(door, x_real_ip="1.2.3.4")
    assert "serve --demo" in await message(Door(build(database, Settings())))
    assert "serve --demo" not in await message(Door(build(database, Settings())), peer=ELSEWHERE)


async def test_many_first_requests_at_once_are_all_answered(door: Door) -> None:
    assert await asyncio.gather(*(reads(door) for _ in range(10))) == [True] * 10
