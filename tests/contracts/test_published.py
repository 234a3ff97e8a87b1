"""The contracts name the paths and commands that the published documents name. Collected only beside those documents."""

import re

import pytest

from gateway.rest.flow_runs.answers import FlowRun
from tests.contracts.contract import CONTRACTS, DOCUMENTS, ENDPOINTS, Contract, plain

PATTERNS = (
    r"\| `(?P<path>/[^`]*)` \| `(?P<method>GET|POST)` \|",
    r"(?P<method>GET|POST) ?(?P<path>(?:/(?:[a-z0-9-]+|{\w+}))+)",
    r"^(?P<method>get|post)\n(?P<path>(?:/(?:[a-z0-9-]+|{\w+}))+)",
    r"^(?P<method>GET|POST)\n(?P<path>(?:/\n[\w-]+\n?)+)",
)
"""How the documents spell a method and a path: in a table, in one line, in a line each, in a line for each part of the path.
What follows a path without a space begins with a capital letter."""
COMMAND = re.compile(r"^curl (?:[^\n]*\\\n)*(?:[^'\n]*'[^']*')*[^\n]*", re.MULTILINE)
"""A command goes on after a backslash, and inside of quotes."""


def text(name: str) -> str:
    """A document."""
    return (DOCUMENTS / name).read_text(encoding="utf-8")


def paths(text: str) -> set[tuple[str, str]]:
    """Methods and paths that a text names."""
    found = (match for pattern in PATTERNS for match in re.finditer(pattern, text, re.MULTILINE))
    return {(match["method"].upper(), plain(match["path"])) for match in found}


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS)
def test_a_contract_has_the_paths_and_commands_of_its_document(contract: Contract) -> None:
    published = text(f"{contract.document}.txt")
    assert paths(published) == {endpoint.key for endpoint in contract.endpoints if endpoint.published}
    assert list(contract.curls) == [command.strip() for command in COMMAND.findall(published)]


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS)
def test_a_document_names_every_parameter_and_key_of_its_contract(contract: Contract) -> None:
    published = text(f"{contract.document}.txt") + text("CONTRACT.md")
    names = {name for each in contract.endpoints for name in (*each.required, *each.optional, *each.body, *each.fields)}
    assert names
    assert [name for name in sorted(names) if name not in published] == []


def test_what_was_settled_beyond_the_documents_is_in_the_contracts() -> None:
    assert {each.key for each in ENDPOINTS if not each.published} <= paths(text("CONTRACT.md"))
    assert paths(text("CONTRACT.md")) - {each.key for each in ENDPOINTS} == {("POST", "/token")}


def test_every_key_of_a_flow_run_is_there_in_its_order() -> None:
    summary = text("4-flow-runs.txt").partition("Summary of a single")[2]
    assert re.findall(r"^(\w+?)(?:string|any of|boolean|integer|number)", summary, re.MULTILINE) == list(FlowRun.model_fields)
