"""Langfuse traces: runs, steps, tool calls, tokens and spend."""

import json
from pathlib import Path
from typing import Any

from storage.ingest.langfuse import read as read_langfuse
from storage.ingest.reader import Broken, Item, ReadOptions
from storage.ingest.source import Source
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
