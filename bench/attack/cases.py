"""Small GraphQL requests that are large to validate, to plan or to answer. Each was found to stop a server for seconds.

A case is a name and the JSON body of a request. Tests send them in process; `make attack` sends them over HTTP and measures.
"""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

Body = Mapping[str, Any]

LINKS = ("runs", "sessions", "toolCalls", "anomalies", "assessments")
INTROSPECTION = """fragment S on __Schema { queryType { name } mutationType { name }
    directives { name description locations args { ...V } } types { kind name description
    fields(includeDeprecated: true) { name description args { ...V } type { ...T } isDeprecated deprecationReason }
    inputFields { ...V } interfaces { ...T } enumValues(includeDeprecated: true) { name description } possibleTypes { ...T } } }
    fragment V on __InputValue { name description type { ...T } defaultValue }
    fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }"""
FIGURES = """stats(window: {lastDays: 30}) { count duration { avg p50 p95 histogram { from to count } }
    groupBy(by: [STATE, MODEL_ID]) { keys count duration { p95 } } series(bucket: DAY) { start count ended active } }"""
SUMS = "fragment S on TaskStats { count duration { avg p50 p95 } groupBy(by: STATE) { count } }"


def fragments(links: int, levels: int, first: int = 0) -> str:
    """A query whose fragments, written out, are `links ** levels` fields."""
    parts = [f"{{nhis(first:{first}){{nodes{{...F0}}}}}}"]
    for level in range(levels):
        inner = " ".join(f"{link}(first:{first}){{nodes{{nhi{{...F{level + 1}}}}}}}" for link in LINKS[:links])
        parts.append(f"fragment F{level} on Nhi{{{inner}}}")
    return "".join([*parts, f"fragment F{levels} on Nhi{{nhiId}}"])


def _listed(head: str, body: str, **variables: object) -> Body:
    return {"query": f"query({head}) {{ {body} }}", "variables": variables}


def _repeated(count: int, text: str) -> str:
    return " ".join(f"a{index}: {text}" for index in range(count))


def cases() -> dict[str, Body]:
    """The requests that were found by attack, by name."""
    terms = [{"or": [{"lane": {"eq": str(index)}}]} for index in range(10_000)]
    texts = [f"text {index}" for index in range(100_000)]
    nested = "nodes { model { key id } instance { id status } }"
    differing = " ".join(f"tasks(first: {index}) {{ totalCount }}" for index in range(290))
    entries = [{"name": f"key{index}", "value": str(index)} for index in range(15_000)]
    enums = ["COMPLETE", "ERROR"] * 50_000
    keys = ["STATE", "LANE", "MODEL_ID"] * 30_000
    literals = ", ".join(f'"{index}"' for index in range(4_900))
    return {
        "fragments that spread each other": {"query": fragments(5, 7)},
        "fragments of one row": {"query": fragments(5, 7, first=1)},
        "fragments of three links": {"query": fragments(3, 7)},
        "metadata filter of 15,000 entries": _listed(
            "$f: ProcessInstanceFilter",
            "processInstances(filter: $f) { totalCount }",
            f={"metadata": entries},
        ),
        "140 aliases of the introspection": {"query": f"{{ {_repeated(140, '__schema { ...S }')} }} {INTROSPECTION}"},
        "30,000 terms in a variable": _listed("$f: TaskFilter", "tasks(filter: $f) { totalCount }", f={"and": terms}),
        "290 equal nested fields": {"query": f"{{ tasks {{ {nested * 290} }} }}"},
        "290 equal roots": {"query": f"{{ {f'tasks {{ {nested} }} ' * 290} }}"},
        "enum list of 100,000 values": _listed(
            "$e: [InstanceStatus!]", "processInstances(filter: {status: {in: $e}}) { totalCount }", e=enums
        ),
        "150 aliases of stats": {"query": f"{{ tasks {{ {_repeated(150, 'stats { ...S }')} }} }} {SUMS}"},
        "notIn of 100,000 under 30 aliases": _listed(
            "$t: [String!]", _repeated(30, "tasks(filter: {lane: {notIn: $t}}) { totalCount }"), t=texts
        ),
        "groupBy of 90,000 keys": _listed("$k: [TaskGroupKey!]!", "tasks { stats { groupBy(by: $k) { count } } }", k=keys),
        "4,900 literals in a list": {"query": f"{{ tasks(filter: {{lane: {{in: [{literals}]}}}}) {{ totalCount }} }}"},
        "300 differing arguments": {"query": f"{{ {differing} }}"},
        "a large filter under many figures": _listed(
            "$f: TaskFilter",
            f"tasks(filter: $f) {{ {_repeated(140, 'stats { count groupBy(by: STATE) { count } }')} }}",
            f={"and": terms[:300]},
        ),
        "100 ids with large selections": {
            "query": "{ nodes(ids: ["
            + '"Task:a" ' * 100
            + f"]) {{ ... on Task {{ id {_repeated(140, 'instance { id }')} }} }} }}"
        },
    }


def generated(seed: int, count: int) -> Iterator[tuple[str, Body]]:
    """Other requests of these kinds, the same for each seed."""
    random = Random(seed)
    for index in range(count):
        kind = random.choice(("fragments", "terms", "texts", "aliases", "equal"))
        size = random.choice((10, 100, 1_000, 20_000))
        match kind:
            case "fragments":
                body: Body = {"query": fragments(random.randint(2, 5), random.randint(2, 9), random.choice((0, 1)))}
            case "terms":
                word = random.choice(("and", "or"))
                terms: list[Any] = [{"lane": {"eq": str(each)}} for each in range(size)]
                body = _listed("$f: TaskFilter", "tasks(filter: $f) { totalCount }", f={word: terms})
            case "texts":
                body = _listed(
                    "$t: [String!]",
                    _repeated(random.randint(1, 140), "tasks(filter: {lane: {in: $t}}) { totalCount }"),
                    t=[str(each) for each in range(size)],
                )
            case "aliases":
                body = {"query": f"{{ tasks {{ {_repeated(random.randint(1, 300), FIGURES)} }} }}"}
            case _:
                body = {"query": f"{{ tasks {{ {'nodes { instance { id status model { key } } } ' * min(size, 290)} }} }}"}
        yield f"{index} {kind} {size}", body
