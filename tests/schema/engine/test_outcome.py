"""The outcome of an operation: what each root field came to, and what is refused before it runs."""

import pytest

from schema.engine.engine import Engine
from schema.engine.outcome import FieldFailure, MutationNotAllowed, OperationRefused
from schema.engine.request import Request
from storage.errors import BadUserInput, Failure, Forbidden, LimitExceeded
from tests.schema.conftest import ACME

pytestmark = pytest.mark.anyio


async def test_each_root_field_has_its_json_or_the_failure_itself(engine: Engine) -> None:
    caller = type(ACME)(ACME.org_id, frozenset({"graph:read"}))
    outcome = await engine.run(Request("{ tasks { totalCount } bad: toolCalls { totalCount } }"), caller)
    assert [root.key for root in outcome.roots] == ["tasks", "bad"]
    value, failed = outcome.values
    assert isinstance(value, bytes)
    assert value.startswith(b'{"totalCount":')
    assert isinstance(failed, FieldFailure)
    assert isinstance(failed.failure, Forbidden)
    assert (list(failed.path), [node.name.value for node in failed.nodes]) == (["bad"], ["toolCalls"])
    assert list(outcome.failures) == [failed]


async def test_data_is_decoded_by_key(engine: Engine) -> None:
    outcome = await engine.run(Request("{ a: __typename tasks(first: 0) { nodes { id } } }"), ACME)
    assert outcome.data() == {"a": "Query", "tasks": {"nodes": []}}


async def test_data_raises_the_failure_that_happened(engine: Engine) -> None:
    caller = type(ACME)(ACME.org_id, frozenset({"graph:read"}))
    outcome = await engine.run(Request("{ toolCalls { totalCount } }"), caller)
    with pytest.raises(Forbidden) as raised:
        outcome.data()
    assert raised.value is outcome.failures[0].failure
    assert raised.value.facts == {"scopes": ["mcp:read"]}


@pytest.mark.parametrize(
    ("query", "variables", "kind", "code"),
    [
        ("{ tasks", None, Failure, "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", None, Failure, "GRAPHQL_VALIDATION_FAILED"),
        ("query($n: Int!) { tasks(first: $n) { totalCount } }", {"n": "x"}, BadUserInput, "BAD_USER_INPUT"),
        ("{ tasks(first: -1) { totalCount } }", None, BadUserInput, "BAD_USER_INPUT"),
        ("{ " + "a " * 400 + "}", None, LimitExceeded, "LIMIT_EXCEEDED"),
    ],
)
async def test_a_refused_operation_raises_its_errors_and_their_cause(
    engine: Engine, query: str, variables: dict[str, object] | None, kind: type[Failure], code: str
) -> None:
    with pytest.raises(OperationRefused) as raised:
        await engine.run(Request(query, None, variables), ACME)
    refused = raised.value
    assert type(refused.cause) is kind
    assert refused.cause.message == refused.errors[0].message
    assert [(error.extensions or {})["code"] for error in refused.errors] == [code]
    assert sum(refused.timing.values()) > 0


async def test_a_mutation_where_only_queries_are_allowed_is_refused(engine: Engine) -> None:
    with pytest.raises(MutationNotAllowed):
        await engine.run(Request("mutation { __typename }", allow_mutation=False), ACME)
