"""The statements of operations, and the operations to take them from: the stored documents, and generated ones."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pytest
from graphql import NonNullTypeNode, OperationDefinitionNode, parse, print_ast
from hypothesis import settings

from schema.engine.engine import Engine
from schema.engine.request import Request
from storage.sql.statement import Moment, Statement
from tests.project import PROJECT
from tests.schema.conftest import ACME

DOCUMENTS = sorted(
    path for path in (PROJECT / "queries").rglob("*.graphql") if not re.search(r"^mutation\b", path.read_text(), re.MULTILINE)
)
"""The documents that ask; those that change something have statements of their own."""
GENERATED = settings(max_examples=40)


def statements(
    engine: Engine, query: str, variables: dict[str, Any] | None, name: str | None = None
) -> Iterator[tuple[Statement, Moment]]:
    """The statements of an operation, and what to bind them with; none where its values are refused."""
    for _, made, moment in fields(engine, query, variables, name):
        yield made, moment


def stored_statements(engine: Engine, query: str, name: str | None) -> list[tuple[Statement, Moment]]:
    """The statements of a stored operation. There is at least one."""
    found = list(statements(engine, query, values(query, name), name))
    assert found, "the operation has no statement"
    return found


def fields(
    engine: Engine, query: str, variables: dict[str, Any] | None, name: str | None = None
) -> Iterator[tuple[str, Statement, Moment]]:
    """The same, each with the name of the field that it answers."""
    values, plan = engine.plan(Request(query, name, variables), ACME)
    for root in plan.roots:
        if root.statement is not None:
            yield root.key, root.statement, Moment(values, ACME.org_id, engine.now())


@cache
def operations() -> Sequence[Any]:
    """Every operation of those documents, and its name, as the parameters of a test."""
    return list(_operations())


def _operations() -> Iterator[Any]:
    for path in DOCUMENTS:
        text = path.read_text()
        for node in parse(text).definitions:
            if isinstance(node, OperationDefinitionNode):
                name = node.name.value if node.name else None
                yield pytest.param(text, name, id=f"{path.parent.name}/{path.stem}:{name}")


SOMETHING = {"Int": 1, "Float": 1.0, "DateTime": "2026-05-01T00:00:00Z"}


def values(query: str, name: str | None = None) -> dict[str, Any]:
    """Something for each variable that an operation requires."""
    nodes = [node for node in parse(query).definitions if isinstance(node, OperationDefinitionNode)]
    operation = next(node for node in nodes if name is None or (node.name and node.name.value == name))
    required = {}
    for definition in operation.variable_definitions or ():
        if isinstance(definition.type, NonNullTypeNode) and definition.default_value is None:
            required[definition.variable.name.value] = SOMETHING.get(print_ast(definition.type.type), "Task:a")
    return required
