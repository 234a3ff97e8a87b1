"""The pages, and what says whether the server is well."""

import json
import re

import pytest

from gateway.documents import documents
from gateway.pages import html
from gateway.server import build
from gateway.settings import Settings
from storage.database.protocol import Database
from tests.gateway.conftest import ELSEWHERE, Door


async def test_the_landing_page_counts_what_its_visitor_may_see(door: Door) -> None:
    async with door.client() as client:
        text = (await client.get("/")).text
    assert "<dt>process instances</dt><dd>1</dd>" in text
    assert 'href="/graphiql"' in text
    assert "curl http://127.0.0.1:8000/graphql" in text


async def test_the_landing_page_tells_strangers_no_counts(door: Door) -> None:
    async with door.client(ELSEWHERE) as client:
        answer = await client.get("/")
    assert answer.status_code == 200
    assert "In the store" not in answer.text


async def test_the_landing_page_does_without_counts_that_a_limit_refuses(store: Database, settings: Settings) -> None:
    cheap = settings.model_copy(update={"max_cost": 1})
    async with Door(build(store, cheap)).client() as client:
        answer = await client.get("/")
    assert answer.status_code == 200
    assert "In the store" not in answer.text


async def test_a_host_name_cannot_put_markup_into_the_landing_page(door: Door) -> None:
    async with door.client() as client:
        answer = await client.get("/", headers={"host": "<script>alert(1)</script>"})
    assert "<script>" not in answer.text


async def test_graphiql_lists_each_example_and_stays_on_its_server(door: Door) -> None:
    async with door.client() as client:
        answer = await client.get("/graphiql")
    settings = json.loads(re.findall(r'type="application/json">(.*?)</script>', answer.text, re.DOTALL)[0])
    assert all(example["title"] and example["about"] for example in settings["examples"])
    assert [example["query"] for example in settings["examples"]] == [
        text for name, text in documents().items() if name.startswith("explore/")
    ]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "connect-src 'self'" in answer.headers["content-security-policy"]


def test_without_its_files_graphiql_comes_from_a_cdn_by_hash_and_says_so() -> None:
    text = html.graphiql({}, local=False)
    assert "pentagraph assets" in text
    files = r'(?:address|href)"?[=:]"https://[^"]+@\d[^"]+",? ?"?integrity"?[=:]"sha384-[A-Za-z0-9+/=]{64}"'
    assert len(re.findall(files, text)) == 6


def test_a_document_cannot_end_the_script_element_that_carries_it() -> None:
    assert "</script><b>" not in html.graphiql({"explore/x": "# </script><b>"}, local=True)


async def test_somebody_who_opens_the_endpoint_in_a_browser_is_shown_graphiql(door: Door) -> None:
    async with door.client() as client:
        answer = await client.get("/graphql", headers={"accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/graphiql")


async def test_the_server_is_alive_and_ready(door: Door) -> None:
    async with door.client(ELSEWHERE) as client:
        assert (await client.get("/healthz")).json() == {"status": "ok"}
        assert (await client.get("/readyz")).json() == {"status": "ready"}


async def test_a_store_of_another_version_is_not_ready(door: Door, store: Database) -> None:
    async with store.transaction() as transaction:
        await transaction.execute("UPDATE alembic_version SET version_num = 'older'")
    async with door.client() as client:
        answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (503, "WRONG_SCHEMA")


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nope", 404), ("GET", "/graphql/x", 404), ("POST", "/", 405)])
async def test_other_paths_and_methods_are_refused_in_the_shape_of_all_errors(
    door: Door, method: str, path: str, status: int
) -> None:
    async with door.client() as client:
        answer = await client.request(method, path)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["extensions"]["code"] in ("NOT_FOUND", "METHOD_NOT_ALLOWED")


class TestWithoutGraphiql:
    """A server without GraphiQL."""

    @pytest.fixture
    def settings(self, sqlite_url: str) -> Settings:
        """GraphiQL is off."""
        return Settings(database=sqlite_url, graphiql=False)

    async def test_there_is_no_such_page_and_no_link_to_it(self, door: Door) -> None:
        async with door.client() as client:
            assert (await client.get("/graphiql")).status_code == 404
            assert "/graphiql" not in (await client.get("/")).text
