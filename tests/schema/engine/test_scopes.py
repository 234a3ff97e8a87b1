"""What a caller may read: each noun needs a scope, however it is reached."""

import pytest

from schema.engine.request import Caller
from tests.schema.conftest import ACME, Ask

pytestmark = pytest.mark.anyio

EVERY = ("graph:read", "logs:read", "mcp:read", "nhi:read", "dead-letters:read")


def without(scope: str) -> Caller:
    """A caller that has every scope but one."""
    return Caller(ACME.org_id, frozenset(EVERY) - {scope})


REACHED = [
    ("graph:read", "{ tasks { totalCount } }"),
    ("graph:read", "{ nhis { nodes { runs { totalCount } } } }"),
    ("graph:read", "{ nhis(filter: {runs: {state: {eq: FAILED}}}) { totalCount } }"),
    ("graph:read", "{ nhis { nodes { lastSeenAt } } }"),
    ("nhi:read", "{ nhis { totalCount } }"),
    ("nhi:read", "{ runs { nodes { nhi { id } } } }"),
    ("nhi:read", "{ runs(filter: {nhi: {riskScore: {gte: 0.5}}}) { totalCount } }"),
    ("nhi:read", "{ runs(filter: {not: {or: [{and: [{nhi: {}}]}]}}) { totalCount } }"),
    ("nhi:read", "{ runs { stats { count } nodes { nhi { riskScore } } } }"),
    ("nhi:read", '{ node(id: "Anomaly:a") { id } }'),
    ("nhi:read", '{ nodes(ids: ["Task:a", "Nhi:a"]) { id } }'),
    ("nhi:read", "{ guardians { nodes { nhis { totalCount } } } }"),
    ("logs:read", "{ guardians { totalCount } }"),
    ("logs:read", "{ runs { nodes { verdicts { totalCount } } } }"),
    ("logs:read", "{ runs(filter: {verdicts: {outcome: {eq: BLOCKED}}}) { totalCount } }"),
    ("logs:read", "{ toolCalls { nodes { outcome } } }"),
    ("logs:read", "{ toolCalls(filter: {outcome: {eq: BLOCKED}}) { totalCount } }"),
    ("logs:read", "{ toolCalls { stats { groupBy(by: OUTCOME) { key } } } }"),
    ("logs:read", "{ toolCalls(filter: {outcome: {eq: BLOCKED}}) { stats { count } } }"),
    ("logs:read", "{ verdicts { stats { groupBy(by: [OUTCOME, ENVIRONMENT]) { key count } } } }"),
    ("logs:read", '{ guardian(guardianId: "a") { stats { count sums { corrections } } } }'),
    ("mcp:read", "{ toolCalls { totalCount } }"),
    ("mcp:read", "{ toolCalls { stats { groupBy(by: TOOL) { key count } sums { spend } } } }"),
    ("mcp:read", '{ nhi(nhiId: "a") { stats { groupBy(by: TOOL) { key count } } } }'),
    ("graph:read", '{ nhi(nhiId: "a") { runs { stats { count sums { spend } } } } }'),
    ("mcp:read", "{ nhis { nodes { stats { count } } } }"),
    ("mcp:read", "{ tools { name } }"),
    ("dead-letters:read", "{ deadLetters { totalCount } }"),
    ("dead-letters:read", '{ node(id: "DeadLetter:a") { id } }'),
    ("mcp:read", "{ nhis(orderBy: LAST_SEEN_AT_DESC) { nodes { id } } }"),
]


@pytest.mark.parametrize(("scope", "query"), REACHED)
async def test_what_needs_a_scope_is_forbidden_without_it_and_answered_with_it(ask: Ask, scope: str, query: str) -> None:
    answer = await ask(query, caller=without(scope))
    assert [(error["extensions"]["code"], error["extensions"]["scopes"]) for error in answer["errors"]] == [
        ("FORBIDDEN", [scope])
    ]
    assert answer["data"] is None or set(answer["data"].values()) == {None}
    assert "errors" not in await ask(query)


@pytest.mark.parametrize(
    ("scope", "query"),
    [
        ("logs:read", "{ verdicts { stats(window: {lastDays: 30}) { count groupBy(by: [OUTCOME]) { key } } } }"),
        ("mcp:read", "{ toolCalls { stats { groupBy(by: TOOL) { key count } } } }"),
        ("graph:read", "{ tasks { totalCount stats(window: {lastDays: 30}) { duration { p50 } } } }"),
    ],
)
async def test_figures_from_roll_ups_need_no_scope_but_that_of_their_noun(ask: Ask, scope: str, query: str) -> None:
    assert "errors" not in await ask(query, caller=Caller(ACME.org_id, frozenset({scope})))


async def test_a_forbidden_root_leaves_the_others(ask: Ask) -> None:
    answer = await ask("{ nhis { totalCount } tasks { totalCount } }", caller=without("nhi:read"))
    assert answer["data"] == {"nhis": None, "tasks": {"totalCount": 14}}
    assert answer["errors"][0]["path"] == ["nhis"]


async def test_an_administrator_reads_everything(ask: Ask) -> None:
    administrator = Caller(ACME.org_id, frozenset({"admin"}))
    for _, query in REACHED:
        assert "errors" not in await ask(query, caller=administrator)


async def test_the_schema_itself_needs_no_scope(ask: Ask) -> None:
    assert "errors" not in await ask("{ __typename __schema { queryType { name } } }", caller=Caller(ACME.org_id, frozenset()))
