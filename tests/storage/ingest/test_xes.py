"""XES logs: pairing of starts and ends, attributes, and XML that means harm."""

import gzip
import io
import json
from itertools import permutations
from pathlib import Path

import pytest
from msgspec import UNSET

from storage.ingest.xml_document import Legible
from storage.nouns.instance_metadata import InstanceMetadata
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.task import Task
from tests.storage.ingest.conftest import Read, complaints, micros, notices, records_of

REPAIR = (Path(__file__).parent / "logs" / "repair.xes").read_bytes()


def tasks(read_text: Read) -> dict[str, Task]:
    found = records_of(read_text("repair.xes", REPAIR), Task)
    return {f"{task.name} {task.started_at}": task for task in found}


def only(read_text: Read, name: str) -> Task:
    (task,) = [task for task in records_of(read_text("repair.xes", REPAIR), Task) if task.name == name]
    return task  # type: ignore[no-any-return]


def test_schedule_start_and_complete_are_one_task(read_text: Read) -> None:
    task = only(read_text, "Check")
    assert (task.enabled_at, task.started_at, task.ended_at) == (
        micros("2026-05-01T06:00:00Z"),
        micros("2026-05-01T06:10:00Z"),
        micros("2026-05-01T06:20:00Z"),
    )
    assert (task.state, task.username, task.lane) == ("COMPLETED", "Ann", "Front desk")
    assert task.attributes == '{"cost":1.5,"passed":true}'


def test_starts_and_ends_that_overlap_are_paired_by_their_instance(read_text: Read) -> None:
    fixes = [task for task in records_of(read_text("repair.xes", REPAIR), Task) if task.name == "Fix"]
    assert {(task.started_at, task.ended_at, str(task.state)) for task in fixes} == {
        (micros("2026-05-01T09:00:00Z"), micros("2026-05-01T09:09:00Z"), "CANCELLED"),
        (micros("2026-05-01T09:01:00Z"), micros("2026-05-01T09:02:00Z"), "COMPLETED"),
    }


def test_without_an_instance_the_first_start_goes_with_the_first_end(read_text: Read) -> None:
    def event(transition: str, minute: int) -> str:
        return (
            f'<event><string key="concept:name" value="Fix"/><string key="lifecycle:transition" value="{transition}"/>'
            f'<date key="time:timestamp" value="2026-05-01T09:{minute:02}:00Z"/></event>'
        )

    events = event("complete", 4) + event("start", 1) + event("start", 2) + event("complete", 3)
    items = read_text("x.xes", f'<log><trace><string key="concept:name" value="1"/>{events}</trace></log>')
    assert [(task.started_at, task.ended_at) for task in records_of(items, Task)] == [
        (micros("2026-05-01T09:01:00Z"), micros("2026-05-01T09:03:00Z")),
        (micros("2026-05-01T09:02:00Z"), micros("2026-05-01T09:04:00Z")),
    ]


def test_a_start_without_an_end_is_a_task_under_way(read_text: Read) -> None:
    task = only(read_text, "Test")
    assert (task.state, task.started_at) == ("STARTED", micros("2026-05-01T10:00:00Z"))
    assert not task.ended_at


def test_an_event_alone_is_a_task_of_no_duration_with_its_own_id(read_text: Read) -> None:
    task = only(read_text, "Ship")
    assert task.id == "repair:case 2:e-77"
    assert task.started_at == task.ended_at == micros("2026-05-02T10:00:00Z")
    assert task.attributes == '{"parts":[{"part":"screw"}]}'


def test_attributes_of_a_trace_become_metadata(read_text: Read) -> None:
    items = read_text("repair.xes", REPAIR)
    assert [instance.id for instance in records_of(items, ProcessInstance)] == ["repair:case 1", "repair:case 2"]
    entries = {(entry.name, entry.value) for entry in records_of(items, InstanceMetadata)}
    assert entries == {("customer", "Müller & Co"), ("priority", "2")}


def test_what_has_no_name_is_reported_with_trace_and_event(read_text: Read) -> None:
    assert complaints(read_text("repair.xes", REPAIR)) == [
        "repair.xes: trace 2, event 2: field concept:name: the event has no name",
        "repair.xes: trace 3: field concept:name: the trace has neither concept:name nor identity:id",
    ]


def test_gzip_gives_the_same(read_text: Read) -> None:
    plain, packed = read_text("repair.xes", REPAIR), read_text("repair.xes.gz", gzip.compress(REPAIR))
    assert [repr(item) for item in records_of(plain)] == [repr(item) for item in records_of(packed)]


def test_times_without_a_zone_are_refused_until_one_is_named(read_text: Read) -> None:
    text = (
        '<log><trace><string key="concept:name" value="1"/><event><string key="concept:name" value="a"/>'
        '<date key="time:timestamp" value="2026-05-01T09:00:00"/></event></trace></log>'
    )
    assert "has no time zone; set --timezone" in complaints(read_text("x.xes", text))[0]
    (task,) = records_of(read_text("x.xes", text, timezone="Asia/Tokyo"), Task)
    assert task.started_at == micros("2026-05-01T00:00:00Z")


def test_entities_are_refused(read_text: Read) -> None:
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE log [<!ENTITY l0 "lol">{layers}]><log><trace><string key="concept:name" value="&l9;"/></trace></log>'
    (complaint,) = complaints(read_text("bomb.xes", text))
    assert "entit" in complaint.lower()


def test_files_of_the_machine_are_not_read_through_entities(read_text: Read, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hunter2")
    text = (
        f'<!DOCTYPE log [<!ENTITY x SYSTEM "{secret.as_uri()}">]><log><trace><string key="concept:name" value="1"/>'
        '<string key="leak">&x;</string></trace></log>'
    )
    items = read_text("x.xes", text)
    assert len(items) == 1
    assert "document type" in complaints(items)[0]


def test_broken_xml_gives_what_came_before(read_text: Read) -> None:
    items = read_text("repair.xes", REPAIR[: REPAIR.index(b"case 2")])
    assert len(records_of(items, ProcessInstance)) == 1
    assert "not well-formed XML" in complaints(items)[-1]


def test_loading_again_gives_the_same_ids(read_text: Read) -> None:
    assert tasks(read_text).keys() == tasks(read_text).keys()
    first, second = read_text("repair.xes", REPAIR), read_text("repair.xes", REPAIR)
    assert [item.id for item in records_of(first)] == [item.id for item in records_of(second)]


def attribute(kind: str, key: str, value: str) -> str:
    return f'<{kind} key="{key}" value="{value}"/>'


def log_with(trace: str = "", event: str = "", after: str = "") -> str:
    return (
        f'<log><trace><string key="concept:name" value="1"/>{trace}<event><string key="concept:name" value="a"/>'
        f'<date key="time:timestamp" value="2026-05-01T09:00:00Z"/>{event}</event></trace>{after}</log>'
    )


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("int", " 42 ", 42),
        ("int", "1_000", "1_000"),
        ("int", "٤٢", "٤٢"),
        ("int", "4e2", "4e2"),
        ("int", "9223372036854775808", 9223372036854775808),
        ("float", "1.5", 1.5),
        ("float", "1_0.5", "1_0.5"),
        ("boolean", "1", True),
        ("boolean", "TRUE", True),
        ("boolean", "0", False),
        ("boolean", "perhaps", "perhaps"),
    ],
)
def test_values_have_their_type_or_stay_as_they_are_written(read_text: Read, kind: str, text: str, value: object) -> None:
    items = read_text("x.xes", log_with(event=attribute(kind, "v", text)))
    assert [json.loads(task.attributes) for task in records_of(items, Task)] == [{"v": value}]
    assert notices(items) == {}


@pytest.mark.parametrize("text", ["NaN", "nan", "INF", "-INF", "1e400"])
def test_numbers_that_json_does_not_have_are_left_out_and_counted(read_text: Read, text: str) -> None:
    items = read_text("x.xes", log_with(attribute("float", "t", text), attribute("float", "e", text)))
    assert [task.attributes for task in records_of(items, Task)] == [UNSET]
    assert records_of(items, InstanceMetadata) == []
    assert list(notices(items).values()) == [2]


def test_a_list_of_a_trace_becomes_metadata_as_json(read_text: Read) -> None:
    items = read_text("x.xes", log_with('<list key="l"><values><string key="a" value="b"/></values></list>'))
    assert [(entry.name, entry.value) for entry in records_of(items, InstanceMetadata)] == [("l", '[{"a":"b"}]')]


def test_what_is_not_stored_is_counted(read_text: Read) -> None:
    nested = '<string key="a" value="b"><int key="inner" value="1"/></string>'
    items = read_text("x.xes", log_with(nested, nested, "<event/><event/>"))
    assert notices(items) == {"attributes of attributes": 2, "events outside a trace": 2}


@pytest.mark.parametrize("root", ["trace", "event", "log2"])
def test_a_file_with_another_root_is_no_log(read_text: Read, root: str) -> None:
    (complaint,) = complaints(read_text("x.dat", f"<{root}><trace><event/></trace></{root}>", format="xes"))
    assert complaint == "x.dat: the file contains no <log>"


def test_an_activity_does_not_end_before_it_starts_at_the_same_time(read_text: Read) -> None:
    event = '<event><string key="concept:name" value="A"/><date key="time:timestamp" value="2026-05-01T09:00:00Z"/>'
    event += '<string key="lifecycle:transition" value="{}"/></event>'
    for order in permutations(["schedule", "start", "complete"]):
        events = "".join(event.format(word) for word in order)
        log = f'<log><trace><string key="concept:name" value="c"/>{events}</trace></log>'
        (task,) = records_of(read_text("x.xes", log), Task)
        assert (task.state, task.started_at, task.ended_at) == ("COMPLETED", task.enabled_at, task.enabled_at)


def test_what_a_key_says_twice_or_without_a_key_is_counted(read_text: Read) -> None:
    log = '<log><trace><string key="concept:name" value="c"/><event><string key="concept:name" value="A"/>'
    log += '<date key="time:timestamp" value="2026-05-01T09:00:00Z"/><string key="x" value="1"/><string key="x" value="2"/>'
    items = read_text("x.xes", log + '<string value="3"/><string key="" value="4"/></event></trace></log>')
    (task,) = records_of(items, Task)
    assert task.attributes == '{"x":"1"}'
    twice = "attributes whose key occurs twice, loaded as the first"
    assert notices(items) == {twice: 1, "attributes without a key": 2}


def test_the_events_of_a_trace_before_a_cut_are_kept(read_text: Read) -> None:
    event = '<event><string key="concept:name" value="{}"/><date key="time:timestamp" value="2026-05-01T09:00:00Z"/></event>'
    log = '<log><trace><string key="concept:name" value="c"/>' + event.format("A") + event.format("B") + event.format("C")
    for cut in range(len(log) - 2 * len(event), len(log)):
        items = read_text("x.xes", log[:cut])
        names = [task.name for task in records_of(items, Task)]
        assert names == ["A", "B", "C"][: (cut - log.index("<event>")) // (len(event) - 1)]
        assert len(complaints(items)) == 1


def test_a_time_that_clocks_show_twice_follows_the_event_before(read_text: Read) -> None:
    event = '<event><string key="concept:name" value="A"/><date key="time:timestamp" value="2025-10-26T{}:00"/>'
    event += '<string key="lifecycle:transition" value="{}"/></event>'
    events = event.format("02:50", "start") + event.format("02:10", "complete")
    log = f'<log><trace><string key="concept:name" value="c"/>{events}</trace></log>'
    (task,) = records_of(read_text("x.xes", log, timezone="Europe/Berlin"), Task)
    assert (task.started_at, task.ended_at) == (micros("2025-10-26T00:50:00Z"), micros("2025-10-26T01:10:00Z"))


@pytest.mark.parametrize("size", [1, 7, 11, 1000])
def test_pieces_of_any_size_are_cleaned_alike(size: int) -> None:
    content = "<a>&#0;é&amp;\x0b&#13;&#128512;</a>".encode() * 50 + b"\xff\xe2"
    legible = Legible(io.BufferedReader(io.BytesIO(content)))  # type: ignore[arg-type] # it is read alike
    cleaned = b"".join(iter(lambda: legible.read(size), b""))
    expected = "<a>&#xFFFD;é&amp;&#xFFFD;&#13;&#128512;</a>".encode() * 50 + "\ufffd\ufffd".encode()
    assert (cleaned, legible.replaced) == (expected, 102)
