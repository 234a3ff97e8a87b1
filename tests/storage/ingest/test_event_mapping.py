"""Mappings of events: which records an event makes, how values become fields, what is refused at start and what is bounded."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from storage.errors import BadUserInput
from storage.ingest.event_mapping import read_event_mapping
from storage.ingest.event_paths import MOST_FOUND, MOST_VALUES, compiled
from storage.ingest.event_records import MOST_RECORDS, NOT_TAKEN, EventMapping
from storage.ingest.reader import Broken, Notice
from storage.nouns.record import Instant, Record, Refused
from storage.nouns.run import Run
from storage.nouns.task import Task
from storage.nouns.tool_call import ToolCall
from storage.nouns.verdict import Verdict
from tests.project import PROJECT
from tests.storage.ingest.conftest import complaints, notices, records_of

BUILDS = """
[time]
format = "epoch_ms"

[[record]]
noun = "run"
when = { "$.type" = ["build.started", "build.finished"], "$.dry" = { exists = false } }

[record.fields]
id = { template = "ci/{$.project.id}/{$.build.number}" }
workflow_id = "$.project.name"
state = { path = "$.build.result", values = { ok = "COMPLETED", broken = "FAILED" }, default = "RUNNING" }
trigger = { constant = "ENDPOINT" }
started_at = "$.build.begun"
ended_at = "$.build.done"
spend = { path = "$.build.cost", unit = "cents" }
user_id = "header:X-Sender"
figures_from_steps = { constant = true }

[[record]]
noun = "step"
each = "$.build.stages[?@.skipped != true]"
when = { "$.type" = "build.finished" }

[record.fields]
id = { template = "ci/{$.project.id}/{$.build.number}/{@.name}" }
run_id = { template = "ci/{$.project.id}/{$.build.number}" }
name = "@.name"
started_at = { path = "@.at", format = "iso", timezone = "Europe/Berlin" }
"""

FINISHED: dict[str, Any] = {
    "type": "build.finished",
    "project": {"id": 7, "name": "site"},
    "build": {
        "number": 12,
        "result": "broken",
        "begun": 1_777_636_800_000,
        "done": "1777636860500",
        "cost": 125,
        "stages": [{"name": "lint", "at": "2026-05-01 14:00:00"}, {"name": "x", "skipped": True}, {"name": 3, "at": "soon"}],
    },
}


def mapping(folder: Path, text: str) -> EventMapping:
    file = folder / "events.toml"
    file.write_text(text)
    return read_event_mapping(file)


def read_by(found: EventMapping, event: Any, **headers: str) -> list[Any]:
    return list(found.records_of("here", event, {name.replace("_", "-"): value for name, value in headers.items()}))


def fields_of(noun: str, fields: str, folder: Path) -> EventMapping:
    return mapping(folder, f'[[record]]\nnoun = "{noun}"\n[record.fields]\nid = "$.id"\nat = "$.at"\n{fields}')


EVENT = {"id": "x", "at": "2026-05-01T12:00:00Z"}


def test_an_event_makes_records_by_paths_constants_templates_units_and_times(tmp_path: Path) -> None:
    found = read_by(mapping(tmp_path, BUILDS), FINISHED, x_sender="ci")
    (run,) = records_of(found, Run)
    assert (run.id, run.workflow_id, run.state, run.trigger, run.user_id) == ("ci/7/12", "site", "FAILED", "ENDPOINT", "ci")
    assert run.started_at == Instant.parse("2026-05-01T12:00:00Z")
    assert run.ended_at == Instant.parse("2026-05-01T12:01:00.5Z")
    assert run.spend == 1_250_000_000
    assert run.figures_from_steps is True


def test_each_element_makes_a_record_and_a_bad_one_costs_only_itself(tmp_path: Path) -> None:
    found = read_by(mapping(tmp_path, BUILDS), FINISHED)
    steps = [item for item in found if isinstance(item, Record) and type(item).__name__ == "Step"]
    assert [(step.id, step.run_id, step.name, step.started_at) for step in steps] == [  # type: ignore[attr-defined]
        ("ci/7/12/lint", "ci/7/12", "lint", Instant.parse("2026-05-01T12:00:00Z"))
    ]
    assert len(complaints(found)) == 1
    assert list(notices(found)) == ["values of Step started_at: expected an ISO 8601 time such as 2026-05-01T12:00:00Z"]


@pytest.mark.parametrize(
    ("changed", "kinds"),
    [
        ({"type": "build.started"}, ["Run"]),
        ({"type": "build.queued"}, []),
        ({"dry": None}, ["Step"]),
        ({"type": None}, []),
        ({"type": ["build.started"]}, []),
    ],
)
def test_conditions_choose_the_events_of_a_record(tmp_path: Path, changed: dict[str, Any], kinds: list[str]) -> None:
    found = read_by(mapping(tmp_path, BUILDS), {**FINISHED, **changed})
    assert [type(record).__name__ for record in records_of(found)] == kinds
    assert (Notice(NOT_TAKEN) in found) == (not kinds)


def test_conditions_may_see_headers_and_elements(tmp_path: Path) -> None:
    text = """
    [[record]]
    noun = "task"
    each = "$[*]"
    when = { "header:X-Event" = "Job", "@.on" = true, "@.tags[*]" = "keep" }
    [record.fields]
    id = "@.id"
    at = "@.at"
    """
    elements = [{**EVENT, "on": True, "tags": ["a", "keep"]}, {**EVENT, "on": "true", "tags": ["keep"]}, {**EVENT, "on": True}]
    found = mapping(tmp_path, text)
    assert len(records_of(read_by(found, elements, x_event="Job"))) == 1
    assert records_of(read_by(found, elements, x_event="Push")) == records_of(read_by(found, elements)) == []


@pytest.mark.parametrize(
    ("noun", "source", "sent", "expected"),
    [
        ("tool_call", 'latency_us = { path = "$.v", unit = "ms" }', 1.5, 1_500),
        ("tool_call", 'latency_us = { path = "$.v", unit = "s" }', "0.25", 250_000),
        ("tool_call", 'latency_us = "$.v"', 7.0, 7),
        ("tool_call", 'spend = "$.v"', "0.5", 500_000_000),
        ("tool_call", 'result = "$.v"', {"a": [None]}, '{"a":[null]}'),
        ("tool_call", 'result = "$.v[*].w"', [{"w": 1}, {"w": 2}], "[1,2]"),
        ("tool_call", 'tool = "$.v"', 17, "17"),
        ("tool_call", 'error = "$.v"', {"code": 3}, '{"code":3}'),
        ("tool_call", 'called_at = { path = "$.v", format = "epoch_s" }', 1.5, 1_500_000),
        ("tool_call", 'called_at = { path = "$.v", format = "%d.%m.%Y %H:%M", timezone = "UTC" }', "01.05.2026 12:00",
         Instant.parse("2026-05-01T12:00:00Z")),
        ("run", 'input_tokens = "$.v"', "12", 12),
        ("run", 'figures_from_steps = "$.v"', "yes", True),
        ("nhi", 'tier_compliance = { path = "$.v", unit = "percent" }', 50, 0.5),
        ("process_instance", 'metadata = "$.v"', {"amount": 5}, {"amount": 5}),
    ],
)  # fmt: skip
def test_values_become_what_the_field_is(tmp_path: Path, noun: str, source: str, sent: Any, expected: Any) -> None:
    (record,) = read_by(fields_of(noun, source, tmp_path), {**EVENT, "v": sent})
    assert getattr(record, source.partition(" ")[0]) == expected


@pytest.mark.parametrize(
    ("noun", "source", "sent", "words"),
    [
        ("tool_call", 'latency_us = "$.v"', "soon", "latency_us: expected a number"),
        ("tool_call", 'latency_us = "$.v"', 1.5, "latency_us: "),
        ("tool_call", 'latency_us = { path = "$.v", unit = "h" }', 1e308, "latency_us: the number is too large"),
        ("tool_call", 'outcome = "$.v"', "FINE", "outcome: unknown value"),
        ("tool_call", 'tool = "$.v[*]"', ["a", "b"], "tool: the path $.v[*] finds several values"),
        ("run", 'figures_from_steps = "$.v"', "perhaps", "figures_from_steps: expected true or false"),
        ("run", 'started_at = "$.v"', {}, "started_at: expected an ISO 8601 time"),
        ("run", 'started_at = "$.v"', "2026-05-01T12:00:00", "started_at: the time has no time zone; set `timezone`"),
    ],
)
def test_a_value_that_does_not_fit_is_left_out_and_counted(tmp_path: Path, noun: str, source: str, sent: Any, words: str) -> None:
    found = read_by(fields_of(noun, source, tmp_path), {**EVENT, "v": sent})
    (record,) = records_of(found)
    assert getattr(record, source.partition(" ")[0]) is UNSET
    assert any(words in reason for reason in notices(found)), notices(found)


@pytest.mark.parametrize("sent", [None, {}])
def test_what_is_null_or_absent_is_unknown(tmp_path: Path, sent: Any) -> None:
    event = {**EVENT, "v": sent} if sent is None else EVENT
    (record,) = read_by(
        fields_of("verdict", 'latency_us = "$.v"\noutcome = { path = "$.v", default = "PASSED" }', tmp_path), event
    )
    assert isinstance(record, Verdict)
    assert (record.latency_us, record.outcome) == (UNSET, "PASSED")


@pytest.mark.parametrize("event", [{"at": EVENT["at"]}, {"id": [], "at": 5}, {"id": "x"}, {"id": "x", "at": None}, [], "x", None])
def test_without_id_or_time_there_is_no_record(tmp_path: Path, event: Any) -> None:
    found = read_by(fields_of("task", "", tmp_path), event)
    assert records_of(found) == []
    assert any(isinstance(item, Broken) for item in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[record]", "is invalid"),
        ("", "record: required"),
        ("record = []", "requires a [[record]]"),
        ('[[record]]\nnoun = "tsk"\nfields = {}', "record 1: unknown noun 'tsk'; did you mean task?"),
        ('[[record]]\nnoun = "task"\nfield = {}', "field: unknown field; did you mean fields?"),
        ('[[record]]\nnoun = "task"\nfields = { id = "$.a", start_at = "$.b" }', "'start_at' of task; did you mean started_at?"),
        ('[[record]]\nnoun = "task"\nfields = { started_at = "$.b" }', "the field id is required"),
        ('[[record]]\nnoun = "task"\nfields = { id = "$.a" }', "a task requires one of the times at, "),
        ('time.format = "unix"\n[[record]]\nnoun = "task"\nfields = { id = "$.a", at = "$.b" }', "format 'unix' is not iso"),
        ('time.timezone = "Mars"\n[[record]]\nnoun = "task"\nfields = { id = "$.a", at = "$.b" }', "unknown time zone 'Mars'"),
    ],
)
def test_a_mapping_is_checked_when_it_is_read(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadUserInput) as refused:
        mapping(tmp_path, text)
    assert words in refused.value.message
    assert "events.toml" in refused.value.message


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ('name = "name"', "record 1, name: 'name' is no path"),
        ('name = "$.a["', "record 1, name: '$.a[': no JSONPath: unbalanced brackets"),
        ('name = "@.a"', "only a record with `each` has elements"),
        ('name = "$..a..b"', "`..` only once"),
        ('name = "$.a[?match(@.b, \'x\')]"', "function 'match' is not defined"),
        ('name = "$.a[?@..b]"', "must not have `..`"),
        ('name = "$.a[?@.b == 1 && count($.c[*]) > 1]"', "one from `$` must lead to one value"),
        (f'name = "$.{"a" * 1_000}"', "1,000 characters"),
        ('name = { path = "$.a", constant = 1 }', "exactly one of path, template and constant"),
        ('name = {}', "exactly one of path, template and constant"),
        ('name = { template = "x" }', "no path in braces"),
        ('name = { pth = "$.a" }', "did you mean path?"),
        ('name = { path = "$.a", unit = "ms" }', "the field has no unit"),
        ('name = { path = "$.a", format = "iso" }', "only times have format"),
        ('latency_us = { path = "$.a", unit = "days" }', "unknown unit 'days'; use one of: ns, us, ms, s, min, h"),
        ('outcome = { constant = "FINE" }', "outcome: unknown value 'FINE'; use one of: "),
        ('outcome = { path = "$.a", values = { ok = "FINE" } }', "unknown value 'FINE'"),
        ('outcome = { path = "$.a", default = "FINE" }', "unknown value 'FINE'"),
        ('latency_us = { constant = "x" }', "expected a number"),
        ('latency_us = { constant = -1 }', "latency_us: "),
    ],
)  # fmt: skip
def test_a_field_of_a_mapping_is_checked(tmp_path: Path, field: str, words: str) -> None:
    noun = "verdict" if field.startswith(("latency", "outcome")) else "task"
    with pytest.raises(BadUserInput) as refused:
        fields_of(noun, field, tmp_path)
    assert words in refused.value.message, refused.value.message


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadUserInput, match="cannot be read: No such file"):
        read_event_mapping(tmp_path / "none.toml")


def test_an_event_that_would_take_long_is_refused(tmp_path: Path) -> None:
    each = mapping(tmp_path, '[[record]]\nnoun = "task"\neach = "$[*]"\nfields = { id = "@.id", at = "@.at" }')
    (many,) = complaints(read_by(each, [0] * (MOST_VALUES + 1)))
    assert "more than 50,000 values" in many
    (found,) = complaints(read_by(each, [0] * (MOST_FOUND + 1)))
    assert "finds more than 10,000 values" in found
    twice = mapping(
        tmp_path,
        '[[record]]\nnoun = "task"\neach = "$[*]"\nfields = { id = "@.id", at = "@.at" }\n' * 2,
    )
    said = read_by(twice, [EVENT] * (MOST_RECORDS // 2 + 1))
    assert len(records_of(said)) == MOST_RECORDS
    assert "more than 10,000 records" in complaints(said)[0]


def test_what_is_nested_deeply_is_refused_only_where_a_path_looks_into_it(tmp_path: Path) -> None:
    deep: Any = "end"
    for _ in range(400):
        deep = {"in": deep}
    named, anywhere = fields_of("task", 'name = "$.v.in.in"', tmp_path), fields_of("task", 'name = "$..in"', tmp_path)
    assert len(records_of(read_by(named, {**EVENT, "v": deep}))) == 1
    found = read_by(anywhere, {**EVENT, "v": deep})
    assert any("nested too deeply" in reason for reason in notices(found))


def test_paths_of_elements_see_the_whole_event_in_filters() -> None:
    path = compiled("@.jobs[?@.id == $.wanted].name")
    event = {"wanted": 2, "runs": [{"jobs": [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}]}]}
    assert path.find(event, event["runs"][0]) == ["b"]  # type: ignore[index]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "at", "v", "type", "build"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.slow
@settings(max_examples=100)
@given(build=JSON, project=JSON)
def test_no_event_makes_a_mapping_fail(tmp_path_factory: pytest.TempPathFactory, build: Any, project: Any) -> None:
    found = mapping(tmp_path_factory.getbasetemp(), BUILDS)
    for event in (build, {**FINISHED, "build": build, "project": project}):
        for item in read_by(found, event):
            assert isinstance(item, Record | Broken | Notice)


def test_a_refused_path_keeps_its_reason() -> None:
    with pytest.raises(Refused, match="finds more than"):
        compiled("$[*]").find([0] * (MOST_FOUND + 1), None)


def test_tasks_and_tool_calls_have_their_own_times(tmp_path: Path) -> None:
    text = '[[record]]\nnoun = "{}"\nfields = {{ id = "$.id", {} = "$.at" }}'
    for noun, time, kind in (("task", "ended_at", Task), ("tool_call", "called_at", ToolCall)):
        (record,) = read_by(mapping(tmp_path, text.format(noun, time)), EVENT)
        assert isinstance(record, kind)
        assert record.event_time() == Instant.parse("2026-05-01T12:00:00Z")


def test_the_example_of_the_documentation_is_a_mapping(tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "event-mappings.md").read_text(encoding="utf-8")
    found = mapping(tmp_path, page.partition("```toml\n")[2].partition("```")[0])
    build = {
        **FINISHED["build"],
        "begun": "2026-05-01 14:00:00",
        "done": None,
        "stages": [{"name": "lint", "at": 1_777_636_800_000}],
    }
    items = read_by(found, {**FINISHED, "build": build}, x_env="live")
    assert [type(item).__name__ for item in items] == ["Run", "Step"]
    assert {item.started_at for item in items} == {Instant.parse("2026-05-01T12:00:00Z")}
