"""Filters: each operator on each kind of value, against the reference, over awkward rows."""

from typing import Any

import pytest

from tests.schema.conftest import Ask
from tests.schema.nasty_store import COUNTS, FRACTIONS, IDS, METADATA, MONEY, NAMES, TEXTS, TIMES
from tests.schema.reference_answers import time_text

pytestmark = pytest.mark.anyio

KINDS: dict[str, tuple[str, str, str, list[Any]]] = {
    "text": ("tasks", "name", "String", list(TEXTS)),
    "own id": ("tasks", "taskId", "String", list(IDS)),
    "time": ("runs", "endedAt", "DateTime", [time_text(micros) for micros in TIMES]),
    "main time": ("runs", "startedAt", "DateTime", [time_text(micros) for micros in TIMES]),
    "length": ("tasks", "duration", "Duration", [-86_400_000, -0.001, 0, 0.001, 500, 86_400_000]),
    "latency": ("toolCalls", "latency", "Duration", [0, 0.001, 0.999, 1.5, 2000]),
    "money": ("runs", "spend", "USD", [nanos / 1_000_000_000 for nanos in MONEY]),
    "count": ("runs", "inputTokens", "BigInt", list(COUNTS)),
    "small number": ("tasks", "version", "Int", [1, 2, 0, -(2**31), 2**31 - 1]),
    "fraction": ("nhis", "tierCompliance", "Float", list(FRACTIONS)),
    "derived fraction": ("nhis", "riskScore", "Float", list(FRACTIONS)),
    "truth": ("processInstances", "faulted", "Boolean", [True, False]),
    "enum": ("tasks", "state", "TaskState", ["READY", "COMPLETED"]),
    "derived enum": ("toolCalls", "outcome", "Outcome", ["PASSED", "BLOCKED", "ERROR"]),
}
OPERATORS = {
    "all": ["eq", "ne"],
    "listed": ["in", "notIn"],
    "ordered": ["gt", "gte", "lt", "lte"],
    "text": ["contains", "startsWith"],
}


def _operators(kind: str) -> list[str]:
    type_ = KINDS[kind][2]
    found = [*OPERATORS["all"]]
    if type_ != "Boolean":
        found += OPERATORS["listed"]
    if type_ == "String":
        found += OPERATORS["text"]
    elif type_ not in ("Boolean", "TaskState", "Outcome"):
        found += OPERATORS["ordered"]
    return found


@pytest.mark.parametrize(("kind", "operator"), [(kind, operator) for kind in KINDS for operator in _operators(kind)])
async def test_an_operator_selects_the_rows_that_the_reference_selects(agree: Ask, kind: str, operator: str) -> None:
    root, field, type_, values = KINDS[kind]
    wanted = f"[{type_}!]" if operator in OPERATORS["listed"] else type_
    query = f"query($v: {wanted}) {{ {root}(first: 50, filter: {{{field}: {{{operator}: $v}}}}) {{ totalCount nodes {{ id }} }}"
    query += f" rest: {root}(filter: {{not: {{{field}: {{{operator}: $v}}}}}}) {{ totalCount }} }}"
    for value in values:
        data = await agree(query, v=[value] if operator in OPERATORS["listed"] else value)
        assert data[root]["totalCount"] + data["rest"]["totalCount"] == 14


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("absent", [True, False])
async def test_absence_is_told_apart_for_every_kind(agree: Ask, kind: str, absent: bool) -> None:
    root, field, _, _ = KINDS[kind]
    await agree(
        f"query($v: Boolean) {{ {root}(filter: {{{field}: {{isNull: $v}}}}) {{ totalCount nodes {{ {field} }} }} }}", v=absent
    )


@pytest.mark.parametrize("kind", [kind for kind, (_, _, type_, _) in KINDS.items() if type_ != "Boolean"])
async def test_an_empty_list_holds_nothing(agree: Ask, kind: str) -> None:
    root, field, _, _ = KINDS[kind]
    none = await agree(f"{{ {root}(filter: {{{field}: {{in: []}}}}) {{ totalCount }} }}")
    every = await agree(f"{{ {root}(filter: {{{field}: {{notIn: []}}}}) {{ totalCount }} }}")
    assert (none[root]["totalCount"], every[root]["totalCount"]) == (0, 14)


@pytest.mark.parametrize(
    "filter_",
    [
        "{}", "{and: []}", "{or: []}", "{not: {}}", "{and: [{}, {}]}", "{or: [{}]}", "{not: {or: []}}", "{not: {and: []}}",
        '{or: [{name: {eq: "}"}}, {lane: {isNull: true}}], state: {ne: READY}}',
        '{and: [{name: {ne: "}"}}, {not: {lane: {isNull: true}}}], or: [{version: {gte: 1}}, {version: {isNull: true}}]}',
        '{not: {and: [{name: {gt: "a"}}]}}'.replace("gt", "contains"),
        "{not: {not: {version: {gt: 1}}}}",
        "{version: {gt: 0, lt: 3, ne: 2}}",
    ],
)  # fmt: skip
async def test_conditions_are_joined_as_the_reference_joins_them(agree: Ask, filter_: str) -> None:
    await agree(f"{{ tasks(first: 50, filter: {filter_}) {{ totalCount nodes {{ id }} }} }}")


@pytest.mark.parametrize(
    "filter_",
    [
        "runs(filter: {nhi: {riskScore: {gte: 0.5}}})", "runs(filter: {not: {nhi: {}}})", "runs(filter: {nhi: {}, task: {}})",
        "nhis(filter: {runs: {spend: {gt: 0}}})", "nhis(filter: {guardians: {name: {isNull: false}}})",
        "nhis(filter: {incidents: {state: {eq: OPEN}}})", "nhis(filter: {tasks: {}, not: {instances: {}}})",
        "incidents(filter: {runsBehind: {nhi: {}}})", "toolCalls(filter: {verdicts: {guardian: {nhis: {}}}})",
        "processInstances(filter: {identities: {riskLevel: {in: [HIGH, CRITICAL]}}})",
        "processModels(filter: {instances: {tasks: {runs: {}}}})", "tasks(filter: {activity: {lane: {isNull: false}}})",
        "milestones(filter: {gap: {lt: 0}})", "processInstances(filter: {parent: {children: {parent: {}}}})",
    ],
)  # fmt: skip
async def test_a_filter_crosses_links(agree: Ask, filter_: str) -> None:
    await agree(f"{{ {filter_} {{ totalCount nodes {{ id }} }} }}")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("type_", ["TEXT", "INT", "FLOAT"])
async def test_metadata_is_compared_as_text_or_as_a_number(agree: Ask, name: str, type_: str) -> None:
    numbers = {"INT": ["1", "7", "-1", "+1", "100", "0"], "FLOAT": ["1", "7", "0.25", "-1.5", ".5", "1e2", "100.0"]}
    test = f"{{metadata: [{{name: $n, type: {type_}, value: $v}}]}}"
    query = f"query($n: String!, $v: String!) {{ processInstances(filter: {test}) {{ nodes {{ id }} }} }}"
    for value in numbers.get(type_, [str(each) for each in METADATA if each is not None]):
        await agree(query, n=name, v=value)


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("INT", "x"),
        ("INT", "1.5"),
        ("INT", ""),
        ("INT", "1_0"),
        ("INT", " 7"),
        ("INT", "\u0667"),
        ("FLOAT", "1_0"),
        ("FLOAT", "nan"),
        ("FLOAT", "1e999"),
        ("FLOAT", ""),
    ],
)
async def test_metadata_asked_for_as_a_number_must_be_one(ask: Ask, type_: str, value: str) -> None:
    test = f'{{metadata: [{{name: "amount", type: {type_}, value: $v}}]}}'
    query = f"query($v: String!) {{ processInstances(filter: {test}) {{ totalCount }} }}"
    assert [error["extensions"]["code"] for error in (await ask(query, v=value))["errors"]] == ["BAD_USER_INPUT"]


async def test_upper_and_lower_case_are_the_same_for_ascii_letters_only(agree: Ask) -> None:
    for text in ("invoice", "INVOICE", "Ä", "ä", "äÖ", "é"):
        await agree("query($t: String) { tasks(filter: {name: {contains: $t}}) { nodes { name } } }", t=text)


@pytest.mark.parametrize("days", [0.5, 1, 400, 36_500])
async def test_last_days_end_now(agree: Ask, days: float) -> None:
    await agree("query($d: Float) { tasks(filter: {startedAt: {lastDays: $d}, endedAt: {lastDays: $d}}) { totalCount } }", d=days)


@pytest.mark.parametrize(
    ("filter_", "field"),
    [
        ("and: null", "and"),
        ("or: null", "or"),
        ("not: null", "not"),
        ("name: null", "name"),
        ("name: {eq: null}", "name.eq"),
        ("startedAt: null", "startedAt"),
        ("startedAt: {gte: null}", "startedAt.gte"),
        ("instance: null", "instance"),
        ("instance: {metadata: null}", "instance.metadata"),
        ("incidents: {and: null}", "incidents.and"),
        ("incidents: {or: null}", "incidents.or"),
        ("incidents: {not: null}", "incidents.not"),
        ("incidents: {instance: {and: null}}", "incidents.instance.and"),
        ("incidents: {createdAt: {gte: null}}", "incidents.createdAt.gte"),
        ("and: [{instance: {and: [{and: null}]}}]", "and[0].instance.and[0].and"),
    ],
)
@pytest.mark.parametrize("figures", ["totalCount", "nodes { id }", "stats { count }"])
async def test_null_is_refused_at_every_place_of_a_filter(ask: Ask, filter_: str, field: str, figures: str) -> None:
    answer = await ask(f"{{ tasks(filter: {{{filter_}}}) {{ {figures} }} }}")
    assert [(error["extensions"]["code"], error["extensions"]["field"]) for error in answer["errors"]] == [
        ("BAD_USER_INPUT", f"filter.{field}")
    ]
