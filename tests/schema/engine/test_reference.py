"""The executor against the independent reference: generated operations, the same answer on both databases."""

import json
import random
from typing import Any

import pytest
from graphql import (
    REMOVE,
    ArgumentNode,
    DocumentNode,
    FloatValueNode,
    IntValueNode,
    ListValueNode,
    ObjectFieldNode,
    StringValueNode,
    Visitor,
    build_schema,
    print_ast,
    visit,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from gateway.graphql.response import respond
from schema.engine.engine import Engine
from schema.engine.request import Request
from schema.graph import sdl
from tests.schema.conftest import ACME, Answers, assert_agrees
from tests.schema.nasty_store import COUNTS, IDS, MICROS, MONEY, TIMES
from tests.schema.operations import Operations
from tests.schema.reference_answers import Reference, time_text

pytestmark = pytest.mark.anyio
REFUSALS = {"BAD_USER_INPUT", "LIMIT_EXCEEDED"}


async def compare(engine: Engine, reference: Reference, answers: Answers, query: str, variables: dict[str, Any]) -> None:
    """Asserts that engine and reference answer the same. A refusal is counted, and only one that a client can understand."""
    answer = json.loads((await respond(engine, Request(query, None, variables), ACME)).body)
    if answers.count(answer):
        assert_agrees(answer["data"], reference, query, variables)
    else:
        assert {error["extensions"]["code"] for error in answer["errors"]} <= REFUSALS, answer["errors"]


@settings(max_examples=150)
@given(seed=st.integers(0, 2**32))
async def test_generated_operations_are_answered_as_the_reference_answers_them(
    engine: Engine, reference: Reference, answers: Answers, seed: int
) -> None:
    query, variables = Operations(reference, random.Random(seed)).query()
    await compare(engine, reference, answers, query, variables)


SCALARS = {
    "DateTime": st.sampled_from([time_text(micros) for micros in TIMES]).map(nodes.String),
    "Duration": st.sampled_from(MICROS[:-1]).map(lambda micros: nodes.Float(micros / 1000)),
    "USD": st.sampled_from(MONEY).map(lambda nanos: nodes.Float(nanos / 1_000_000_000)),
    "BigInt": st.sampled_from(COUNTS).map(nodes.Int),
    "JSON": st.just(nodes.Null),
    "Cursor": st.just(nodes.Null),
}


class Repair(Visitor):
    """Makes what was generated hit something: ids of rows, small pages, zones that exist, metadata that reads as a number."""

    def enter_argument(self, node: ArgumentNode, *_: Any) -> Any:
        """Replaces the value of an argument, or drops one that contradicts another."""
        name, text = node.name.value, print_ast(node.value)
        if name == "last":
            return REMOVE
        if name == "first":
            return ArgumentNode(name=node.name, value=IntValueNode(value=str(1 + len(text) % 5)))
        if name == "timezone":
            return ArgumentNode(name=node.name, value=StringValueNode(value="Europe/Berlin"))
        if name in ("id", "ids"):
            value = StringValueNode(value=f"{TYPES[len(text) % len(TYPES)]}:{IDS[len(text) % len(IDS)]}")
            return ArgumentNode(name=node.name, value=ListValueNode(values=(value,)) if name == "ids" else value)
        if name.endswith("Id") or name in ("name", "path"):
            return ArgumentNode(name=node.name, value=StringValueNode(value=IDS[len(text) % len(IDS)]))
        return None

    def enter_object_field(self, node: ObjectFieldNode, *_: Any) -> Any:
        """Replaces the value of a field of an input."""
        if node.name.value == "lastDays":
            return ObjectFieldNode(name=node.name, value=FloatValueNode(value="36500.0"))
        if node.name.value == "value":
            return ObjectFieldNode(name=node.name, value=StringValueNode(value="7"))
        return None


TYPES = ("Task", "ProcessInstance", "Run", "Nhi", "ToolCall", "Incident")


def repaired(document: DocumentNode) -> str:
    """The text of a generated operation that hits something."""
    return print_ast(visit(document, Repair()))


def generated() -> st.SearchStrategy[str]:
    """Operations over each root field in turn."""
    schema = build_schema(sdl())
    assert schema.query_type

    def over(root: str) -> st.SearchStrategy[str]:
        return queries(schema, fields=[root], custom_scalars=SCALARS, print_ast=repaired, allow_x00=False, allow_null=False)

    return st.sampled_from(sorted(schema.query_type.fields)).flatmap(over)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(query=st.deferred(generated))
async def test_operations_generated_from_the_schema_are_answered_as_the_reference_answers_them(
    engine: Engine, reference: Reference, answers: Answers, query: str
) -> None:
    await compare(engine, reference, answers, query, {})
