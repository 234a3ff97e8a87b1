"""Who may ask, and what they see."""

import pytest

from gateway.auth.demo_readers import DEMO_SCOPES
from gateway.settings import Settings
from storage.accounts.keys import create_key, revoke_key
from storage.database.protocol import Database
from tests.gateway.conftest import ELSEWHERE, Door
from tests.gateway.graphql.asking import QUERY, code_of


def seen(response: object) -> list[str]:
    """The ids of the process instances in an answer."""
    return [node["instanceId"] for node in response.json()["data"]["processInstances"]["nodes"]]  # type: ignore[attr-defined]


async def test_a_caller_on_this_machine_reads_the_demo_organization_without_a_key(door: Door) -> None:
    assert seen(await door.ask(QUERY)) == ["demo-1"]


async def test_a_caller_from_elsewhere_needs_a_key(door: Door, acme_key: str) -> None:
    refused = await door.ask(QUERY, peer=ELSEWHERE)
    assert (refused.status_code, code_of(refused)) == (401, "UNAUTHENTICATED")
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert seen(await door.ask(QUERY, peer=ELSEWHERE, authorization=f"Bearer {acme_key}")) == ["acme-1"]


@pytest.mark.parametrize(
    "headers", [{"x_forwarded_for": "127.0.0.1"}, {"host": "rebound.example"}, {"origin": "https://evil.example"}]
)
async def test_a_request_that_only_seems_local_needs_a_key(door: Door, headers: dict[str, str]) -> None:
    assert code_of(await door.ask(QUERY, **headers)) == "UNAUTHENTICATED"


async def test_either_header_carries_a_key(door: Door, acme_key: str) -> None:
    assert seen(await door.ask(QUERY, x_api_key=acme_key)) == ["acme-1"]
    assert seen(await door.ask(QUERY, authorization=f"bearer {acme_key}")) == ["acme-1"]


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer pgk_acme.x.y"},
        {"authorization": "Bearer"},
        {"authorization": "Basic YTpi"},
        {"x_api_key": ""},
        {"x_api_key": "nonsense"},
        {"authorization": "Bearer pgk_a.b.c", "x_api_key": "pgk_d.e.f"},
    ],
)
async def test_a_wrong_key_is_refused_even_on_this_machine(door: Door, headers: dict[str, str]) -> None:
    answer = await door.ask(QUERY, **headers)
    assert (answer.status_code, code_of(answer)) == (401, "UNAUTHENTICATED")


async def test_a_revoked_key_is_refused(door: Door, store: Database) -> None:
    key, text = await create_key(store, "acme", "short", ["graph:read"])
    assert seen(await door.ask(QUERY, x_api_key=text)) == ["acme-1"]
    await revoke_key(store, "acme", key.id)
    assert code_of(await door.ask(QUERY, x_api_key=text)) == "UNAUTHENTICATED"


async def test_a_key_without_the_scope_gets_an_error_and_no_rows(door: Door, store: Database) -> None:
    _, text = await create_key(store, "acme", "logs only", ["logs:read"])
    answer = (await door.ask(QUERY, x_api_key=text)).json()
    assert (answer["errors"][0]["extensions"]["code"], answer["data"]) == ("FORBIDDEN", {"processInstances": None})


async def test_statements_are_explained_to_readers_of_the_demo_and_not_to_keys_that_only_read(
    door: Door, store: Database
) -> None:
    explained = (await door.ask(QUERY, x_pentagraph_explain="1")).json()["extensions"]["sql"]
    assert explained[0]["statement"].startswith("SELECT")
    assert explained[0]["plan"]
    _, text = await create_key(store, "acme", "reader", ["graph:read"])
    refused = await door.ask(QUERY, x_api_key=text, x_pentagraph_explain="1")
    assert (refused.status_code, code_of(refused)) == (403, "FORBIDDEN")


async def test_an_admins_key_explains_too(door: Door, store: Database) -> None:
    _, text = await create_key(store, "acme", "operator", ["admin"])
    assert "sql" in (await door.ask(QUERY, x_api_key=text, x_pentagraph_explain="1")).json()["extensions"]


def test_a_caller_on_this_machine_may_neither_write_nor_administer() -> None:
    assert DEMO_SCOPES & {"admin", "nhi:write"} == frozenset()


class TestWithoutDemo:
    """A server that was not asked to serve the demo."""

    @pytest.fixture
    def settings(self, sqlite_url: str) -> Settings:
        """Nobody reads without a key."""
        return Settings(database=sqlite_url)

    async def test_even_this_machine_needs_a_key(self, door: Door) -> None:
        assert code_of(await door.ask(QUERY)) == "UNAUTHENTICATED"


class TestWithRememberedKeys:
    """A server that trusts a valid key for a minute."""

    @pytest.fixture
    def settings(self, sqlite_url: str) -> Settings:
        """Keys are remembered."""
        return Settings(database=sqlite_url, key_cache_seconds=60)

    async def test_a_key_found_valid_is_not_looked_up_again(self, door: Door, store: Database) -> None:
        key, text = await create_key(store, "acme", "short", ["graph:read"])
        await door.ask(QUERY, x_api_key=text)
        await revoke_key(store, "acme", key.id)
        assert seen(await door.ask(QUERY, x_api_key=text)) == ["acme-1"]
