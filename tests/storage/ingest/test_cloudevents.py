"""CloudEvents in the JSON format: which attributes they must have, what their data becomes, and what is refused."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from storage.errors import BadUserInput
from storage.ingest.cloudevents import CHARSETS, CloudEventReader, decoded, structured
from storage.ingest.event_mapping import read_event_mapping
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import Instant, Refused
from storage.nouns.run import Run
from storage.nouns.task import Task
from tests.storage.ingest.conftest import Read, complaints, records_of

EVENT: dict[str, Any] = {
    "specversion": "1.0", "id": "e1", "source": "/shop", "type": "dev.pentagraph.task",
    "time": "2026-05-01T12:00:00Z", "data": {"id": "t1", "name": "Pack"},
}  # fmt: skip


def read_event(event: Any, reader: CloudEventReader | None = None) -> list[Any]:
    return list((reader or CloudEventReader(None)).items_of_value("here", event))


def test_data_is_a_record_with_the_time_of_the_event() -> None:
    (task,) = read_event(EVENT)
    assert isinstance(task, Task)
    assert (task.id, task.name, task.at) == ("t1", "Pack", Instant.parse("2026-05-01T12:00:00Z"))


def test_a_record_keeps_its_own_time_and_id() -> None:
    data = {"noun": "task", "id": "t1", "ended_at": "2026-04-01T00:00:00Z"}
    (task,) = read_event({**EVENT, "subject": "other", "data": data})
    assert (task.id, task.event_time()) == ("t1", Instant.parse("2026-04-01T00:00:00Z"))


@pytest.mark.parametrize(("subject", "expected"), [("t7", "t7"), (None, "/shop/e1")])
def test_a_record_without_an_id_has_that_of_the_event(subject: str | None, expected: str) -> None:
    (task,) = read_event({**EVENT, "subject": subject, "data": {"name": "Pack"}})
    assert task.id == expected


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"specversion": None}, "field specversion: required"),
        ({"specversion": "0.3"}, "field specversion: this version cannot be read; use 1.0"),
        ({"specversion": 1.0}, "field specversion: expected a text"),
        ({"id": None}, "field id: required"),
        ({"id": ""}, "field id: expected a text"),
        ({"id": 7}, "field id: expected a text"),
        ({"source": {}}, "field source: expected a text"),
        ({"type": None}, "field type: required"),
        ({"time": "yesterday"}, "field time: expected an RFC 3339 time"),
        ({"time": 1777636800}, "field time: expected an RFC 3339 time"),
        ({"subject": ""}, "field subject: expected a text"),
        ({"dataschema": 3}, "field dataschema: expected a text"),
        ({"traceParent": "00"}, "field traceParent: names of attributes have only a-z and 0-9"),
        ({"trace_parent": "00"}, "field trace_parent: names of attributes"),
        ({"extension": {"a": 1}}, "field extension: expected a text, a whole number or a boolean"),
        ({"extension": 1.5}, "field extension: expected a text, a whole number or a boolean"),
        ({"data_base64": "e30="}, "field data_base64: must not be beside data"),
        ({"data": None, "data_base64": "not base64"}, "field data_base64: expected base64"),
        ({"data": None, "data_base64": 7}, "field data_base64: expected base64"),
        ({"data": None, "data_base64": "e30"}, "field data_base64: expected base64"),
        ({"data": None, "data_base64": "ew=="}, "field data: not JSON"),
        ({"data": None, "data_base64": "/w=="}, "field data: not JSON in utf-8"),
        ({"data": None}, "field data: expected a record as a JSON object"),
        ({"data": "text"}, "field data: expected a record as a JSON object"),
        ({"data": [EVENT["data"]]}, "field data: expected a record as a JSON object"),
        ({"data": {"noun": "run"}}, "field noun: contradicts the type of the event"),
        ({"data": {"id": "t", "nme": "x"}}, "field nme: unknown field; did you mean name?"),
        ({"data": {"id": None}}, "field id: "),
        ({"time": None}, "needs `at`"),
        ({"type": "dev.pentagraph.tsk"}, "field type: unknown noun; did you mean task?"),
        ({"type": "dev.pentagraph.dead_letter"}, "field type: unknown noun"),
        ({"type": "com.example.sold"}, "field type: events of this type are not read; use dev.pentagraph.NOUN"),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, Any], words: str) -> None:
    (said,) = complaints(read_event({**EVENT, **changed}))
    assert words in said, said


@pytest.mark.parametrize("event", [None, [], "text", 7])
def test_what_is_no_object_is_no_event(event: Any) -> None:
    (said,) = complaints(read_event(event))
    assert "expected a JSON object" in said


def test_null_attributes_are_absent_and_extensions_are_kept() -> None:
    event = structured({**EVENT, "subject": None, "dataschema": None, "traceparent": "00-1", "number": 3, "flag": True})
    assert "subject" not in event.sent
    assert (event.sent["traceparent"], event.sent["number"], event.sent["flag"]) == ("00-1", 3, True)


def test_data_in_base64_is_what_its_media_type_says() -> None:
    plain = {name: value for name, value in EVENT.items() if name != "data"}
    encoded = base64.b64encode(json.dumps(EVENT["data"]).encode()).decode()
    for media in ("application/json", "application/vnd.shop+json; charset=utf-8", None):
        assert read_event({**plain, "datacontenttype": media, "data_base64": encoded}) == read_event(EVENT)
    binary = structured({**plain, "datacontenttype": "image/png", "data_base64": "/w=="})
    assert (binary.data, binary.sent["data_base64"]) == (None, "/w==")


@pytest.mark.parametrize("charset", CHARSETS)
def test_data_is_decoded_in_its_charset(charset: str) -> None:
    text = "é" if charset != "us-ascii" else "e"
    content = json.dumps({"name": text}, ensure_ascii=False).encode(charset)
    assert decoded(content, f'application/json; charset="{charset.upper()}"') == {"data": {"name": text}}
    assert decoded(text.encode(charset), f"text/plain;charset={charset}") == {"data": text}


def test_an_unknown_charset_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(Refused, match="use one of: utf-8, "):
        decoded(b"{}", "application/json; charset=klingon")


MAPPING = """
[[record]]
noun = "run"
when = { "$.type" = "com.example.flow.ended" }
[record.fields]
id = { template = "{$.source}/{$.data.flow}" }
state = { path = "$.data.result", values = { ok = "COMPLETED" } }
ended_at = "$.time"
user_id = "$.tenant"
"""


def test_types_of_the_operator_are_read_by_a_mapping(tmp_path: Path) -> None:
    file = tmp_path / "events.toml"
    file.write_text(MAPPING)
    reader = CloudEventReader(read_event_mapping(file))
    sold = {**EVENT, "type": "com.example.flow.ended", "tenant": "acme", "data": {"flow": 9, "result": "ok"}}
    (run,) = read_event(sold, reader)
    assert isinstance(run, Run)
    assert (run.id, run.state, run.user_id, run.ended_at) == ("/shop/9", "COMPLETED", "acme", Instant.parse(EVENT["time"]))
    assert records_of(read_event(EVENT, reader), Task)
    (said,) = complaints(read_event({**EVENT, "type": "com.example.other"}, reader))
    assert "field type: the mapping takes the event for no record" in said


SPIFF = {
    "version": "1.0", "type": "spiff.workflow", "id": "u1", "source": "spiff", "timestamp": 1777636800.25,
    "data": {"message": "Workflow completed", "process_instance_id": 7, "process_model_identifier": "m", "userid": None},
}  # fmt: skip


def test_the_envelope_of_spiffarena_is_an_event() -> None:
    found = read_event(SPIFF)
    assert complaints(found) == []
    ended = records_of(found, ProcessInstance)[-1]
    assert (ended.id, ended.status, ended.ended_at) == ("7", "COMPLETE", Instant.parse("2026-05-01T12:00:00.25Z"))
    sent = {**SPIFF, "specversion": "1.0", "time": "2026-05-01T12:00:00.25Z"}
    del sent["version"], sent["timestamp"]
    assert read_event(sent) == found
    assert complaints(read_event({**sent, "time": "soon"})) == complaints(read_event({**sent, "time": None})) != []


def test_events_in_files_are_read_as_those_that_are_sent(read_text: Read) -> None:
    lines = "\n".join(map(json.dumps, [EVENT, {**EVENT, "type": "x"}, {**EVENT, "id": "e2"}]))
    found = read_text("x.json", lines)
    assert found[0] == read_event(EVENT)[0]
    assert len(complaints(found)) == 1
    assert len(records_of(read_text("x.json", json.dumps([EVENT, EVENT])))) == 2
    own = json.dumps({**EVENT, "type": "com.example.flow.ended", "data": {"flow": 9}})
    assert len(records_of(read_text("x.json", own, mapping=MAPPING), Run)) == 1
    with pytest.raises(BadUserInput, match="unknown noun"):
        read_text("x.json", own, mapping=MAPPING.replace('"run"', '"rn"'))
