"""OTLP spans: which rows they make, in whatever order and however often they come, and what is refused or passed over."""

import json
import random
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, ArrayValue, KeyValue, KeyValueList
from opentelemetry.proto.resource.v1.resource_pb2 import Resource
from opentelemetry.proto.trace.v1.trace_pb2 import ResourceSpans, ScopeSpans, Span, Status

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.ingest.otlp import OTHER, records_of
from storage.ingest.otlp_span import spans_of_json, spans_of_protobuf
from storage.ingest.reader import Broken, Notice
from storage.nouns.record import Record, Refused
from storage.nouns.run import Run
from storage.nouns.step import Step
from storage.nouns.tool_call import ToolCall
from storage.writing.writer import write
from tests.storage.contents import contents, row
from tests.storage.ingest.conftest import Read
from tests.storage.ingest.spans import CHAT, SECOND, START, TRACE, attributes, request, span


def items(*spans: dict[str, Any], **resource: Any) -> list[Any]:
    return list(records_of("here", spans_of_json(request(*spans, **resource))))


TRACE_OF_AN_AGENT = [
    span(1, None, 0, 10, http__request__method="POST"),
    span(
        2, 1, 0.5, 9.5,
        gen_ai__operation__name="invoke_agent", gen_ai__agent__name="Planner", gen_ai__agent__id="agent-7",
        gen_ai__conversation__id="talk", gen_ai__usage__input_tokens=350, pentagraph__process_instance__id="i1",
    ),
    span(3, 2, 1, 2, gen_ai__usage__output_tokens=10, **CHAT),
    span(
        4, 2, 2, 3, "no such table", gen_ai__operation__name="execute_tool", gen_ai__tool__name="postgres.query",
        gen_ai__tool__call__arguments='{"sql": "select 1"}', mcp__session__id="s1", gen_ai__agent__id="agent-7",
    ),
    span(5, 2, 3, 8, gen_ai__operation__name="invoke_agent", gen_ai__agent__name="Helper", gen_ai__agent__id="agent-8"),
    span(6, 5, 4, 7, gen_ai__usage__output_tokens=30, **CHAT),
]  # fmt: skip


async def test_a_trace_is_a_run_with_steps_tool_calls_and_an_identity(database: Database, organization: str) -> None:
    found = items(*TRACE_OF_AN_AGENT)
    assert [item for item in found if isinstance(item, Notice)] == [Notice(OTHER)]
    await write(database, organization, [item for item in found if isinstance(item, Record)])
    run = await row(database, "run", TRACE)
    first = START // 1000
    assert {name: run[name] for name in ("id", "workflow_id", "nhi_id", "conversation_id", "instance_id", "state")} == {
        "id": TRACE, "workflow_id": "Planner", "nhi_id": "agent-7", "conversation_id": "talk", "instance_id": "i1",
        "state": "COMPLETED",
    }  # fmt: skip
    assert (run["started_at"], run["ended_at"]) == (first + 500_000, first + 9_500_000)
    assert (run["input_tokens"], run["output_tokens"], run["total_tokens"]) == (200, 40, 240)
    held = await contents(database, organization)
    assert {each[0] for each in held["nhi"]} == {"agent-7", "agent-8"}
    assert {each[0] for each in held["step"]} == {f"{TRACE}/{number:016x}" for number in (2, 3, 4, 5, 6)}
    call = await row(database, "tool_call", f"{TRACE}/{4:016x}")
    assert (call["tool"], call["outcome"], call["error"], call["latency_us"], call["session_id"], call["nhi_id"]) == (
        "postgres.query", "ERROR", "no such table", 1_000_000, "s1", "agent-7",
    )  # fmt: skip
    assert json.loads(call["arguments"]) == {"sql": "select 1"}
    session = await row(database, "mcp_session", "s1")
    assert (session["id"], session["run_id"]) == ("s1", TRACE)


@pytest.mark.parametrize("seed", range(6))
async def test_spans_give_the_same_rows_in_any_order_and_again(database: Database, organization: str, seed: int) -> None:
    chance = random.Random(seed)
    await write(database, organization, [item for item in items(*TRACE_OF_AN_AGENT) if isinstance(item, Record)])
    expected = await contents(database, organization)
    other = f"{organization}2"
    await ensure_organization(database, other)
    for _ in range(2):
        shuffled = list(TRACE_OF_AN_AGENT)
        chance.shuffle(shuffled)
        while shuffled:
            part = [shuffled.pop() for _ in range(min(len(shuffled), chance.randint(1, 3)))]
            await write(database, other, [item for item in items(*part) if isinstance(item, Record)])
    assert await contents(database, other) == expected


async def test_an_open_span_leaves_its_run_running(database: Database, organization: str) -> None:
    agent = span(2, None, 0, 9, gen_ai__operation__name="invoke_agent", gen_ai__agent__name="Planner")
    still = span(3, 2, 1, None, **CHAT)
    await write(database, organization, [item for item in items(agent, still) if isinstance(item, Record)])
    run = await row(database, "run", TRACE)
    assert (run["state"], run["ended_at"]) == ("RUNNING", None)
    await write(database, organization, [item for item in items(span(3, 2, 1, 2, **CHAT)) if isinstance(item, Record)])
    run = await row(database, "run", TRACE)
    assert (run["state"], run["ended_at"]) == ("COMPLETED", START // 1000 + 9_000_000)


async def test_a_run_whose_spans_have_no_agent_has_no_state(database: Database, organization: str) -> None:
    await write(database, organization, [item for item in items(span(3, None, 1, 2, **CHAT)) if isinstance(item, Record)])
    run = await row(database, "run", TRACE)
    assert (run["state"], run["workflow_id"], run["input_tokens"]) == (None, None, 100)


async def test_a_failed_agent_fails_the_run(database: Database, organization: str) -> None:
    agent = span(2, None, 0, 9, "out of memory", gen_ai__operation__name="invoke_agent", error__type="MemoryError")
    await write(database, organization, [item for item in items(agent) if isinstance(item, Record)])
    run = await row(database, "run", TRACE)
    assert (run["state"], run["error"], run["error_category"]) == ("FAILED", "out of memory", "MemoryError")


@pytest.mark.parametrize(
    ("values", "kind", "tool"),
    [
        ({"gen_ai__operation__name": "embeddings"}, "GENERATION", None),
        ({"gen_ai__operation__name": "invoke_workflow"}, "AGENT", None),
        ({"gen_ai__operation__name": "of_tomorrow"}, "OTHER", None),
        ({"openinference__span__kind": "LLM", "llm__token_count__prompt": 7}, "GENERATION", None),
        ({"openinference__span__kind": "TOOL", "tool__name": "search"}, "TOOL", "search"),
        ({"openinference__span__kind": "CHAIN"}, "SPAN", None),
        ({"traceloop__span__kind": "workflow"}, "AGENT", None),
        ({"traceloop__span__kind": "tool", "traceloop__entity__name": "search"}, "TOOL", "search"),
        ({"llm__request__type": "chat", "gen_ai__usage__prompt_tokens": 7}, "GENERATION", None),
        ({"mcp__method__name": "tools/call", "gen_ai__tool__name": "search"}, "TOOL", "search"),
        ({"mcp__method__name": "tools/list"}, None, None),
        ({"gen_ai__operation__name": "search_memory"}, "SPAN", None),
        ({"db__system": "postgresql"}, None, None),
    ],
)
def test_every_spelling_of_the_conventions_is_known(values: dict[str, Any], kind: str | None, tool: str | None) -> None:
    found = items(span(1, None, 0, 1, **values))
    steps = [item for item in found if isinstance(item, Step)]
    assert [step.kind for step in steps] == ([kind] if kind else [])
    assert [item.tool for item in found if isinstance(item, ToolCall)] == ([tool] if tool else [])
    if any("prompt" in name for name in values):
        assert steps[0].input_tokens == 7


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {
                "gen_ai.usage.input_tokens": 100, "gen_ai.usage.cache_read.input_tokens": 60, "gen_ai.usage.output_tokens": 50,
                "gen_ai.usage.cache_creation.input_tokens": 30, "gen_ai.usage.reasoning.output_tokens": 40,
            },
            (100, 50, 60, 30, 40),
        ),
        (
            {
                "llm.token_count.prompt": 100, "llm.token_count.prompt_details.cache_read": 60, "llm.token_count.completion": 50,
                "llm.token_count.prompt_details.cache_write": 30, "llm.token_count.completion_details.reasoning": 40,
            },
            (100, 50, 60, 30, 40),
        ),
        (
            {
                "gen_ai.usage.prompt_tokens": 100, "llm.usage.cache_read_input_tokens": 60, "gen_ai.usage.completion_tokens": 50,
                "llm.usage.cache_creation_input_tokens": 30, "llm.usage.reasoning_tokens": 40,
            },
            (100, 50, 60, 30, 40),
        ),
        # Beside the input, as Anthropic reports them.
        (
            {"gen_ai.usage.input_tokens": 3, "gen_ai.usage.cache_read_input_tokens": 900, "gen_ai.usage.output_tokens": 5},
            (903, 5, 900, None, None),
        ),
        ({"gen_ai.usage.output_tokens": 5, "gen_ai.usage.reasoning_tokens": 7}, (None, 12, None, None, 7)),
        ({"gen_ai.usage.cache_read.input_tokens": "many", "gen_ai.usage.input_tokens": 3}, (3, None, None, None, None)),
    ],
)  # fmt: skip
async def test_cached_and_reasoning_tokens_are_kept_apart_and_counted_once(
    database: Database, organization: str, values: dict[str, Any], expected: tuple[int | None, ...]
) -> None:
    call = span(3, None, 1, 2, gen_ai__operation__name="chat", gen_ai__request__model="gpt-5")
    call["attributes"] += attributes(values)
    await write(database, organization, [item for item in items(call) if isinstance(item, Record)])
    kinds = ("input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens", "reasoning_tokens")
    for held in (await row(database, "step", f"{TRACE}/{3:016x}"), await row(database, "run", TRACE)):
        assert tuple(held[kind] for kind in kinds) == expected
    assert (await row(database, "run", TRACE))["total_tokens"] == sum(count or 0 for count in expected[:2])


def test_a_cost_that_the_sender_reports_is_the_spend_of_the_step() -> None:
    found = items(span(3, None, 1, 2, openinference__span__kind="LLM", llm__cost__total=0.0125))
    assert [item.spend for item in found if isinstance(item, Step)] == [12_500_000]


@pytest.mark.parametrize(
    ("parent", "kind", "calls"),
    [(2, "SPAN_KIND_CLIENT", 1), (2, "SPAN_KIND_SERVER", 0), (2, 2, 0), (None, "SPAN_KIND_SERVER", 1), (2, 1, 1)],
)
def test_a_call_through_mcp_counts_once_on_the_side_of_its_client(parent: int | None, kind: str | int, calls: int) -> None:
    called = {"mcp__method__name": "tools/call", "gen_ai__operation__name": "execute_tool", "gen_ai__tool__name": "search"}
    found = items(span(3, parent, 0, 1, **called) | {"kind": kind})
    assert [item.kind for item in found if isinstance(item, Step)] == ["TOOL" if calls else "SPAN"]
    assert len([item for item in found if isinstance(item, ToolCall)]) == calls


def test_a_type_of_error_is_an_error_without_a_status() -> None:
    (call,) = [
        item
        for item in items(span(3, 2, 0, 1, gen_ai__operation__name="execute_tool", error__type="tool_error"))
        if isinstance(item, ToolCall)
    ]
    assert (call.outcome, call.error) == ("ERROR", "tool_error")


def test_attributes_of_the_resource_count_beneath_those_of_the_span() -> None:
    found = items(
        span(1, None, 0, 1, gen_ai__operation__name="invoke_agent", pentagraph__task__id="t2"),
        pentagraph__process_instance__id="i1", pentagraph__task__id="t1",
    )  # fmt: skip
    run = next(item for item in found if isinstance(item, Run))
    assert (run.instance_id, run.task_id) == ("i1", "t2")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"traceId": "short"}, "traceId"),
        ({"traceId": "0" * 32}, "traceId"),
        ({"traceId": None}, "traceId"),
        ({"spanId": "x" * 16}, "spanId"),
        ({"spanId": 7}, "spanId"),
        ({"startTimeUnixNano": "-5"}, "startTimeUnixNano or endTimeUnixNano"),
        ({"endTimeUnixNano": "9" * 25}, "startTimeUnixNano or endTimeUnixNano"),
        ({"startTimeUnixNano": "soon"}, "startTimeUnixNano or endTimeUnixNano"),
        ({"startTimeUnixNano": 0, "endTimeUnixNano": "0"}, None),
    ],
)
def test_a_span_that_is_wrong_costs_only_itself(change: dict[str, Any], field: str | None) -> None:
    wrong = span(3, None, 0, 1, **CHAT) | change
    found = items(wrong, span(4, None, 0, 1, **CHAT))
    (broken,) = [item for item in found if isinstance(item, Broken)]
    assert broken.refusal.field == field
    assert "span 1" in broken.place
    assert [item.id for item in found if isinstance(item, Step)] == [f"{TRACE}/{4:016x}"]


@pytest.mark.parametrize("sent", [{}, [], 7, None, {"resourceSpans": []}, {"resourceSpans": [{"scopeSpans": [{"spans": []}]}]}])
def test_json_without_spans_is_empty(sent: object) -> None:
    assert list(spans_of_json(sent)) == []


def test_what_is_no_object_is_refused_by_itself() -> None:
    good = request(span(3, None, 0, 1, **CHAT))["resourceSpans"]
    found = list(spans_of_json({"resourceSpans": [7, *good, {"scopeSpans": ["x", {"spans": 8}]}]}))
    assert [each.field for each in found if isinstance(each, Refused)] == ["resourceSpans", "scopeSpans", "spans"]
    assert len(found) == 4


def deep_value() -> dict[str, Any]:
    deep: dict[str, Any] = {"stringValue": "x"}
    for _ in range(200):
        deep = {"arrayValue": {"values": [deep]}}
    return deep


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        ({"key": "a", "value": deep_value()}, "nested too deeply"),
        ({"key": "a", "value": {"stringValue": ["x"]}}, "stringValue must be one value"),
        ({"key": "a", "value": {"intValue": "much"}}, "intValue must be an integer"),
        ({"key": "a", "value": {"kvlistValue": {"values": [{"key": 7}]}}}, "a key must be text"),
        ({"key": "a", "value": "x"}, "a value must be an object"),
        ({"value": {"stringValue": "x"}}, "a key must be text"),
        (7, "expected an object"),
    ],
)
@pytest.mark.parametrize("of_resource", [False, True])
def test_an_attribute_that_is_wrong_costs_only_itself(pair: Any, reason: str, of_resource: bool) -> None:
    sent = request(span(3, None, 0, 1, **CHAT))
    holder = sent["resourceSpans"][0]["resource"] if of_resource else sent["resourceSpans"][0]["scopeSpans"][0]["spans"][0]
    holder["attributes"].append(pair)
    found = list(records_of("here", spans_of_json(sent)))
    (notice,) = [item for item in found if isinstance(item, Notice)]
    assert reason in notice.reason
    assert [item.model for item in found if isinstance(item, Step)] == ["gpt-5"]


def proto_value(value: Any) -> AnyValue:
    match value:
        case bool():
            return AnyValue(bool_value=value)
        case int():
            return AnyValue(int_value=value)
        case float():
            return AnyValue(double_value=value)
        case list():
            return AnyValue(array_value=ArrayValue(values=[proto_value(each) for each in value]))
        case dict():
            return AnyValue(kvlist_value=KeyValueList(values=[KeyValue(key=k, value=proto_value(v)) for k, v in value.items()]))
    return AnyValue(string_value=value)


def test_protobuf_and_json_are_read_alike() -> None:
    values = {"a": "text", "b": True, "c": -7, "d": 0.5, "e": ["x", {"y": 1}], "gen_ai.operation.name": "chat"}
    pairs = [KeyValue(key=key, value=proto_value(value)) for key, value in values.items()]
    sent = Span(
        trace_id=bytes.fromhex(TRACE), span_id=(3).to_bytes(8, "big"), parent_span_id=(2).to_bytes(8, "big"), name="span 3",
        start_time_unix_nano=START, end_time_unix_nano=START + SECOND, attributes=pairs,
        status=Status(code=Status.STATUS_CODE_ERROR, message="gone"),
    )  # fmt: skip
    resource = Resource(attributes=[KeyValue(key="service.name", value=proto_value("shop"))])
    whole = ExportTraceServiceRequest(resource_spans=[ResourceSpans(resource=resource, scope_spans=[ScopeSpans(spans=[sent])])])
    as_json = span(3, 2, 0, 1, "gone")
    as_json["attributes"] = attributes(values)
    assert list(spans_of_protobuf(whole.SerializeToString())) == list(spans_of_json(request(as_json, service__name="shop")))


def test_bytes_that_are_no_request_are_refused() -> None:
    with pytest.raises(Refused, match="ExportTraceServiceRequest"):
        list(spans_of_protobuf(b"\xff\xff\xff"))


def test_a_list_in_place_of_a_request_is_reported(read_text: Read) -> None:
    content = json.dumps([1]) + "\n" + json.dumps(request(span(1, None, 0, 1, **CHAT))) + "\n"
    found = read_text("x.json", content, format="otlp")
    assert [str(item) for item in found if isinstance(item, Broken)] == ["x.json:1: expected a trace request, found a list"]
    assert [item.id for item in found if isinstance(item, Run)] == [TRACE]
