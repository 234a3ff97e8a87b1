"""Rate limits as clients of the REST APIs meet them."""

from dataclasses import replace

import httpx
import pytest

from gateway.auth.authenticator import StoreAuthenticator
from gateway.auth.callers import Callers
from gateway.auth.issuers import Issuers
from gateway.auth.licenses import StoreLicenses
from gateway.auth.sessions import Sessions
from gateway.auth.tokens import Tokens
from gateway.counters import ProcessCounters
from gateway.documents import documents
from gateway.rate_limits import RateLimits
from gateway.rest.application import RestApplication, RestServices
from gateway.rest.process_monitoring.api import PROCESS_MONITORING
from gateway.server import build, demo_readers
from gateway.settings import Settings
from schema.engine.request import Caller
from schema.graph import graph_engine
from storage.accounts import keys
from storage.accounts.keys import create_key, ensure_organization
from storage.database.protocol import Database
from tests.gateway.conftest import ELSEWHERE, Door

LIST = "/analytics/api/v1/identifiers/list"


async def header_of(database: Database, org_id: str) -> dict[str, str]:
    """A key of an organization, as it is sent."""
    await ensure_organization(database, org_id)
    return {"authorization": f"Bearer {(await create_key(database, org_id, 'test', ['graph:read']))[1]}"}


async def got(door: Door, path: str, headers: dict[str, str]) -> httpx.Response:
    """The answer to GET."""
    async with door.client(ELSEWHERE) as client:
        return await client.get(path, headers=headers)


async def test_one_organizations_requests_do_not_use_up_anothers(database: Database) -> None:
    door = Door(build(database, Settings(rate_limit=2, key_cache_seconds=0)))
    acme, other = await header_of(database, "acme"), await header_of(database, "other")
    assert [(await got(door, LIST, acme)).status_code for _ in range(3)] == [200, 200, 429]
    refused = await got(door, LIST, await header_of(database, "acme"))
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert "limit of 2 requests per minute" in refused.json()["detail"].lower()
    assert (await got(door, LIST, other)).status_code == 200


async def test_who_is_not_let_in_uses_up_nothing(database: Database) -> None:
    door = Door(build(database, Settings(rate_limit=1, key_cache_seconds=0)))
    acme = await header_of(database, "acme")
    for _ in range(3):
        assert (await got(door, LIST, {"authorization": "Bearer pgk_acme.x.y"})).status_code == 401
    assert (await got(door, LIST, acme)).status_code == 200


@pytest.fixture
def door(database: Database) -> Door:
    """The process monitoring API, were it one that tells what is left; three requests a minute."""

    async def find(text: str) -> Caller:
        key = await keys.verify_key(database, text)
        return Caller(key.org_id, key.scopes, key.name)

    callers = Callers(find, demo_readers(database, Settings()), key_cache_seconds=0)
    services = RestServices(
        graph_engine(database),
        StoreAuthenticator(callers, Tokens(database, minutes=1, cache_seconds=0), Sessions(database, minutes=1), Issuers({})),
        StoreLicenses(database, cache_seconds=0),
        documents(),
        RateLimits(ProcessCounters(), read=3, work=1),
        100_000,
    )
    return Door(RestApplication(replace(PROCESS_MONITORING, rate_headers=True), services))


async def test_each_answer_tells_what_is_left_refusals_too(door: Door, database: Database) -> None:
    acme = await header_of(database, "acme")
    answers = [await got(door, path, acme) for path in (LIST, f"{LIST}?unknown=1", LIST, LIST)]
    assert [answer.status_code for answer in answers] == [200, 422, 200, 429]
    assert [answer.headers["x-ratelimit-remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert {answer.headers["x-ratelimit-limit"] for answer in answers} == {"3"}
    assert len({answer.headers["x-ratelimit-reset"] for answer in answers}) == 1
    stranger = await got(door, LIST, {})
    assert (stranger.status_code, stranger.headers["x-ratelimit-limit"]) == (401, "3")
