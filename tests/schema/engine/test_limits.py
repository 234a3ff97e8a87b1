"""What is too large is refused before it runs, with the limit, what is allowed and what was measured."""

import json
from dataclasses import replace
from typing import Any

import pytest
from graphql import GraphQLObjectType

from bench.attack.cases import fragments
from gateway.graphql.response import respond
from schema.declare.field import GraphField, Role
from schema.engine.document import EngineSettings, parsed
from schema.engine.limits import READERS
from schema.engine.request import Request
from schema.graph import graph_engine
from storage.database.protocol import Database
from tests.schema.conftest import ACME, Ask

pytestmark = pytest.mark.anyio

ROOMY = EngineSettings(
    max_work=10**9,
    planning_timeout=1000,
    max_depth=10_000,
    max_breadth=100_000,
    max_aliases=100_000,
    max_cost=10**15,
    max_tokens=1_000_000,
    statement_timeout=0.5,
)


async def refused(database: Database, query: str, variables: dict[str, Any] | None = None, **limits: Any) -> dict[str, Any]:
    """The only error of a query under these limits."""
    engine = graph_engine(database, replace(EngineSettings(), **limits))
    answer = json.loads((await respond(engine, Request(query, None, variables), ACME)).body)
    (error,) = answer["errors"]
    found: dict[str, Any] = error["extensions"]
    return found


@pytest.mark.parametrize(
    ("query", "limit", "allowed", "measured"),
    [
        ("{ tasks { nodes { instance { id } } } }", "depth", 3, 4),
        ("{ tasks { nodes { ...A } } } fragment A on Task { instance { id } }", "depth", 3, 4),
        ("{ tasks { totalCount } runs { totalCount } }", "breadth", 1, 2),
        ("{ a: tasks { b: totalCount } }", "aliases", 1, 2),
        ("{ tasks @include(if: true) { totalCount @skip(if: false) } }", "directives", 1, 2),
    ],
)
async def test_an_operation_beyond_a_limit_is_refused(
    nasty_database: Database, query: str, limit: str, allowed: int, measured: int
) -> None:
    error = await refused(nasty_database, query, **{f"max_{limit}": allowed})
    assert error == {"code": "LIMIT_EXCEEDED", "limit": limit, "allowed": allowed, "measured": measured}
    engine = graph_engine(nasty_database, replace(EngineSettings(), **{f"max_{limit}": measured}))
    assert b'"errors"' not in (await respond(engine, Request(query), ACME)).body


async def test_a_document_of_too_many_tokens_is_not_parsed_to_its_end(nasty_database: Database) -> None:
    error = await refused(nasty_database, "{ tasks { " + "totalCount " * 50 + "oh no", max_tokens=20)
    assert (error["code"], error["limit"], error["allowed"]) == ("LIMIT_EXCEEDED", "tokens", 20)


@pytest.mark.parametrize("size", ["first: 100", "last: 100", "first: $n", "last: $n"])
async def test_the_cost_of_an_operation_multiplies_page_by_page(nasty_database: Database, size: str) -> None:
    head = "query($n: Int!) " if "$" in size else ""
    query = f"{head}{{ tasks({size}) {{ nodes {{ runs({size}) {{ nodes {{ id }} }} }} }} }}"
    error = await refused(nasty_database, query, {"n": 100} if head else None, max_cost=5000)
    assert (error["code"], error["limit"], error["allowed"]) == ("LIMIT_EXCEEDED", "cost", 5000)
    assert error["measured"] > 10_000


async def test_the_cost_follows_the_variables_also_when_a_plan_is_known(nasty_database: Database) -> None:
    engine = graph_engine(nasty_database, replace(EngineSettings(), max_cost=5000))
    query = "query($n: Int!) { tasks(first: $n) { nodes { runs(first: $n) { nodes { id } } } } }"
    answers = [await respond(engine, Request(query, None, {"n": n}), ACME) for n in (2, 100, 2, 100)]
    assert [b"LIMIT_EXCEEDED" in answer.body for answer in answers] == [False, True, False, True]


@pytest.mark.parametrize(("arguments", "given"), [("first: 11", None), ("last: 11", None), ("first: $n", 11), ("last: $n", 11)])
async def test_a_page_beyond_the_limit_is_refused(nasty_database: Database, arguments: str, given: int | None) -> None:
    head = "query($n: Int) " if given else ""
    variables = {"n": given} if given else None
    error = await refused(nasty_database, f"{head}{{ tasks({arguments}) {{ nodes {{ id }} }} }}", variables, max_page=10)
    assert (error["limit"], error["allowed"], error["measured"]) == ("page", 10, 11)


async def test_a_filter_that_follows_more_links_than_are_allowed_is_refused(nasty_database: Database) -> None:
    query = (
        "{ tasks(filter: { or: [{ not: { instance: { parent: { parent: { status: { eq: COMPLETE } } } } } }] }) { totalCount } }"
    )
    error = await refused(nasty_database, query, max_filter_depth=2)
    assert error == {"code": "LIMIT_EXCEEDED", "limit": "filter_depth", "allowed": 2, "measured": 3}
    engine = graph_engine(nasty_database, replace(EngineSettings(), max_filter_depth=3))
    assert "errors" not in json.loads((await respond(engine, Request(query), ACME)).body)


async def test_an_answer_beyond_the_limit_is_refused(nasty_database: Database) -> None:
    error = await refused(nasty_database, "{ tasks { nodes { id name lane } } }", max_response_bytes=100)
    assert (error["code"], error["limit"], error["allowed"]) == ("RESPONSE_TOO_LARGE", "response_bytes", 100)
    assert error["measured"] > 100


async def test_a_statement_that_runs_too_long_is_interrupted(nasty_database: Database) -> None:
    nested = "id"
    for _ in range(4):
        nested = f"tasks(first: 1000) {{ nodes {{ id name model {{ {nested} }} }} }}"
    error = await refused(
        nasty_database, f"{{ processModels {{ nodes {{ {nested} }} }} }}", statement_timeout=0.0001, max_cost=10**18
    )
    assert error["code"] == "STATEMENT_TIMEOUT"
    assert error["limit"] == 0.0001


def bomb(levels: int, spreads: int) -> str:
    """Fragments that each spread the next one several times: small to write, huge written out."""
    parts = [f"fragment F{level} on Task {{ {f'...F{level + 1} ' * spreads} }}" for level in range(levels)]
    return "\n".join(["{ tasks { nodes { ...F0 } } }", *parts, f"fragment F{levels} on Task {{ a: id b: name }}"])


async def test_a_bomb_of_nested_fragments_is_measured_without_writing_it_out(nasty_database: Database) -> None:
    error = await refused(nasty_database, bomb(40, 10))
    assert error["code"] == "LIMIT_EXCEEDED"
    assert error["measured"] == 2**53 - 1


async def test_a_bomb_of_empty_fragments_is_a_plain_small_query(nasty_database: Database) -> None:
    error = await refused(nasty_database, bomb(300, 5).replace("a: id b: name", "__typename"))
    assert error["code"] == "LIMIT_EXCEEDED"


@pytest.mark.parametrize("cycle", ["fragment A on Task { ...A }", "fragment A on Task { ...B } fragment B on Task { id ...A }"])
async def test_a_cycle_of_fragments_is_invalid(nasty_database: Database, cycle: str) -> None:
    error = await refused(nasty_database, f"{{ tasks {{ nodes {{ ...A }} }} }} {cycle}")
    assert error["code"] == "GRAPHQL_VALIDATION_FAILED"


def chain(levels: int) -> str:
    """A run's run's run."""
    return '{ processInstance(instanceId: "a") { ' + "parent { " * levels + "id" + " }" * levels + "} }"


def nested_filter(levels: int, link: str) -> str:
    """A filter in a filter in a filter."""
    return "{ processInstances(filter: " + f"{{{link}: " * levels + "{}" + "}" * levels + ") { totalCount } }"


@pytest.mark.parametrize("levels", [30, 60, 200, 1000])
async def test_what_is_nested_too_deeply_to_be_run_is_a_limit_not_a_failure(nasty_database: Database, levels: int) -> None:
    engine = graph_engine(nasty_database, ROOMY)
    connection = "{ processModels { nodes { " + "tasks { nodes { model { " * levels + "id" + " } } }" * levels + " } } }"
    for query in (chain(levels), nested_filter(levels, "parent"), nested_filter(levels, "not"), connection):
        answer = json.loads((await respond(engine, Request(query), ACME)).body)
        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        assert codes <= {"LIMIT_EXCEEDED", "GRAPHQL_PARSE_FAILED", "STATEMENT_TIMEOUT"}, query[:100]


FIGURES = """stats(window: {from: "2026-04-28T00:00:00Z", to: "2026-05-03T00:00:00Z"}) {
    count duration { avg p50 p95 histogram { from to count } } groupBy(by: [STATE, MODEL_ID]) { keys count duration { p95 } }
    series(bucket: DAY) { start count ended active duration { p95 histogram { count } } } }"""
HELD = {"totalCount": 4, FIGURES: 1}
"""How many lists in a list may hold these figures at least, where SQLite parses the statement."""


@pytest.mark.parametrize("figures", HELD, ids=["totalCount", "stats"])
async def test_figures_below_lists_in_lists_are_answered_up_to_a_depth_and_then_a_limit(
    nasty_database: Database, figures: str
) -> None:
    engine, codes = graph_engine(nasty_database, replace(ROOMY, statement_timeout=30)), []
    for levels in range(7):
        open_, close = "children(first: 1) { nodes { " * levels, " } }" * levels
        query = f"{{ processInstances(first: 1) {{ nodes {{ {open_} tasks(first: 1) {{ {figures} }} {close} }} }} }}"
        answer = json.loads((await respond(engine, Request(query), ACME)).body)
        codes.append([error["extensions"]["code"] for error in answer.get("errors", ())])
    answered = codes.index(["LIMIT_EXCEEDED"]) if ["LIMIT_EXCEEDED"] in codes else len(codes)
    assert answered > HELD[figures]
    assert codes == [[]] * answered + [["LIMIT_EXCEEDED"]] * (len(codes) - answered)


async def test_many_figures_beside_each_other_are_answered(nasty_database: Database) -> None:
    query = f"{{ tasks {{ {' '.join(f's{number}: {FIGURES}' for number in range(8))} }} }}"
    answer = json.loads(
        (await respond(graph_engine(nasty_database, replace(ROOMY, statement_timeout=30)), Request(query), ACME)).body
    )
    assert "errors" not in answer
    assert len({json.dumps(stats) for stats in answer["data"]["tasks"].values()}) == 1


async def test_variables_that_are_nested_too_deeply_are_a_limit(nasty_database: Database) -> None:
    filter_: dict[str, Any] = {}
    for _ in range(900):
        filter_ = {"not": filter_}
    engine = graph_engine(nasty_database, ROOMY)
    query = "query($f: TaskFilter) { tasks(filter: $f) { totalCount } }"
    answer = json.loads((await respond(engine, Request(query, None, {"f": filter_}), ACME)).body)
    assert answer["errors"][0]["extensions"]["code"] in ("LIMIT_EXCEEDED", "BAD_USER_INPUT")


@pytest.mark.parametrize("alternatives", [400, 2500])
async def test_a_filter_of_many_alternatives_is_answered_or_a_limit(nasty_database: Database, alternatives: int) -> None:
    tests = ",".join(['{lane: {eq: "}"}}'] * alternatives)
    engine = graph_engine(nasty_database, ROOMY)
    answer = json.loads((await respond(engine, Request(f"{{ tasks(filter: {{or: [{tests}]}}) {{ totalCount }} }}"), ACME)).body)
    assert {error["extensions"]["code"] for error in answer.get("errors", ())} <= {"LIMIT_EXCEEDED"}


async def test_more_things_than_allowed_at_once_are_refused(ask: Ask) -> None:
    ids = json.dumps(["Task:a"] * 101)
    error = (await ask(f"{{ nodes(ids: {ids}) {{ id }} }}"))["errors"][0]["extensions"]
    assert (error["allowed"], error["measured"]) == (100, 101)
    assert len((await ask(f"{{ nodes(ids: {json.dumps(['Task:a'] * 100)}) {{ id }} }}"))["data"]["nodes"]) == 100


async def test_short_fragments_that_are_large_written_out_are_refused_whatever_the_page(nasty_database: Database) -> None:
    for first in (0, 1):
        query = fragments(5, 7, first)
        assert len(query) < 1_500
        error = await refused(nasty_database, query)
        assert (error["code"], error["limit"], error["allowed"]) == ("LIMIT_EXCEEDED", "work", 3_000)
        assert error["measured"] > 5**7


async def test_a_fragment_may_be_spread_often_while_the_whole_stays_small(ask: Ask) -> None:
    assert "errors" not in await ask(fragments(2, 3))


STATS = "stats { count groupBy(by: STATE) { count } }"


def work_of(database: Database, query: str, **variables: object) -> int:
    """The work of an operation."""
    document = parsed(graph_engine(database).schema, query, replace(EngineSettings(), max_work=10**9), lambda _: None)
    return document.operation(None).work(variables, 10**9)


@pytest.mark.parametrize("filter_", ['{or: [{lane: {eq: "a"}}, {lane: {eq: "b"}}]}', "$f"], ids=["literal", "variable"])
async def test_a_filter_counts_for_each_figure_that_reads_its_rows(database: Database, filter_: str) -> None:
    given = {"f": {"or": [{"lane": {"eq": "a"}}, {"lane": {"eq": "b"}}]}}
    head = "query($f: TaskFilter) " if filter_ == "$f" else ""
    variables = given if head else {}

    def of(figures: int, argument: str) -> int:
        aliases = " ".join(f"a{index}: {STATS}" for index in range(figures))
        return work_of(
            database, f"{head}{{ tasks{argument} {{ {aliases} }} b: tasks(filter: {filter_}) {{ totalCount }} }}", **variables
        )

    once, often = [of(figures, f"(filter: {filter_})") - of(figures, "") for figures in (1, 40)]
    assert once > 40
    assert often > 15 * once


async def test_what_is_selected_of_global_ids_counts_for_each_id_of_a_variable(database: Database) -> None:
    literal = json.dumps(["Task:a"] * 90)
    below = " ".join(f"a{index}: instance {{ id }}" for index in range(50))
    body = f"{{ ... on Task {{ {below} }} }}"
    by_variable = work_of(database, f"query($i: [ID!]!) {{ nodes(ids: $i) {body} }}", i=["Task:a"] * 90)
    by_default = work_of(database, f"query($i: [ID!]! = {literal}) {{ nodes(ids: $i) {body} }}")
    by_literal = work_of(database, f"{{ nodes(ids: {literal}) {body} }}")
    assert 0.9 * by_literal < by_variable <= by_default
    assert by_default < 1.1 * by_literal
    used = work_of(
        database,
        "query($i: [ID!]!, $f: TaskFilter) { nodes(ids: $i) { ... on ProcessInstance { tasks(filter: $f) { totalCount } } } }",
        i=["ProcessInstance:a"] * 90,
        f={"lane": {"in": ["a"] * 100}},
    )
    assert used > 90 * 30


async def test_each_field_that_reads_rows_is_known(database: Database) -> None:
    roles = {Role.STATS, Role.TOTAL, Role.SPLIT, Role.LIST, Role.MATCHING, Role.ROWS, Role.EDGES}
    found = {
        name
        for type_ in graph_engine(database).schema.type_map.values()
        if isinstance(type_, GraphQLObjectType)
        for name, field in type_.fields.items()
        if isinstance(declared := field.extensions.get("strawberry-definition"), GraphField) and declared.role in roles
    }
    assert found == READERS
