"""The five documents and the routes name the same paths: none of them is without a route, and no route is nobody's."""

import re
from collections.abc import Iterator

import pytest

from gateway.rest.apis import APIS
from tests.project import PROJECT

DOCUMENTS = PROJECT.parent / "shared" / "apis"
NAMES = ("1-process-monitoring", "2-incidents", "3-automation-batch", "4-flow-runs", "5-governance")

PATTERNS = (
    r"\| `(?P<path>/[^`]*)` \| `(?P<method>GET|POST)` \|",
    r"(?P<method>GET|POST) ?(?P<path>(?:/(?:[a-z0-9-]+|{\w+}))+)",
    r"^(?P<method>get|post)\n(?P<path>(?:/(?:[a-z0-9-]+|{\w+}))+)",
    r"^(?P<method>GET|POST)\n(?P<path>(?:/\n[\w-]+\n?)+)",
)
"""How the documents spell a method and a path: in a table, in one line, in a line each, in a line for each part of the path.
What follows a path without a space begins with a capital letter."""

HOW_MANY = {"1-process-monitoring": 14, "2-incidents": 5, "3-automation-batch": 1, "4-flow-runs": 1, "5-governance": 17}
"""Paths of each document, as a reader counts them."""


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    """The documents by name, and what settles the rest."""
    if not DOCUMENTS.is_dir():
        pytest.skip("the paths were NOT compared with the documents of ../shared/apis, which are not here")
    return {name: (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8") for name in NAMES}


def paths(text: str) -> set[tuple[str, str]]:
    """Methods and paths that a text names; the name of a parameter does not matter."""
    return {
        (match["method"].upper(), _plain(match["path"]))
        for pattern in PATTERNS
        for match in re.finditer(pattern, text, re.MULTILINE)
    }


def _plain(path: str) -> str:
    return re.sub(r"{[^}]*}", "{}", re.sub(r"\s", "", path).rstrip("."))


def routes() -> Iterator[tuple[str, str]]:
    """Methods and paths of the routes."""
    for family in APIS:
        for route in family.routes:
            yield route.method, _plain(route.path)


@pytest.mark.parametrize("name", NAMES)
def test_every_path_of_a_document_has_a_route(documents: dict[str, str], name: str) -> None:
    found = paths(documents[name])
    assert len(found) == HOW_MANY[name]
    assert found - set(routes()) == set()


def test_every_path_of_the_contract_has_a_route(documents: dict[str, str]) -> None:
    told = (DOCUMENTS / "CONTRACT.md").read_text(encoding="utf-8")
    jobs = {("GET", "/v1/mcp/analytics/rollup/{}"), ("GET", "/v1/analytics/nhi-risk/jobs/{}")}
    assert jobs <= paths(told)
    assert paths(told) - set(routes()) == {("POST", "/token")}


def test_every_route_is_in_a_document_or_in_the_contract(documents: dict[str, str]) -> None:
    told = (DOCUMENTS / "CONTRACT.md").read_text(encoding="utf-8")
    assert set(routes()) - set().union(*(paths(text) for text in (*documents.values(), told))) == set()
    assert len(list(routes())) == len(set(routes()))
