"""docs/rest.md is what the routes say of themselves, and every document of queries/rest runs as it is."""

import json
import re

import pytest
from graphql import OperationDefinitionNode, parse

from gateway.documents import documents
from gateway.graphql.response import respond
from gateway.rest.apis import APIS
from gateway.rest.docs import docs, operation_of
from schema.engine.request import Caller, Request
from schema.graph import graph_engine
from storage.accounts.keys import SCOPES
from tests.conftest import ORGANIZATION
from tests.contracts.conftest import Api
from tests.project import PROJECT
from tests.shared_plans import shared_plans

PAGE = PROJECT / "docs" / "rest.md"
DOCUMENTS = {name: text for name, text in documents().items() if name.startswith("rest/")}
CALLER = Caller(ORGANIZATION, frozenset(SCOPES))
QUERIES = [name for name, text in DOCUMENTS.items() if re.search(r"^query ", text, re.MULTILINE)]
CHANGES = sorted(set(DOCUMENTS) - set(QUERIES))


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == docs(), "run: python -m gateway.rest.docs > docs/rest.md"


def test_each_path_stands_beside_its_document_and_operation() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    for rest_api in APIS:
        for route in rest_api.routes:
            [line] = [line for line in lines if line.startswith(f"| `{route.method} {route.path.replace(':path', '')}` |")]
            assert f"../queries/{route.document}.graphql" in line
            assert f"`{operation_of(route)}`" in line


def test_links_of_the_page_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", PAGE.read_text(encoding="utf-8"))
    assert [link for link in links if not (PAGE.parent / link).exists()] == []


def test_names_of_operations_are_unique() -> None:
    names = [each.name.value for text in DOCUMENTS.values() for each in parse(text).definitions if _named(each)]  # type: ignore[attr-defined]
    assert len(names) == len(set(names)) == len(DOCUMENTS)


def _named(definition: object) -> bool:
    return isinstance(definition, OperationDefinitionNode) and definition.name is not None


@pytest.mark.parametrize("name", QUERIES)
async def test_a_document_runs_as_it_is(filled: Api, name: str) -> None:
    assert DOCUMENTS[name].startswith("#")
    answer = json.loads(
        (
            await respond(
                graph_engine(filled.database, cache=shared_plans(filled.database)), Request(DOCUMENTS[name], None, None), CALLER
            )
        ).body
    )
    assert "errors" not in answer, answer["errors"]
    assert answer["data"]


@pytest.mark.parametrize("name", CHANGES)
async def test_a_document_that_changes_something_runs_as_it_is(api: Api, organization: str, name: str) -> None:
    answer = json.loads(
        (
            await respond(
                graph_engine(api.database, cache=shared_plans(api.database)), Request(DOCUMENTS[name], None, None), CALLER
            )
        ).body
    )
    # The store is empty: what cannot be found is told, and nothing else is wrong.
    assert {error["extensions"]["code"] for error in answer.get("errors", ())} <= {"NOT_FOUND"}
