"""Clients and tools that people use with GraphQL servers work with this one, unchanged."""

import asyncio
import shutil
from collections.abc import Iterator

import pytest
from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport

from tests.clients.conftest import HERE, PROGRAMS, PROJECT, run
from tests.gateway.running_server import LONG, demo_store, running_server

SDL = "schema/graph.graphql"

SORTING = "sorted-alphabetically"
"""The linter's rules that want names in alphabetical order: ours stand in the order in which a person reads them."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server's GraphQL endpoint, over the demo."""
    folder = tmp_path_factory.mktemp("clients")
    with running_server(demo_store(folder), folder) as address:
        yield f"{address}/graphql"


@pytest.mark.server
def test_every_audit_of_graphql_http_passes(node: str, server: str) -> None:
    assert run(node, "audits.mjs", server).splitlines()[-1] == "61 of 61"


@pytest.mark.server
@pytest.mark.parametrize("client", ["apollo", "urql", "request"])
def test_a_javascript_client_works(node: str, server: str, client: str) -> None:
    run(node, f"{client}.mjs", server)


@pytest.mark.usefixtures("node")
def test_relay_compiles_pages_and_refetchable_fragments() -> None:
    generated = HERE / "generated"
    shutil.rmtree(generated, ignore_errors=True)
    generated.mkdir()
    run(str(PROGRAMS / "relay-compiler"), "relay.config.json")
    assert len(list(generated.glob("*.graphql.js"))) == 5


@pytest.mark.usefixtures("node")
def test_types_are_generated_for_every_document_under_queries() -> None:
    run(str(PROGRAMS / "graphql-codegen"), "--config", "codegen.json")
    assert "export type CountsQuery" in (HERE / "generated" / "graph.ts").read_text(encoding="utf-8")


@pytest.mark.usefixtures("node")
def test_the_schema_follows_the_rules_of_relay() -> None:
    run(str(PROGRAMS / "eslint"), "--config", "tests/clients/eslint.config.mjs", SDL, folder=PROJECT)


@pytest.mark.usefixtures("node")
def test_the_schema_passes_its_linter() -> None:
    folder = HERE / "node_modules" / "graphql-schema-linter" / "lib" / "rules"
    rules = [file.stem.replace("_", "-") for file in folder.glob("*.js")]
    asked = ",".join(sorted(rule for rule in rules if not rule.endswith(SORTING)))
    run(str(PROGRAMS / "graphql-schema-linter"), "--rules", asked, SDL, folder=PROJECT)


@pytest.mark.server
def test_pythons_gql_checks_against_the_schema_and_runs(server: str) -> None:
    async def ask() -> dict[str, object]:
        async with Client(
            transport=HTTPXAsyncTransport(url=server, timeout=LONG), execute_timeout=LONG, fetch_schema_from_transport=True
        ) as session:
            with pytest.raises(TransportQueryError, match="BAD_USER_INPUT"):
                await session.execute(gql("query ($n: Int!) { processInstances(first: $n) { totalCount } }"))
            return await session.execute(gql("{ processInstances(first: 2) { nodes { id } } }"))

    found = asyncio.run(ask())
    assert len(found["processInstances"]["nodes"]) == 2  # type: ignore[index]
