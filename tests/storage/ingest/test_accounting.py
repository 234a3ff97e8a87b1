"""One bad thing costs only itself and is counted, in every format; and state, times and duration never contradict each other."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from storage.ingest.event_log import OPEN_STATES
from storage.ingest.format import FORMATS
from storage.ingest.reader import Broken, Item, Notice
from storage.nouns.diagram import Diagram
from storage.nouns.record import Instant, Record
from storage.nouns.run import Run
from storage.nouns.step import Step
from storage.nouns.task import Task
from storage.nouns.tool_call import ToolCall
from tests.storage.ingest.builders import BUILDERS, MAPPING, Unit, cloudtrail, github, ocel, otlp, spiff, trajectory
from tests.storage.ingest.conftest import Read

WITHOUT_TIMES = {"bpmn", "livemcpbench"}
XML = {"xes", "bpmn"}
GOOD = [Unit("unit-a"), Unit("unit-b"), Unit("unit-c")]


def read_as(read_text: Read, name: str, content: bytes, file: str = "x") -> list[Item]:
    mapping = {"mapping": MAPPING} if name == "csv" else {}
    return read_text(file, content, format=name, at="2026-06-01T00:00:00Z", **mapping)


def of(items: list[Item], unit: str) -> list[str]:
    """The records that name a unit, except the file as a whole."""
    return [repr(item) for item in items if isinstance(item, Record) and not isinstance(item, Diagram) and unit in repr(item)]


def counted(items: list[Item]) -> int:
    return sum(item.count if isinstance(item, Notice) else 1 for item in items if isinstance(item, Broken | Notice))


def test_every_format_is_tested() -> None:
    assert BUILDERS.keys() == FORMATS.keys()


@pytest.mark.parametrize("name", BUILDERS)
def test_a_sound_file_has_nothing_to_count(read_text: Read, name: str) -> None:
    items = read_as(read_text, name, BUILDERS[name](GOOD))
    assert counted(items) == 0
    assert all(of(items, unit.id) for unit in GOOD)


BAD = {
    "value": {"time": "soon"},
    "year": {"time": "0001-01-01T00:00:00Z"},
    "type": {"time": {"a": [7]}},
    "structure": {"id": ""},
}


@pytest.mark.parametrize(
    ("name", "kind"),
    [(name, kind) for name in BUILDERS for kind in BAD if name not in WITHOUT_TIMES or "time" not in BAD[kind]],
)
def test_a_bad_value_costs_only_itself(read_text: Read, name: str, kind: str) -> None:
    sound = read_as(read_text, name, BUILDERS[name](GOOD))
    bad = replace(GOOD[1], **BAD[kind])
    items = read_as(read_text, name, BUILDERS[name]([GOOD[0], bad, GOOD[2]]))
    assert counted(items) >= 1
    for unit in ("unit-a", "unit-c"):
        assert of(items, unit) == of(sound, unit)


@pytest.mark.parametrize("name", BUILDERS)
def test_a_byte_that_is_not_text_costs_only_itself(read_text: Read, name: str) -> None:
    sound = read_as(read_text, name, BUILDERS[name](GOOD))
    content = BUILDERS[name]([GOOD[0], replace(GOOD[1], text="PaEVILck"), GOOD[2]]).replace(b"EVIL", b"\xff")
    items = read_as(read_text, name, content)
    assert counted(items) >= 1
    assert of(items, "unit-b")
    for unit in ("unit-a", "unit-c"):
        assert of(items, unit) == of(sound, unit)


@pytest.mark.parametrize("name", sorted(XML))
@pytest.mark.parametrize("bad", [b"\0", b"\x0b", b"\xed\xa0\x80", b"\xef\xbf\xbf", b"&#0;", b"&#xD800;", b"&#1114112;"])
def test_what_is_no_character_of_xml_costs_only_itself(read_text: Read, name: str, bad: bytes) -> None:
    sound = read_as(read_text, name, BUILDERS[name]([GOOD[0], replace(GOOD[1], text="PaEVILck"), GOOD[2]]))
    content = BUILDERS[name]([GOOD[0], replace(GOOD[1], text="PaEVILck"), GOOD[2]]).replace(b"EVIL", bad)
    items = read_as(read_text, name, content)
    assert not [item for item in items if isinstance(item, Broken)]
    assert counted(items) >= 1
    assert len(of(items, "unit-b")) == len(of(sound, "unit-b"))
    for unit in ("unit-a", "unit-c"):
        assert of(items, unit) == of(sound, unit)


@pytest.mark.parametrize("name", sorted(set(BUILDERS) - {"csv"} - XML))
@pytest.mark.parametrize("text", ["half \ud800", "nul \0"])
def test_characters_that_cannot_be_stored_are_replaced(read_text: Read, name: str, text: str) -> None:
    sound = read_as(read_text, name, BUILDERS[name](GOOD))
    items = read_as(read_text, name, BUILDERS[name]([GOOD[0], replace(GOOD[1], text=text), GOOD[2]]))
    assert not [item for item in items if isinstance(item, Broken)]
    assert counted(items) == 1
    assert len(of(items, "unit-b")) == len(of(sound, "unit-b"))
    for unit in ("unit-a", "unit-c"):
        assert of(items, unit) == of(sound, unit)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("name", sorted(set(BUILDERS) - {"bpmn"}))
def test_what_comes_before_a_cut_is_kept(read_text: Read, name: str, packed: bool) -> None:
    content = BUILDERS[name](GOOD)
    sound = read_as(read_text, name, content)
    # OCEL has all objects before the events.
    cut = content[: content.rindex(b"unit-c") + 3]
    items = read_as(read_text, name, _cut_gzip(cut) if packed else cut, "x.gz" if packed else "x")
    assert counted(items) >= 1
    assert of(items, "unit-a") == of(sound, "unit-a")
    assert of(items, "unit-b") == of(sound, "unit-b")


def _cut_gzip(content: bytes) -> bytes:
    """A gzip file that ends after this content, without its end mark."""
    packer = gzip.zlib.compressobj(wbits=31)  # type: ignore[attr-defined]
    return bytes(packer.compress(content) + packer.flush(gzip.zlib.Z_SYNC_FLUSH))  # type: ignore[attr-defined]


JSON = sorted(set(BUILDERS) - XML - {"csv"})


@pytest.mark.parametrize("name", BUILDERS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_at_the_beginning_tells_the_encoding(read_text: Read, name: str, encoding: str) -> None:
    sound = read_as(read_text, name, BUILDERS[name](GOOD))
    items = read_as(read_text, name, BUILDERS[name](GOOD).decode().encode(encoding))
    assert counted(items) == 0
    for unit in GOOD:
        assert of(items, unit.id) == of(sound, unit.id)


@pytest.mark.parametrize("name", JSON)
def test_what_is_nested_too_deeply_costs_only_itself(read_text: Read, name: str) -> None:
    sound = read_as(read_text, name, BUILDERS[name](GOOD))
    content = BUILDERS[name]([GOOD[0], replace(GOOD[1], text="EVIL"), GOOD[2]])
    items = read_as(read_text, name, content.replace(b'"EVIL"', b"[" * 50_000 + b'"]\\"[",' + b"1" + b"]" * 50_000))
    assert counted(items) >= 1
    for unit in ("unit-a", "unit-c"):
        assert of(items, unit) == of(sound, unit)


@pytest.mark.parametrize("name", sorted(set(JSON) - {"livemcpbench"}))
@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999", "9" * 5000])
def test_a_number_that_json_does_not_have_stays_as_text(read_text: Read, name: str, number: str) -> None:
    content = BUILDERS[name]([GOOD[0], replace(GOOD[1], text="EVIL"), GOOD[2]]).replace(b'"EVIL"', number.encode())
    items = read_as(read_text, name, content)
    assert counted(items) or number in repr(of(items, "unit-b"))
    sound = read_as(read_text, name, BUILDERS[name](GOOD))
    for unit in ("unit-a", "unit-c"):
        assert of(items, unit) == of(sound, unit)


ODD: tuple[Any, ...] = (
    True, -1, 1.5, 2**64, 10**400, "", "soon", "half \ud800", "x" * 2000, [], ["x"], [[["x"]]], {}, {"a": 1}, None,
)  # fmt: skip
"""Values that a member may have by mistake."""


def _with(value: Any, path: Sequence[Any], new: Any) -> Any:
    """A copy of a JSON value with another one at a path of keys and positions."""
    if not path:
        return new
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = _with(value[path[0]], path[1:], new)
    return copied


def _paths(value: Any) -> list[tuple[Any, ...]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [()] + [(key, *path) for key, inner in members for path in _paths(inner)]


SAMPLES = {path.stem: path for path in sorted((Path(__file__).parent / "samples").iterdir()) if path.stem in JSON}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(JSON) - {"ocel"}))
def test_a_value_of_any_type_anywhere_costs_at_most_its_own_unit(read_text: Read, name: str) -> None:
    sent = [json.loads(line) for line in SAMPLES[name].read_text().splitlines() if line]
    before, after = BUILDERS[name]([GOOD[0]]), BUILDERS[name]([GOOD[2]])
    sound = read_as(read_text, name, before + after)
    for unit in (each for whole in sent for each in (whole if isinstance(whole, list) else [whole])):
        for path in _paths(unit):
            for odd in ODD:
                items = read_as(read_text, name, before + json.dumps(_with(unit, path, odd)).encode() + b"\n" + after)
                for good in ("unit-a", "unit-c"):
                    assert of(items, good) == of(sound, good), (path, odd)
                for item in items:
                    assert isinstance(item, Record) or str(item).encode()


def test_a_value_of_any_type_anywhere_in_ocel_costs_at_most_its_own_unit(read_text: Read) -> None:
    log = json.loads(ocel(GOOD))
    sound = read_text("x", json.dumps(log), format="ocel", case="order")
    for path in (("objects", 1), ("events", 1)):
        for inner in _paths(log[path[0]][path[1]]):
            for odd in ODD:
                items = read_text("x", json.dumps(_with(log, (*path, *inner), odd)), format="ocel", case="order")
                assert of(items, "unit-c") == of(sound, "unit-c"), (path, odd)


def _langfuse_with(**fields: Any) -> Any:
    observation = {"id": "o", "type": "SPAN", "startTime": "2026-05-01T10:00:00Z", "endTime": "2026-05-01T10:00:01Z"}
    trace = {"id": "t", "name": "n", "timestamp": "2026-05-01T10:00:00Z"} | fields.pop("trace", {})
    return {"trace": trace, "observations": fields.pop("observations", [observation | fields])}


def _github_with(**fields: Any) -> Any:
    sent = github(GOOD[0])
    return sent | {"workflow_job": sent["workflow_job"] | fields}


def _otlp_with(**fields: Any) -> Any:
    sent = otlp(GOOD[0])
    sent["resourceSpans"][0]["scopeSpans"][0]["spans"][0] |= fields
    return sent


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("langfuse", _langfuse_with(observations="o")),
        ("langfuse", _langfuse_with(trace={"timestamp": "soon"})),
        ("langfuse", _langfuse_with(trace={"latency": "2 s"})),
        ("langfuse", _langfuse_with(level=["ERROR"])),
        ("langfuse", _langfuse_with(model={"name": "m"})),
        ("langfuse", _langfuse_with(usageDetails=[5])),
        ("langfuse", _langfuse_with(usageDetails="5 tokens")),
        ("langfuse", _langfuse_with(usageDetails={"input": {"text": 5}})),
        ("langfuse", _langfuse_with(usageDetails={"input": 10**400})),
        ("langfuse", _langfuse_with(costDetails=0.5)),
        ("cloudtrail", cloudtrail(GOOD[0]) | {"eventSource": 7}),
        ("cloudtrail", cloudtrail(GOOD[0]) | {"userIdentity": "dana"}),
        ("spiff", spiff(GOOD[0]) | {"data": spiff(GOOD[0])["data"] | {"state": ["COMPLETED"]}}),
        ("spiff", spiff(GOOD[0]) | {"data": spiff(GOOD[0])["data"] | {"task_type": {}}}),
        ("github", _github_with(steps={"number": 1})),
        ("github", _github_with(run_attempt=1.5)),
        ("github", github(GOOD[0]) | {"repository": "octo-org/octo-repo"}),
        ("livemcpbench", trajectory(GOOD[0]) | {"messages": [{"role": "tool", "tool_call_id": "other", "content": "x"}]}),
        ("otlp", _otlp_with(parentSpanId="soon")),
        ("otlp", _otlp_with(status="ERROR")),
        ("otlp", _otlp_with(status={"code": "FAILED"})),
        ("otlp", _otlp_with(name=7)),
    ],
)
def test_a_member_of_another_shape_is_counted(read_text: Read, name: str, sent: Any) -> None:
    assert counted(read_as(read_text, name, json.dumps(sent).encode())) == 1


def test_the_members_of_a_list_belong_to_a_single_event(read_text: Read) -> None:
    sent = cloudtrail(GOOD[0]) | {"requestParameters": ["a", "b"]}
    (call,) = [item for item in read_as(read_text, "cloudtrail", json.dumps(sent).encode()) if isinstance(item, ToolCall)]
    assert call.arguments == '["a","b"]'


@pytest.mark.parametrize("name", ["csv", "xes", "ocel"])
@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-05-01t12:00:00z", "2026-05-01T12:00:00Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ("2017-01-01T02:59:60.5+02:00", None),
        ("2017-01-01T00:59:60.5+01:00", "2017-01-01T00:00:00Z"),
        ("2026-05-01T12:00:60Z", None),
        ("2026-05-01 12:00:00.5+05:30", "2026-05-01T06:30:00.5Z"),
        ("1777636800", None),
        ("2026-05-01T12:00:00", None),
    ],
)
def test_a_time_means_the_same_in_every_log(read_text: Read, name: str, text: str, time: str | None) -> None:
    items = read_text("x", BUILDERS[name]([GOOD[0], replace(GOOD[1], time=text)]), format=name, mapping=MAPPING)
    found = [item.started_at for item in items if isinstance(item, Task) and "unit-b" in repr(item)]
    assert found == ([] if time is None else [Instant.parse(time)])
    assert bool(counted(items)) == (time is None)


TIMES = st.sampled_from([None, "", "2026-05-01T10:00:00Z", "2026-05-01T11:00:00Z", "2026-05-02T00:00:00Z"])
TRANSITIONS = st.sampled_from(
    ["schedule", "start", "complete", "suspend", "resume", "ate_abort", "unknown", "In Progress", "Finish", "Strange", ""]
)
STATES = st.sampled_from(["", "READY", "STARTED", "COMPLETED", "CANCELLED", "ERROR", "strange"])


def contradictions(record: Item) -> list[str]:
    """What of a record contradicts the rest of it."""
    found = []
    if isinstance(record, Task):
        ended = record.ended_at not in (UNSET, None)
        if ended and record.state in OPEN_STATES:
            found.append("an open task has an end")
    if isinstance(record, Run):
        ended = record.ended_at not in (UNSET, None)
        if ended and record.state in ("RUNNING", "PENDING"):
            found.append("an open run has an end")
    if isinstance(record, ToolCall):
        if record.outcome == "PASSED" and record.error not in (UNSET, None):
            found.append("a call that passed has an error")
        if record.latency_us is not UNSET and record.latency_us is not None and record.called_at in (UNSET, None):
            found.append("a duration without a start")
    if isinstance(record, Step | Run | Task) and (record.started_at in (UNSET, None)) and record.at is UNSET:
        assert record.event_time() >= 0
    return found


def check(read_text: Read, name: str, content: bytes, mapping: str = MAPPING) -> None:
    for item in read_text("x", content, format=name, mapping=mapping):
        assert contradictions(item) == [], item


PROPERTY = settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)


@PROPERTY
@given(rows=st.lists(st.tuples(st.sampled_from("ab"), TIMES, TIMES, TIMES, STATES), max_size=6))
def test_rows_of_a_csv_file_do_not_contradict_themselves(read_text: Read, rows: list[tuple[Any, ...]]) -> None:
    mapping = 'model.id = "m"\ncolumns = { case = "c", activity = "a", enabled = "e", start = "s", end = "t", state = "z" }\n'
    text = "c,a,e,s,t,z\n" + "".join(
        f"{case},Pack,{enabled or ''},{start or ''},{end or ''},{state}\n" for case, enabled, start, end, state in rows
    )
    check(read_text, "csv", text.encode(), mapping)


@PROPERTY
@given(events=st.lists(st.tuples(st.sampled_from("ab"), TIMES, TRANSITIONS), max_size=8))
def test_tasks_of_an_xes_log_do_not_contradict_themselves(read_text: Read, events: list[tuple[Any, ...]]) -> None:
    inside = "".join(
        f'<event><string key="concept:name" value="{name}"/><string key="lifecycle:transition" value="{transition}"/>'
        f'<date key="time:timestamp" value="{time or ""}"/></event>'
        for name, time, transition in events
    )
    check(read_text, "xes", f'<log><trace><string key="concept:name" value="1"/>{inside}</trace></log>'.encode())


@PROPERTY
@given(
    times=st.lists(st.tuples(TIMES, TIMES, st.sampled_from(["SPAN", "TOOL", "EVENT", "GENERATION"])), max_size=4),
    stamp=TIMES,
    level=st.sampled_from(["DEFAULT", "ERROR"]),
)
def test_runs_of_a_langfuse_file_do_not_contradict_themselves(
    read_text: Read, times: list[tuple[Any, ...]], stamp: str | None, level: str
) -> None:
    observations = [
        {"id": str(number), "type": kind, "startTime": start, "endTime": end, "level": level}
        for number, (start, end, kind) in enumerate(times)
    ]
    sent = {"trace": {"id": "t", "name": "n", "timestamp": stamp}, "observations": observations}
    check(read_text, "langfuse", json.dumps(sent).encode())


@pytest.mark.parametrize("sample", sorted((Path(__file__).parent / "samples").iterdir()), ids=lambda path: path.name)
def test_samples_do_not_contradict_themselves(read_text: Read, sample: Path) -> None:
    mapping = {"mapping": MAPPING.replace("note", "cost")} if sample.stem == "csv" else {}
    items = read_text(sample.name, sample.read_bytes(), format=sample.stem, at="2026-06-01T00:00:00Z", **mapping)
    assert [contradictions(item) for item in items if contradictions(item)] == []
