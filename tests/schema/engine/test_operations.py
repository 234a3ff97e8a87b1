"""All of GraphQL's ways to ask, through the planner: each answers as GraphQL's own executor does."""

import asyncio
import json
from typing import Any

import pytest

from gateway.graphql.response import respond
from schema.engine.engine import Engine
from schema.engine.request import Request
from tests.schema.conftest import ACME, Ask
from tests.schema.reference_answers import Reference

pytestmark = pytest.mark.anyio


async def test_aliases_name_the_keys(agree: Ask) -> None:
    data = await agree("{ a: tasks(first: 1) { b: nodes { c: id d: id } } z: tasks(first: 1) { totalCount } }")
    assert list(data) == ["a", "z"]


async def test_named_inline_and_nested_fragments_are_one_selection(agree: Ask) -> None:
    await agree(
        """
        { runs { ...Page } }
        fragment Page on RunConnection { nodes { ...Short ... on Run { state nhi { ...Who } } ... { spend } } totalCount }
        fragment Short on Run { id nhi { id } }
        fragment Who on Nhi { label ...Score }
        fragment Score on Nhi { riskScore }
        """
    )


async def test_fragments_on_an_interface_apply_to_every_type(agree: Ask) -> None:
    await agree(
        """
        { node(id: "Task:a") { ...Any ... on Task { name instance { ...Any } } ... on Run { spend } }
          tasks(first: 2) { nodes { ...Any } } }
        fragment Any on Node { id __typename }
        """
    )


async def test_a_fragment_on_another_type_adds_nothing(agree: Ask) -> None:
    data = await agree('{ node(id: "Task:a") { ... on Run { spend } } }')
    assert data == {"node": {}}


@pytest.mark.parametrize("shown", [True, False])
@pytest.mark.parametrize("hidden", [True, False])
async def test_include_and_skip_take_variables_and_literals(agree: Ask, shown: bool, hidden: bool) -> None:
    query = """query($s: Boolean!, $h: Boolean!) {
        tasks(first: 2) { nodes { id name @include(if: $s) state @skip(if: $h) lane @include(if: $s) @skip(if: $h)
            type @skip(if: true)
            ... @include(if: $s) { username } ...More @skip(if: $h) } } }
        fragment More on Task { taskSpec }"""
    await agree(query, s=shown, h=hidden)


async def test_a_selection_whose_fields_are_all_skipped_is_an_empty_object(agree: Ask) -> None:
    data = await agree('{ task(taskId: "a") { id @skip(if: true) } tasks(first: 1) @skip(if: true) { totalCount } }')
    assert data == {"task": {}}


async def test_an_empty_object_in_a_list_is_one_for_each_row(agree: Ask) -> None:
    await agree(
        "{ tasks(first: 3) { nodes { id @skip(if: true) } edges { cursor @skip(if: true) } "
        "pageInfo { endCursor @skip(if: true) } } }"
    )


@pytest.mark.parametrize("given", [{}, {"n": 3}, {"n": None}])
async def test_a_variable_has_its_default_only_when_absent(agree: Ask, given: dict[str, Any]) -> None:
    await agree("query($n: Int = 2) { tasks(first: $n) { nodes { id } } }", **given)


@pytest.mark.parametrize("given", [{}, {"f": None}, {"f": {}}, {"f": {"name": {"isNull": True}}}])
async def test_null_and_absent_arguments_are_no_filter(agree: Ask, given: dict[str, Any]) -> None:
    await agree("query($f: TaskFilter) { tasks(filter: $f, first: null, after: null) { totalCount nodes { id } } }", **given)


async def test_a_null_inside_a_filter_is_refused(ask: Ask) -> None:
    for filter_ in ("{name: null}", "{name: {eq: null}}", "{and: null}", "{instance: null}"):
        answer = await ask(f"{{ tasks(filter: {filter_}) {{ totalCount }} }}")
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"], filter_


async def test_the_same_field_twice_is_one_field_with_both_selections(agree: Ask) -> None:
    data = await agree("{ tasks(first: 2) { nodes { id } nodes { name instance { id } instance { status } } totalCount } }")
    assert list(data["tasks"]["nodes"][0]) == ["id", "name", "instance"]


async def test_typename_is_everywhere(agree: Ask) -> None:
    await agree(
        """{ __typename task(taskId: "a") { __typename }
        tasks(first: 2) { __typename nodes { __typename } edges { __typename node { __typename } } pageInfo { __typename }
            stats { __typename duration { __typename histogram { __typename } }
                groupBy(by: STATE) { __typename duration { __typename } } } }
        nodes(ids: ["Task:a", "Run:a"]) { __typename } }"""
    )


@pytest.mark.parametrize("selected", ["nodes { __typename }", "edges { __typename }", "pageInfo { __typename }", "__typename"])
async def test_typename_alone_is_one_for_each_row(agree: Ask, selected: str) -> None:
    await agree(f"{{ tasks(first: 3) {{ {selected} }} }}")


async def test_keys_longer_than_an_identifier_stay_apart(agree: Ask) -> None:
    long = "k" * 80
    data = await agree(
        f"{{ {long}1: tasks(first: 1) {{ {long}2: nodes {{ {long}3: id {long}4: name {long}5: instance {{ {long}6: id }} }} "
        f"{long}7: totalCount {long}8: pageInfo {{ {long}9: hasNextPage }} }} }}"
    )
    assert list(data) == [f"{long}1"]


async def test_keys_may_be_words_of_sql(agree: Ask) -> None:
    await agree(
        "{ select: tasks(first: 2) { from: nodes { where: id order: name group: state null: lane value: type one: version } } }"
    )


@pytest.mark.parametrize("count", [61, 121, 149])
async def test_many_plain_fields_fit_into_one_object(agree: Ask, count: int) -> None:
    fields = " ".join(f"f{index}: {('id', 'name', 'startedAt', 'duration')[index % 4]}" for index in range(count))
    await agree(f"{{ tasks(first: 2) {{ nodes {{ {fields} }} }} }}")


async def test_many_links_fit_into_one_object(agree: Ask) -> None:
    fields = " ".join(f"f{index}: instance {{ id }}" for index in range(70))
    await agree(f"{{ tasks(first: 2) {{ nodes {{ {fields} }} }} }}")


async def test_enums_are_names(agree: Ask) -> None:
    await agree("query($s: TaskState!) { tasks(filter: {state: {in: [READY, $s]}}) { nodes { state } } }", s="COMPLETED")


@pytest.mark.parametrize("operator", ["in", "notIn"])
@pytest.mark.parametrize("field", ["name", "version", "startedAt", "state"])
async def test_lists_may_be_literals_variables_or_hold_variables(agree: Ask, operator: str, field: str) -> None:
    kind, one, two = {
        "name": ("String", "}", "null"), "version": ("Int", 1, 2), "state": ("TaskState", "READY", "ERROR"),
        "startedAt": ("DateTime", "2026-05-01T12:00:00Z", "1970-01-01T00:00:00Z"),
    }[field]  # fmt: skip
    literal = one if kind == "TaskState" else json.dumps(one)
    await agree(f"query($l: [{kind}!]) {{ tasks(filter: {{{field}: {{{operator}: $l}}}}) {{ nodes {{ id }} }} }}", l=[one, two])
    await agree(f"query($l: [{kind}!]) {{ tasks(filter: {{{field}: {{{operator}: $l}}}}) {{ nodes {{ id }} }} }}", l=[])
    await agree(
        f"query($x: {kind}!) {{ tasks(filter: {{{field}: {{{operator}: [{literal}, $x]}}}}) {{ nodes {{ id }} }} }}", x=two
    )
    await agree(f"{{ tasks(filter: {{{field}: {{{operator}: {literal}}}}}) {{ nodes {{ id }} }} }}")


async def test_large_integers_keep_every_digit(agree: Ask) -> None:
    data = await agree("query($n: BigInt) { runs(filter: {inputTokens: {eq: $n}}) { nodes { inputTokens } } }", n=2**53 - 1)
    assert {node["inputTokens"] for node in data["runs"]["nodes"]} == {2**53 - 1}


@pytest.mark.parametrize("value", ["1.5", '"1"', "9007199254740992", "true", "1e3"])
async def test_a_large_integer_is_a_whole_number_of_53_bits(ask: Ask, value: str) -> None:
    answer = await ask(f"{{ runs(filter: {{inputTokens: {{eq: {value}}}}}) {{ totalCount }} }}")
    assert "errors" in answer


async def test_introspection_stands_beside_data(ask: Ask) -> None:
    query = "query($n: String!) { __schema { queryType { name } } t: __type(name: $n) { kind } tasks(first: 1) { totalCount } }"
    data = (await ask(query, n="Task"))["data"]
    assert data["__schema"] == {"queryType": {"name": "Query"}}
    assert data["t"] == {"kind": "OBJECT"}
    assert data["tasks"]["totalCount"] == 14


async def test_a_root_that_fails_is_null_beside_the_others(ask: Ask) -> None:
    answer = await ask("query($n: Int) { bad: tasks(first: $n) { totalCount nodes { id } } good: runs { totalCount } }", n=-1)
    assert answer["data"]["bad"] is None
    assert answer["data"]["good"]["totalCount"] == 14
    assert [(error["path"], error["extensions"]["code"]) for error in answer["errors"]] == [(["bad"], "BAD_USER_INPUT")]


async def test_a_root_that_must_not_be_null_makes_all_data_null(ask: Ask) -> None:
    answer = await ask(
        "query($d: Float) { tools(first: 1) { stats(window: {lastDays: $d}) { count } } runs { totalCount } }", d=-1
    )
    assert answer["data"] is None
    assert answer["errors"][0]["path"] == ["tools"]


async def test_a_literal_that_is_refused_names_its_path(ask: Ask) -> None:
    answer = await ask("{ tasks(first: 1) { nodes { runs(first: -1) { totalCount } } } }")
    (error,) = answer["errors"]
    assert error["path"] == ["tasks", "nodes", "runs"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("name", ["Nope", "a"])
async def test_an_operation_that_is_not_there_is_refused(ask: Ask, name: str) -> None:
    answer = await ask("query A { __typename } query B { __typename }", operation=name)
    assert answer["errors"][0]["extensions"]["code"] == "OPERATION_RESOLUTION_FAILURE"
    assert "data" not in answer


async def test_of_several_operations_one_must_be_named(ask: Ask) -> None:
    document = "query A { tasks { totalCount } } query B { b: runs { totalCount } }"
    assert (await ask(document))["errors"][0]["extensions"]["code"] == "OPERATION_RESOLUTION_FAILURE"
    assert list((await ask(document, operation="B"))["data"]) == ["b"]


@pytest.mark.parametrize("text", ["\\u0000", "a\\u0000b"])
async def test_a_text_that_no_store_can_hold_is_refused(ask: Ask, text: str) -> None:
    whole = f'{{ tasks(filter: {{name: {{OP: "{text}"}}}}) {{ totalCount }} }}'
    queries = [whole.replace("OP", operator) for operator in ("eq", "ne", "contains", "startsWith", "in")]
    queries += [f'{{ task(taskId: "{text}") {{ id }} }}', f'{{ node(id: "Task:{text}") {{ id }} }}']
    queries += [f'{{ processInstances(filter: {{metadata: [{{name: "{text}", value: ""}}]}}) {{ totalCount }} }}']
    for query in queries:
        answer = await ask(query)
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"], query


async def test_a_variable_that_no_store_can_hold_is_refused(ask: Ask) -> None:
    for value in ("\x00", "\ud800"):
        for query, variables in (
            ("query($t: String) { tasks(filter: {name: {eq: $t}}) { totalCount } }", {"t": value}),
            ("query($t: [String!]) { tasks(filter: {name: {in: $t}}) { totalCount } }", {"t": [value]}),
            ("query($t: ID!) { node(id: $t) { id } }", {"t": f"Task:{value}"}),
            ("query($t: String!) { task(taskId: $t) { id } }", {"t": value}),
        ):
            answer = await ask(query, **variables)
            assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"], (query, value)


async def test_the_same_shape_of_variables_runs_the_same_plan(engine: Engine, reference: Reference) -> None:
    query = "query SameShape($n: Int, $f: TaskFilter) { tasks(first: $n, filter: $f) { nodes { id } } }"
    before = len(engine.plans)
    answers = []
    for n, name in ((1, "}"), (3, "{"), (5, "null")):
        answer = await respond(engine, Request(query, None, {"n": n, "f": {"name": {"ne": name}}}), ACME)
        expected = reference.answer(query, {"n": n, "f": {"name": {"ne": name}}})
        assert json.loads(answer.body)["data"] == expected.data
        answers.append(answer.body)
    assert len(engine.plans) == before + 1
    assert len(set(answers)) == 3


async def test_what_changes_the_statement_makes_another_plan(engine: Engine, reference: Reference) -> None:
    query = "query Shapes($n: Int, $f: TaskFilter, $b: Boolean = true, $o: TaskOrder) {" \
        " tasks(first: $n, filter: $f, orderBy: $o) { nodes { id name @include(if: $b) } } }"  # fmt: skip
    shapes: list[dict[str, Any]] = [
        {}, {"n": None}, {"n": 2}, {"f": {}}, {"f": None}, {"f": {"name": {"isNull": True}}}, {"f": {"name": {"isNull": False}}},
        {"f": {"state": {"eq": "READY"}}}, {"f": {"state": {"eq": "ERROR"}}}, {"f": {"name": {"in": ["}"]}}}, {"b": False},
        {"f": {"state": {"in": ["READY"]}}}, {"f": {"state": {"in": ["READY", "ERROR"]}}}, {"o": "ID_ASC"}, {"o": "ID_DESC"},
        {"f": {"or": []}}, {"f": {"or": [{}]}}, {"f": {"not": {}}},
        {"f": {"and": [{"name": {"eq": ""}}, {"version": {"gt": 1}}]}},
    ]  # fmt: skip
    before = len(engine.plans)
    for variables in shapes * 2:
        answer = await respond(engine, Request(query, None, variables), ACME)
        assert json.loads(answer.body)["data"] == reference.answer(query, variables).data, variables
    assert len(engine.plans) == before + len(shapes)


async def test_lists_of_different_length_run_the_same_plan(engine: Engine) -> None:
    query = "query Lengths($l: [String!]) { tasks(filter: {name: {in: $l}}) { totalCount } }"
    before = len(engine.plans)
    for names in ([], ["a"], ["}", "{", "null"]):
        await respond(engine, Request(query, None, {"l": names}), ACME)
    assert len(engine.plans) == before + 1


async def test_a_variable_of_the_wrong_type_is_refused_also_when_a_plan_is_known(ask: Ask) -> None:
    head = "query Typed($s: String, $n: Int, $b: Boolean!)"
    query = head + " { tasks(first: $n, filter: {name: {eq: $s}}) { totalCount @skip(if: $b) } }"
    assert "errors" not in await ask(query, s="a", n=1, b=False)
    for wrong in ({"s": 1}, {"n": "1"}, {"n": 1.5}, {"n": True}, {"b": None}, {"b": "x"}, {"n": 2**31}, {"s": ["a"]}, {"s": {}}):
        answer = await ask(query, **{"s": "a", "n": 1, "b": False, **wrong})
        assert {error["extensions"]["code"] for error in answer["errors"]} == {"BAD_USER_INPUT"}, wrong


async def test_requests_at_the_same_time_do_not_mix(engine: Engine, reference: Reference) -> None:
    query = "query Mixed($id: String!) { task(taskId: $id) { id name attributes instance { id } } }"
    ids = [row["id"] for row in reference.world.rows["Task"]] * 5
    answers = await asyncio.gather(*(respond(engine, Request(query, None, {"id": each}), ACME) for each in ids))
    for each, answer in zip(ids, answers, strict=True):
        assert json.loads(answer.body)["data"]["task"]["id"] == f"Task:{each}"


async def test_an_explained_answer_whose_values_are_refused_is_still_an_answer(engine: Engine) -> None:
    request = Request("query($n: Int) { tasks(first: $n) { nodes { id } } }", None, {"n": -1}, explain=True)
    answer = json.loads((await respond(engine, request, ACME)).body)
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("values", [(0.5, 1), (1, 0.5), (1, True), (0.5, "1"), (0.5, None)])
async def test_a_known_plan_takes_the_same_values_as_a_new_one(
    engine: Engine, reference: Reference, values: tuple[Any, Any]
) -> None:
    name = "".join(filter(str.isalnum, repr(values)))
    query = f"query Known{name}($x: Float) {{ nhis(filter: {{tierCompliance: {{gte: $x}}}}) {{ nodes {{ id }} }} }}"
    for value in values:
        answer = json.loads((await respond(engine, Request(query, None, {"x": value}), ACME)).body)
        if isinstance(value, bool | str) or value is None:
            assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
        else:
            assert answer["data"] == reference.answer(query, {"x": value}).data


@pytest.mark.parametrize("given", [5, "5", "Task:5", ":", "", "Nope:a", "Task:", None, 5.5, True, ["Task:a"], {}])
async def test_an_id_of_any_form_is_answered_or_refused(ask: Ask, given: Any) -> None:
    assert "errors" not in await ask("query AnyId($id: ID!) { node(id: $id) { id } }", id="Task:a")
    answer = await ask("query AnyId($id: ID!) { node(id: $id) { id } }", id=given)
    if given in ("Task:5", "Task:"):
        assert answer == {"data": {"node": None}}
    else:
        assert {error["extensions"]["code"] for error in answer["errors"]} == {"BAD_USER_INPUT"}


@pytest.mark.parametrize("narrow", ["eq", "in"])
@pytest.mark.parametrize(
    ("root", "link", "field"),
    [
        ("tasks", "instance", "modelId"), ("tasks", "runs", "nhiId"), ("tasks", "incidents", "modelId"),
        ("nhis", "runs", "workflowId"), ("nhis", "instances", "modelId"), ("nhis", "incidents", "instanceId"),
        ("processInstances", "identities", "nhiId"),
        ("guardians", "nhis", "nhiId"), ("toolCalls", "verdicts", "guardianId"), ("processInstances", "lastMilestone", "modelId"),
        ("incidents", "runsBehind", "nhiId"), ("tasks", "activity", "modelId"), ("runs", "parent", "nhiId"),
    ],
)  # fmt: skip
async def test_a_link_filtered_by_what_is_indexed_selects_the_same_rows(
    agree: Ask, root: str, link: str, field: str, narrow: str
) -> None:
    type_ = "[String!]" if narrow == "in" else "String"
    for filter_ in (f"{{{link}: {{{field}: {{{narrow}: $v}}}}}}", f"{{not: {{{link}: {{{field}: {{{narrow}: $v}}}}}}}}"):
        for value in ("a", "b", "}", "nowhere"):
            query = f"query($v: {type_}) {{ {root}(first: 50, filter: {filter_}) {{ totalCount nodes {{ id }} }} }}"
            await agree(query, v=[value] if narrow == "in" else value)
