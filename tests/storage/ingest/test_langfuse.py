"""Langfuse traces: runs, steps, tool calls, tokens and spend."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET

from storage.ingest.langfuse import read as read_langfuse
from storage.ingest.reader import Broken, Item, Notice, ReadOptions
from storage.ingest.source import Source
from storage.nouns.record import Instant
from storage.nouns.run import Run
from storage.nouns.step import Step
from storage.nouns.tool_call import ToolCall
from storage.nouns.workflow import Workflow
from tests.storage.ingest.conftest import Read, complaints, micros, records_of

GENERATION = {
    "id": "o2",
    "parentObservationId": "o1",
    "type": "GENERATION",
    "name": "chat",
    "model": "gpt-4o",
    "level": "DEFAULT",
    "startTime": "2026-05-01T10:00:01Z",
    "endTime": "2026-05-01T10:00:03Z",
    "usageDetails": {"input": 10, "output": 5, "total": 15},
    "totalCost": 0.0001269,
}
TOOL = {
    "id": "o3",
    "parentObservationId": "o1",
    "type": "TOOL",
    "name": "execute_tool weather",
    "level": "ERROR",
    "statusMessage": "no such city",
    "startTime": "2026-05-01T10:00:03Z",
    "endTime": "2026-05-01T10:00:03.5Z",
    "input": '{"city": "Atlantis"}',
    "metadata": '{"attributes": {"gen_ai.tool.name": "weather"}}',
}
ROOT = {"id": "o1", "type": "AGENT", "name": "agent", "startTime": "2026-05-01T10:00:00Z", "endTime": "2026-05-01T10:00:04Z"}
TRACE = {
    "id": "t1",
    "projectId": "p1",
    "name": "agent.6f8d2449-33ed-4c7c-82e7-5410e34ee4e6",
    "timestamp": "2026-05-01T10:00:00Z",
    "userId": "ann",
    "sessionId": "s1",
    "input": '"How is the weather?"',
    "output": {"answer": "unknown"},
}


def text(**changes: Any) -> str:
    return json.dumps({"trace": TRACE, "observations": [ROOT, GENERATION, TOOL]} | changes)


def test_a_trace_is_a_run_of_a_workflow_named_without_the_ids_of_runs(read_text: Read) -> None:
    items = read_text("t.json", text())
    (workflow,), (run,) = records_of(items, Workflow), records_of(items, Run)
    assert (workflow.id, workflow.name, workflow.project_id) == ("p1/agent", "agent", "p1")
    assert (run.id, run.workflow_id, run.user_id, run.conversation_id) == ("t1", "p1/agent", "ann", "s1")
    assert (run.started_at, run.ended_at) == (micros("2026-05-01T10:00:00Z"), micros("2026-05-01T10:00:04Z"))
    assert (run.inputs, run.outputs, run.llms) == ("How is the weather?", '{"answer":"unknown"}', "gpt-4o")
    assert (run.input_tokens, run.output_tokens, run.total_tokens, run.spend) == (10, 5, 15, 126_900)
    assert run.total_steps == 3


def test_observations_are_nested_steps(read_text: Read) -> None:
    steps = records_of(read_text("t.json", text()), Step)
    assert [(step.id, step.parent_id or None, str(step.kind), step.error or None) for step in steps] == [
        ("o1", None, "AGENT", None),
        ("o2", "o1", "GENERATION", None),
        ("o3", "o1", "TOOL", "no such city"),
    ]


def test_a_tool_is_a_tool_call_of_the_run(read_text: Read) -> None:
    (call,) = records_of(read_text("t.json", text()), ToolCall)
    assert (call.run_id, call.tool, str(call.outcome), call.error) == ("t1", "weather", "ERROR", "no such city")
    assert (call.arguments, call.latency_us) == ('{"city":"Atlantis"}', 500_000)


def test_a_run_fails_by_an_error_at_its_top_and_not_by_one_that_it_survived(read_text: Read) -> None:
    (survived,) = records_of(read_text("t.json", text()), Run)
    failed_root = ROOT | {"level": "ERROR", "statusMessage": "gave up"}
    (failed,) = records_of(read_text("t.json", text(observations=[failed_root, GENERATION, TOOL])), Run)
    assert (str(survived.state), bool(survived.error)) == ("COMPLETED", False)
    assert (str(failed.state), failed.error) == ("FAILED", "gave up")


def test_a_list_of_traces_and_traces_that_hold_their_observations_are_read(read_text: Read) -> None:
    other = TRACE | {"id": "t2", "observations": [{**GENERATION, "id": "o9", "parentObservationId": None}]}
    items = read_text("t.json", json.dumps([{"trace": TRACE, "observations": [ROOT]}, other]))
    assert [run.id for run in records_of(items, Run)] == ["t1", "t2"]


def test_a_broken_trace_leaves_the_others(read_text: Read) -> None:
    items = read_text("t.json", json.dumps([{"trace": TRACE | {"timestamp": "noon"}, "observations": []}, {"trace": TRACE}]))
    assert complaints(items)[0].startswith("t.json: trace 1, t1: field timestamp: expected an RFC 3339 time")
    assert len(records_of(items, Run)) == 1


def test_json_that_ends_too_early_is_said(read_text: Read) -> None:
    assert "is incomplete" in complaints(read_text("t.json", text()[:-20]))[0]


def generation(number: int, **changes: Any) -> dict[str, Any]:
    return GENERATION | {"id": f"g{number}", "traceId": "t1", "parentObservationId": None} | changes


def run_of(read_text: Read, *observations: Any, **trace: Any) -> Any:
    (run,) = records_of(read_text("t.json", text(trace=TRACE | trace, observations=list(observations))), Run)
    return run


@pytest.mark.parametrize(
    ("usage", "counts"),
    [
        ({"usageDetails": {"input": 86, "input_cached_tokens": 17_817, "output": 40, "total": 17_943}}, (17_903, 40, 17_943)),
        ({"usageDetails": {"input": 86, "input_cached_tokens": 17_817, "output": 40}}, (17_903, 40, 17_943)),
        ({"usageDetails": {"input": 3, "cache_read_input_tokens": 900, "output": 7}}, (903, 7, 910)),
        ({"usageDetails": {"input": 3, "output": 7, "output_reasoning_tokens": 5, "total": 15}}, (3, 12, 15)),
        ({"usageDetails": {"input": 100, "input_cached_tokens": 40, "output": 10, "total": 110}}, (100, 10, 110)),
        ({"usageDetails": {"input": 3, "cache_read_input_tokens": 900, "output": 7, "total": 12}}, (903, 7, 910)),
        ({"usageDetails": {"input": 5, "output": 845, "total": 2023}}, (5, 845, 2023)),
        ({"usageDetails": {"total": 12}}, (None, None, 12)),
        ({"usageDetails": {"input": 12}}, (12, None, 12)),
        ({"usageDetails": '{"input": 1, "output": "2"}'}, (1, 2, 3)),
        ({"usageDetails": {"input": 0, "output": 0, "total": 0}}, (None, None, None)),
        ({"usageDetails": None, "usage": {"input": 1200, "output": 3000, "unit": "CHARACTERS"}}, (None, None, None)),
        ({"usage": {"input": 10, "output": 5, "unit": "IMAGES"}}, (None, None, None)),
        ({"usageDetails": {}, "usage": {"input": 1, "output": 2, "unit": "TOKENS", "inputCost": 7.5}}, (1, 2, 3)),
        ({"usageDetails": {}, "usage": {"promptTokens": 1, "completionTokens": 2, "totalTokens": 3}}, (1, 2, 3)),
        ({"usageDetails": {}, "inputUsage": 4, "outputUsage": 5, "totalUsage": 9}, (4, 5, 9)),
        ({"usageDetails": {"input": -1, "output": 2, "x": {"y": 1}, "z": "many"}}, (None, 2, 2)),
    ],
)
def test_tokens_are_the_sums_of_their_types(
    read_text: Read, usage: dict[str, Any], counts: tuple[int | None, int | None, int | None]
) -> None:
    run = run_of(read_text, generation(1, **usage))
    assert (run.input_tokens or None, run.output_tokens or None, run.total_tokens or None) == counts


@pytest.mark.parametrize(
    ("details", "kinds"),
    [
        ({"input": 86, "input_cached_tokens": 17, "output": 40, "output_reasoning_tokens": 9}, (103, 49, 17, None, 9)),
        ({"input": 3, "cache_read_input_tokens": 9, "cache_creation_input_tokens": 4, "output": 7}, (16, 7, 9, 4, None)),
        ({"input": 3, "input_cache_write": 4, "input_audio_tokens": 1, "output": 7}, (8, 7, None, 4, None)),
        ({"input": 9, "input_cached_tokens": 5, "output": 7, "output_reasoning": 6, "total": 16}, (9, 7, 5, None, 6)),
    ],
)
def test_cached_and_reasoning_tokens_are_kept_apart(
    read_text: Read, details: dict[str, int], kinds: tuple[int | None, ...]
) -> None:
    items = read_text("t.json", text(trace=TRACE, observations=[generation(1, usageDetails=details)]))
    names = ("input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens", "reasoning_tokens")
    for record in (*records_of(items, Run), *records_of(items, Step)):
        assert tuple(getattr(record, name) or None for name in names) == kinds


@pytest.mark.parametrize("lists", [False, True])
def test_an_observation_that_comes_twice_counts_once_as_updated_last(read_text: Read, lists: bool) -> None:
    old = generation(1, updatedAt="2026-05-01T10:00:04Z", usageDetails={"input": 1, "output": 1})
    new = generation(1, updatedAt="2026-05-01T10:00:05Z")
    other = generation(2)
    sent = [new, old, other, new, other]
    items = read_text("t.json", json.dumps(sent) if lists else text(observations=sent), format="langfuse")
    (run,) = records_of(items, Run)
    assert (run.input_tokens, run.output_tokens, run.total_tokens, run.spend, run.total_steps) == (20, 10, 30, 253_800, 2)


OPEN = {"endTime": None}


@pytest.mark.parametrize(
    ("observations", "state", "ended"),
    [
        ([ROOT | OPEN, GENERATION], "RUNNING", None),
        ([ROOT, GENERATION | OPEN], "COMPLETED", "2026-05-01T10:00:04Z"),
        ([ROOT | OPEN | {"level": "ERROR"}], "RUNNING", None),
        ([ROOT | {"type": "EVENT"} | OPEN, GENERATION], "COMPLETED", "2026-05-01T10:00:03Z"),
        ([ROOT, GENERATION | OPEN | {"parentObservationId": "elsewhere"}], "RUNNING", None),
        ([ROOT | {"parentObservationId": "o1"}], "COMPLETED", "2026-05-01T10:00:04Z"),
        ([], None, None),
    ],
)
def test_a_run_ends_when_what_is_at_its_top_has_ended(
    read_text: Read, observations: list[Any], state: str | None, ended: str | None
) -> None:
    run = run_of(read_text, *observations)
    assert (str(run.state) if run.state else None, run.ended_at or None) == (state, ended and micros(ended))


@pytest.mark.parametrize("stamp", ["2026-05-01T10:05:00Z", "2026-05-01T09:00:00Z", None, "noon"])
def test_the_time_of_the_trace_does_not_change_the_duration(read_text: Read, stamp: str | None) -> None:
    run = run_of(read_text, ROOT, timestamp=stamp)
    assert (run.started_at, run.ended_at) == (micros("2026-05-01T10:00:00Z"), micros("2026-05-01T10:00:04Z"))


def test_a_trace_of_the_api_with_ids_of_observations_has_its_latency_and_cost(read_text: Read) -> None:
    run = run_of(read_text, "o1", "o2", latency=2.5, totalCost=0.01)
    assert (run.started_at, run.ended_at) == (micros("2026-05-01T10:00:00Z"), micros("2026-05-01T10:00:02.5Z"))
    assert (str(run.state), run.spend, run.total_steps) == ("COMPLETED", 10_000_000, 2)


HELD = [TRACE | {"id": f"t{n}", "observations": [generation(n, traceId=f"t{n}")]} for n in (1, 2)]
LOOSE = [generation(n, traceId=f"t{n}") for n in (1, 2)]


@pytest.mark.parametrize("traces", [HELD, LOOSE], ids=["traces", "observations"])
@pytest.mark.parametrize(
    "form",
    [
        json.dumps,
        lambda each: json.dumps({"data": each, "meta": {"page": 1, "limit": 50, "totalItems": 2, "totalPages": 1}}),
        lambda each: json.dumps({"meta": {"page": 1}, "data": each}, indent=2),
        lambda each: "\n".join(map(json.dumps, each)),
        lambda each: "\ufeff" + "\n\n".join(map(json.dumps, each)) + "\n",
        lambda each: "".join(json.dumps(one, indent=2) for one in each),
        lambda each: json.dumps({"data": each[:1]}) + json.dumps({"data": each[1:]}),
        lambda each: "\ufeff" + json.dumps(each[:1]) + "\ufeff" + json.dumps(each[1:]),
    ],
)
def test_lists_lines_and_answers_of_the_api_are_read(read_text: Read, traces: list[Any], form: Callable[[Any], str]) -> None:
    items = read_text("t.json", form(traces), format="langfuse")
    assert not complaints(items)
    assert [(run.id, run.total_tokens) for run in records_of(items, Run)] == [("t1", 15), ("t2", 15)]
    assert [(step.id, step.run_id) for step in records_of(items, Step)] == [("g1", "t1"), ("g2", "t2")]


BAD = [
    ({"output": {"text": "cut \ud83d"}}, True, True),
    ({"input": "a\0b"}, True, True),
    ({"input": '{"a": "\\ud83d"}'}, True, True),
    ({"input": '{"a": "\\u0000"}'}, True, True),
    ({"name": "\ud83d", "metadata": {}}, True, True),
    ({"statusMessage": {"a": "\ud83d"}}, True, True),
    ({"metadata": "{"}, True, False),
    ({"metadata": 7}, True, False),
    ({"endTime": "noon"}, True, True),
    ({"endTime": 7}, True, True),
    ({"totalCost": "free"}, True, True),
    ({"totalCost": {"a": 1}}, True, True),
    ({"costDetails": [1]}, True, True),
    ({"usageDetails": [1]}, True, True),
    ({"usageDetails": {"input": "many"}}, True, True),
    ({"usageDetails": {"input": 2.5}}, True, True),
    ({"parentObservationId": 7}, True, True),
    ({"model": 7}, True, True),
    ({"type": ["TOOL"]}, True, True),
    ({"level": {}}, True, True),
    ({"name": 7}, True, True),
    ({"startTime": None, "endTime": None}, False, True),
    ({"startTime": "noon", "endTime": None}, False, True),
    ({"id": None}, False, True),
    ({"id": 7}, False, True),
]


@pytest.mark.parametrize(("changes", "stays", "reported"), BAD)
def test_a_bad_value_costs_only_itself(read_text: Read, changes: dict[str, Any], stays: bool, reported: bool) -> None:
    sent = [ROOT, TOOL | changes, GENERATION]
    items = read_text("t.json", json.dumps([{"trace": TRACE, "observations": sent}, {"trace": TRACE | {"id": "t2"}}]))
    assert [run.id for run in records_of(items, Run)] == ["t1", "t2"]
    assert {step.id for step in records_of(items, Step)} == ({"o1", "o2", "o3"} if stays else {"o1", "o2"})
    assert bool(complaints(items) or [item for item in items if isinstance(item, Notice)]) == reported
    assert bool(complaints(items)) == (not stays)


@pytest.mark.parametrize("bad", [None, 7, "o9", [], {}, {"trace": 7}, {"trace": {"id": 7}}, {"id": "t9"}])
def test_a_bad_trace_costs_no_other(read_text: Read, bad: Any) -> None:
    sent = [{"trace": TRACE, "observations": [ROOT]}, bad, {"trace": TRACE | {"id": "t2"}}]
    items = read_text("t.json", json.dumps(sent))
    assert [run.id for run in records_of(items, Run)] == ["t1", "t2"]
    assert len(complaints(items)) == 1


@pytest.mark.parametrize("bad", ['{"trace": {"id": "t9", "na', "{}}", "nonsense", '{"trace": ', "[1, 2"])
def test_a_broken_line_costs_no_other(read_text: Read, bad: str) -> None:
    lines = [json.dumps({"trace": TRACE | {"id": f"t{n}"}, "observations": [ROOT]}) for n in (1, 2, 3)]
    items = read_text("t.json", "\n".join([lines[0], lines[1], bad, lines[2]]))
    assert [run.id for run in records_of(items, Run)] == ["t1", "t2", "t3"]
    assert complaints(items)


def test_a_text_in_another_encoding_is_kept_but_for_its_bytes(read_text: Read) -> None:
    items = read_text("t.json", text(trace=TRACE | {"input": "caf@"}).encode().replace(b"@", b"\xe9"))
    assert records_of(items, Run)[0].inputs == "caf\ufffd"
    assert Notice("texts with characters that cannot be stored", lost=False) in items


def real_items(shared_data: Path) -> list[Item]:
    files = sorted((shared_data / "langfuse").glob("*.json"))
    return [item for file in files for item in read_langfuse(Source.file(file), ReadOptions())]


def real_traces(shared_data: Path) -> list[dict[str, Any]]:
    return [json.loads(file.read_text()) for file in sorted((shared_data / "langfuse").glob("*.json"))]


def test_the_real_traces_are_eleven_runs_with_every_observation_a_step(shared_data: Path) -> None:
    items, traces = real_items(shared_data), real_traces(shared_data)
    assert not [item for item in items if isinstance(item, Broken)]
    assert {run.id for run in records_of(items, Run)} == {one["trace"]["id"] for one in traces}
    assert len(records_of(items, Run)) == 11
    sent = {(o["id"], o["traceId"], o.get("parentObservationId")) for one in traces for o in one["observations"]}
    assert {(step.id, step.run_id, step.parent_id or None) for step in records_of(items, Step)} == sent


def test_tokens_and_spend_of_the_real_traces_are_what_langfuse_counted(shared_data: Path) -> None:
    runs = {run.id: run for run in records_of(real_items(shared_data), Run)}
    for one in real_traces(shared_data):
        run, observations = runs[one["trace"]["id"]], one["observations"]
        assert (run.input_tokens or 0) == sum(o["inputUsage"] for o in observations)
        assert (run.output_tokens or 0) == sum(o["outputUsage"] for o in observations)
        assert (run.total_tokens or 0) == sum(o["totalUsage"] for o in observations)
        assert abs((run.spend or 0) / 1e9 - sum(o["totalCost"] or 0 for o in observations)) < 1e-8


def test_the_tools_of_the_real_traces(shared_data: Path) -> None:
    calls = records_of(real_items(shared_data), ToolCall)
    assert sorted(call.tool for call in calls) == [
        "ByeTool",
        "HelloTool",
        "duckduckgo_search",
        "get_weather",
        "say_hello",
        "tool.search.wikipedia.success",
    ]


@pytest.mark.parametrize("end", ["soon", "2026-05-01 10:00:00", 7, {"a": 1}])
def test_an_end_that_is_no_time_leaves_the_state_unknown(read_text: Read, end: Any) -> None:
    items = read_text("t.json", json.dumps({"trace": TRACE, "observations": [ROOT | {"endTime": end}]}))
    (run,) = records_of(items, Run)
    assert (run.state, run.ended_at) == (UNSET, UNSET)
    assert [item for item in items if isinstance(item, Notice)]


def test_an_end_before_its_start_gives_no_duration(read_text: Read) -> None:
    early, late = "2026-05-01T10:00:00Z", "2026-05-01T11:00:00Z"
    observation = {"id": "o", "type": "TOOL", "name": "x", "startTime": late, "endTime": early}
    items = read_text("t.json", json.dumps({"trace": TRACE, "observations": [observation]}))
    (run,), (call,) = records_of(items, Run), records_of(items, ToolCall)
    assert (run.started_at, run.ended_at) == (Instant.parse(late), Instant.parse(early))
    assert call.latency_us is UNSET
