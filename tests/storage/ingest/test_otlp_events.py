"""OTLP events: what they add to the step of their span, in any order with it, and what is passed over or refused."""

import json
import random
from typing import Any

import pytest
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue, KeyValueList
from opentelemetry.proto.logs.v1.logs_pb2 import LogRecord, ResourceLogs, ScopeLogs

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.ingest.otlp import records_of
from storage.ingest.otlp_events import OTHER_EVENTS, WITHOUT_CONTENT, records_of_events
from storage.ingest.otlp_log import OTHER_LOGS, WITHOUT_SPAN, events_of_json, events_of_protobuf
from storage.ingest.otlp_span import spans_of_json
from storage.ingest.reader import Broken, Notice
from storage.nouns.record import Record, Refused
from storage.nouns.run import Run
from storage.nouns.step import Step
from storage.writing.writer import write
from tests.storage.contents import contents, row
from tests.storage.ingest.conftest import Read
from tests.storage.ingest.spans import START, TRACE, event, log_request, request, span

DETAILS = "gen_ai.client.inference.operation.details"
QUESTION = [{"role": "user", "parts": [{"type": "text", "content": "Weather in Paris?"}]}]
ANSWER = [{"role": "assistant", "parts": [{"type": "text", "content": "Rain."}], "finish_reason": "stop"}]


def items(*events: dict[str, Any], **resource: Any) -> list[Any]:
    return list(records_of_events("here", events_of_json(log_request(*events, **resource))))


def details(number: int, at: float, **values: Any) -> dict[str, Any]:
    known: dict[str, Any] = {
        "gen_ai__operation__name": "chat", "gen_ai__response__model": "gpt-5-2025-08-07", "gen_ai__usage__input_tokens": 9,
        "gen_ai__usage__cache_read__input_tokens": 4, "gen_ai__input__messages": QUESTION, "gen_ai__output__messages": ANSWER,
    }  # fmt: skip
    return event(number, DETAILS, at, **known | values)


SPANS = [
    span(2, None, 0, 9, gen_ai__operation__name="invoke_agent", gen_ai__agent__name="Planner"),
    span(3, 2, 1, 4, gen_ai__operation__name="chat", gen_ai__request__model="gpt-5", gen_ai__usage__output_tokens=5),
    span(4, 2, 4, 8, "timed out", gen_ai__operation__name="chat", gen_ai__request__model="gpt-5"),
]
EVENTS = [
    details(3, 3.9),
    details(4, 7.9, error__type="timeout"),
    event(5, "gen_ai.system.message", 1, {"role": "system", "content": "Be brief."}),
    event(5, "gen_ai.user.message", 1.1, {"content": "Weather?"}),
    event(5, "gen_ai.choice", 2, {"index": 0, "finish_reason": "stop", "message": {"content": "Rain."}}),
    event(5, "gen_ai.choice", 2, {"index": 1, "finish_reason": "stop", "message": {"content": "Sun."}}),
]


async def test_events_complete_the_steps_of_their_spans(database: Database, organization: str) -> None:
    await write(
        database, organization, [item for item in records_of("x", spans_of_json(request(*SPANS))) if isinstance(item, Record)]
    )
    await write(database, organization, [item for item in items(*EVENTS) if isinstance(item, Record)])
    step = await row(database, "step", f"{TRACE}/{3:016x}")
    assert (step["kind"], step["model"], step["input_tokens"], step["cache_read_tokens"], step["output_tokens"]) == (
        "GENERATION", "gpt-5", 9, 4, 5,
    )  # fmt: skip
    assert (json.loads(step["inputs"]), json.loads(step["outputs"]), step["error"]) == (QUESTION, ANSWER, None)
    assert (await row(database, "step", f"{TRACE}/{4:016x}"))["error"] == "timed out"
    older = await row(database, "step", f"{TRACE}/{5:016x}")
    assert (older["inputs"], older["outputs"]) == ("Weather?", "Rain.")
    assert (await row(database, "run", TRACE))["input_tokens"] == 18


@pytest.mark.parametrize("seed", range(6))
async def test_spans_and_events_give_the_same_rows_in_any_order_and_again(
    database: Database, organization: str, seed: int
) -> None:
    chance = random.Random(seed)
    sent = [*(("spans", each) for each in SPANS), *(("events", each) for each in EVENTS)]

    async def store(org_id: str, part: list[tuple[str, dict[str, Any]]]) -> None:
        spans, events = ([each for kind, each in part if kind == wanted] for wanted in ("spans", "events"))
        found = [*records_of("x", spans_of_json(request(*spans))), *items(*events)]
        await write(database, org_id, [item for item in found if isinstance(item, Record)])

    await store(organization, sent)
    expected = await contents(database, organization)
    other = f"{organization}2"
    await ensure_organization(database, other)
    for _ in range(2):
        chance.shuffle(sent)
        for first in range(0, len(sent), 2):
            await store(other, sent[first : first + 2])
    assert await contents(database, other) == expected


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (event(3, "", 1, "GET /"), OTHER_LOGS),
        (event(3, "http.request", 1), OTHER_LOGS),
        (details(3, 1) | {"traceId": "", "spanId": ""}, WITHOUT_SPAN),
        (event(3, "gen_ai.evaluation.result", 1, gen_ai__evaluation__name="Relevance"), OTHER_EVENTS),
        (event(3, "gen_ai.user.message", 1, {"role": "user"}), WITHOUT_CONTENT),
        (event(3, "gen_ai.choice", 1, {"index": 1, "message": {"content": "Sun."}}), WITHOUT_CONTENT),
    ],
)
def test_what_says_nothing_of_a_step_is_passed_over_and_counted(sent: dict[str, Any], reason: str) -> None:
    assert items(sent) == [Notice(reason)]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"traceId": "short"}, "traceId"),
        ({"spanId": "0" * 16}, "spanId"),
        ({"timeUnixNano": "soon"}, "timeUnixNano or observedTimeUnixNano"),
        ({"timeUnixNano": "0"}, "timeUnixNano"),
    ],
)
def test_an_event_that_is_wrong_costs_only_itself(change: dict[str, Any], field: str) -> None:
    found = items(details(3, 1) | change, details(4, 1))
    (broken,) = [item for item in found if isinstance(item, Broken)]
    assert (broken.refusal.field, "log record 1" in broken.place) == (field, True)
    assert [item.id for item in found if isinstance(item, Step)] == [f"{TRACE}/{4:016x}"]


def test_the_time_of_observation_stands_for_an_absent_time() -> None:
    sent = details(3, 1) | {"timeUnixNano": None, "observedTimeUnixNano": str(START)}
    assert [item.at for item in items(sent)] == [START // 1000]


@pytest.mark.parametrize("body", [{"kvlistValue": {"values": [7]}}, {"stringValue": []}, "text"])
def test_a_body_that_is_wrong_is_left_out(body: Any) -> None:
    found = items(details(3, 1) | {"body": body})
    assert [type(item) for item in found] == [Notice, Step]


def test_what_is_no_object_is_refused_by_itself() -> None:
    good = log_request(details(3, 1))["resourceLogs"]
    found = list(events_of_json({"resourceLogs": [7, *good, {"scopeLogs": ["x", {"logRecords": 8}]}]}))
    assert [each.field for each in found if isinstance(each, Refused)] == ["resourceLogs", "scopeLogs", "logRecords"]
    assert len(found) == 4


@pytest.mark.parametrize(
    ("body", "inputs"),
    [
        ({"content": [{"type": "text", "text": "Hi"}]}, '[{"type":"text","text":"Hi"}]'),
        ({"role": "assistant", "tool_calls": [{"id": "c1"}]}, '{"tool_calls":[{"id":"c1"}]}'),
        ('{"content": "Hi"}', "Hi"),
    ],
)
def test_messages_have_content_or_calls(body: Any, inputs: str) -> None:
    assert [item.inputs for item in items(event(3, "gen_ai.assistant.message", 1, body))] == [inputs]


def test_names_and_bodies_of_older_versions_are_attributes() -> None:
    sent = event(3, "", 1, event__name="gen_ai.user.message", gen_ai__event__content='{"role": "user", "content": "Hi"}')
    assert [item.inputs for item in items(sent)] == ["Hi"]


def proto(value: Any) -> AnyValue:
    if isinstance(value, dict):
        return AnyValue(kvlist_value=KeyValueList(values=[KeyValue(key=key, value=proto(inner)) for key, inner in value.items()]))
    return AnyValue(string_value=value)


def test_protobuf_and_json_are_read_alike() -> None:
    sent = LogRecord(
        trace_id=bytes.fromhex(TRACE), span_id=(3).to_bytes(8, "big"), time_unix_nano=START, event_name="gen_ai.user.message",
        body=proto({"content": "Hi"}), attributes=[KeyValue(key="gen_ai.system", value=proto("openai"))],
    )  # fmt: skip
    whole = ExportLogsServiceRequest(resource_logs=[ResourceLogs(scope_logs=[ScopeLogs(log_records=[sent])])])
    as_json = log_request(event(3, "gen_ai.user.message", 0, {"content": "Hi"}, gen_ai__system="openai"))
    assert list(events_of_protobuf(whole.SerializeToString())) == list(events_of_json(as_json))
    with pytest.raises(Refused, match="ExportLogsServiceRequest"):
        list(events_of_protobuf(b"\xff\xff\xff"))


def test_files_may_hold_requests_of_both_kinds(read_text: Read) -> None:
    content = "\n".join(json.dumps(each) for each in (log_request(details(3, 1)), request(*SPANS[:1])))
    found = read_text("x.json", content)
    assert {type(item) for item in found} >= {Step, Run}
