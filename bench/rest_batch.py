"""The batch route, and the same figures requested separately: each root field of its document in its own request."""

import json
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    Visitor,
    parse,
    print_ast,
    visit,
)

from bench.rest_store import UNTIL, Request

DOCUMENTS = Path(__file__).parent.parent / "queries/rest/automation-batch"
ROUTE = Request("/api/analytics/batch", json.dumps({"start_date": "2026-05-01", "end_date": "2026-05-30"}))
VARIABLES: dict[str, Any] = {
    "started": {"gte": "2026-05-01T00:00:00Z", "lt": UNTIL},
    "active": {"lastDays": 1},
    "runs": {},
    "calls": {},
    "bucket": "DAY",
}


def parts() -> dict[str, Request]:
    """A GraphQL request for each root field of the batch, by its alias."""
    document = parse((DOCUMENTS / "batch.graphql").read_text())
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    [operation] = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    roots = [each for each in operation.selection_set.selections if isinstance(each, FieldNode)]
    return {(root.alias or root.name).value: alone(operation, root, fragments) for root in roots}


def names(ids: list[str]) -> Request:
    """A request for the names of some workflows."""
    return request((DOCUMENTS / "workflows.graphql").read_text(), {"ids": ids})


def alone(operation: OperationDefinitionNode, root: FieldNode, fragments: dict[str, FragmentDefinitionNode]) -> Request:
    """A request for one root field, with the fragments and variables that it needs."""
    spreads, variables = used(root)
    needed = [fragments[name] for name in sorted(spreads)]
    for fragment in needed:
        variables |= used(fragment)[1]
    only = OperationDefinitionNode(
        operation=operation.operation,
        name=operation.name,
        directives=(),
        variable_definitions=tuple(
            each for each in operation.variable_definitions or () if each.variable.name.value in variables
        ),
        selection_set=SelectionSetNode(selections=(root,)),
    )
    text = print_ast(DocumentNode(definitions=(only, *needed)))
    return request(text, {name: VARIABLES[name] for name in sorted(variables)})


def used(node: Node) -> tuple[set[str], set[str]]:
    """Names of the fragments and of the variables below a node."""
    found = Used()
    visit(node, found)
    return found.spreads, found.variables


class Used(Visitor):
    """Takes down names."""

    def __init__(self) -> None:
        super().__init__()
        self.spreads: set[str] = set()
        self.variables: set[str] = set()

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
        """A fragment is used."""
        self.spreads.add(node.name.value)

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        """A variable is used."""
        self.variables.add(node.name.value)


def request(document: str, variables: dict[str, Any]) -> Request:
    """A GraphQL request."""
    return Request("/graphql", json.dumps({"query": document, "variables": variables}))
