"""LiveMCPBench: runs with their tool calls, and the verdicts of its judges."""

import csv
import gzip
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.errors import BadUserInput
from storage.ingest.format import read
from storage.ingest.reader import Broken, Item, ReadOptions
from storage.ingest.source import Source
from storage.nouns.guardian import Guardian
from storage.nouns.record import Instant
from storage.nouns.run import Run
from storage.nouns.tool_call import ToolCall
from storage.nouns.verdict import Verdict
from storage.nouns.workflow import Workflow
from tests.project import PROJECT
from tests.storage.ingest.conftest import Read, complaints, micros, records_of

AT = Instant.parse("2025-08-01T00:00:00Z")
MAPPING = PROJECT / "docs" / "mappings" / "judge_verdicts.toml"


def call(call_id: str, name: str, arguments: str) -> dict[str, Any]:
    return {"id": call_id, "type": "function", "function": {"name": name, "arguments": arguments}}


TRAJECTORY = {
    "task_id": "r1",
    "category": "work",
    "Question": "Write a report",
    "response": "Done",
    "messages": [
        {"role": "user", "content": "Write a report"},
        {"role": "assistant", "content": "", "tool_calls": [call("c1", "route", '{"query": "pdf"}')]},
        {"role": "tool", "tool_call_id": "c1", "content": "meta=None content=[] isError=False"},
        {
            "role": "assistant",
            "content": "",
            "tool_calls": [
                call("c2", "execute-tool", '{"server_name": "word", "tool_name": "save", "params": {}}'),
                call("c3", "execute-tool", "not JSON"),
                call("c4", "execute-tool", "{}"),
            ],
        },
        {"role": "tool", "tool_call_id": "c2", "content": "meta=None content=[] isError=True"},
        {"role": "tool", "tool_call_id": "c3", "content": "Tool call timed out."},
        {"role": "tool", "tool_call_id": "c4", "content": "meta=None content=[TextContent(text='cut"},
    ],
}


def test_without_a_time_it_is_refused(read_text: Read) -> None:
    with pytest.raises(BadUserInput, match=r"contain no times; use --at TIME"):
        read_text("t.json", json.dumps([TRAJECTORY]))


def test_a_trajectory_is_a_run_at_the_given_time_that_has_no_end(read_text: Read) -> None:
    items = read_text("t.json", json.dumps([TRAJECTORY]), at="2025-08-01T00:00:00Z")
    (workflow,), (run,) = records_of(items, Workflow), records_of(items, Run)
    assert (workflow.id, run.workflow_id, run.id) == ("livemcpbench/work", "livemcpbench/work", "r1")
    assert (run.inputs, run.outputs, run.total_steps, run.started_at) == ("Write a report", "Done", 2, AT)
    assert not run.ended_at


def test_tool_calls_name_the_tool_behind_the_broker_and_what_became_of_them(read_text: Read) -> None:
    calls = records_of(read_text("t.json", json.dumps([TRAJECTORY]), at="2025-08-01T00:00:00Z"), ToolCall)
    assert [(one.tool, str(one.outcome or None)) for one in calls] == [
        ("route", "PASSED"),
        ("word.save", "ERROR"),
        ("execute-tool", "ERROR"),
        ("execute-tool", "None"),
    ]
    assert [one.called_at for one in calls] == [AT, AT + 1, AT + 2, AT + 3]
    assert calls[1].arguments == '{"server_name":"word","tool_name":"save","params":{}}'
    assert calls[2].arguments == '"not JSON"'


def test_a_broken_trajectory_leaves_the_others(read_text: Read) -> None:
    items = read_text("t.json", json.dumps([TRAJECTORY, 7, {"task_id": "r2"}]), at="2025-08-01T00:00:00Z")
    assert complaints(items) == ["t.json: [1]: not a LiveMCPBench trajectory"]
    assert [run.id for run in records_of(items, Run)] == ["r1", "r2"]


def real(shared_data: Path, name: str, **options: Any) -> list[Item]:
    items = list(read(Source.file(shared_data / "livemcpbench" / name), ReadOptions(at=AT, **options)))
    assert not [item for item in items if isinstance(item, Broken)]
    return items


def test_the_real_trajectories_are_95_runs_with_814_tool_calls(shared_data: Path) -> None:
    items = real(shared_data, "trajectories.json.gz")
    sent = json.loads(gzip.decompress((shared_data / "livemcpbench" / "trajectories.json.gz").read_bytes()))
    calls = Counter(
        (one["task_id"], told["function"]["name"] == "route")
        for one in sent
        for message in one["messages"]
        for told in message.get("tool_calls", [])
    )
    assert Counter((one.run_id, one.tool == "route") for one in records_of(items, ToolCall)) == calls
    assert (calls.total(), sum(count for (_, route), count in calls.items() if not route)) == (814, 531)
    assert {run.id for run in records_of(items, Run)} == {one["task_id"] for one in sent}
    assert len(sent) == 95


def test_the_real_verdicts_are_950_of_ten_guardians_on_those_runs(shared_data: Path) -> None:
    items = real(shared_data, "judge_verdicts.csv", mapping=MAPPING)
    with (shared_data / "livemcpbench" / "judge_verdicts.csv").open() as file:
        sent = Counter((row["judge_model"], row["task_id"], row["judge"] == "success") for row in csv.DictReader(file))
    told = Counter((one.guardian_id, one.run_id, str(one.outcome) == "PASSED") for one in records_of(items, Verdict))
    assert told == sent
    assert (told.total(), len({one.id for one in records_of(items, Guardian)})) == (950, 10)
    runs = {run.id for run in records_of(real(shared_data, "trajectories.json.gz"), Run)}
    assert {one.run_id for one in records_of(items, Verdict)} == runs
    assert {one.decided_at for one in records_of(items, Verdict)} == {micros("2025-08-01T00:00:00Z")}


@pytest.mark.parametrize(
    "form",
    [
        json.dumps,
        lambda each: "\n".join(map(json.dumps, each)),
        lambda each: "\ufeff" + json.dumps(each[:1]) + "\ufeff" + json.dumps(each[1:], indent=2),
    ],
)
def test_all_documents_are_read(read_text: Read, form: Callable[[Any], str]) -> None:
    sent = [TRAJECTORY, TRAJECTORY | {"task_id": "r2"}]
    items = read_text("t.json", form(sent), at="2025-08-01T00:00:00Z", format="livemcpbench")
    assert [run.id for run in records_of(items, Run)] == ["r1", "r2"]
    assert not complaints(items)


@pytest.mark.parametrize(
    ("changes", "calls"),
    [
        ({"Question": "cut \ud83d"}, 4),
        ({"response": {"a": "\0"}}, 4),
        ({"messages": [7, *TRAJECTORY["messages"]]}, 4),
        ({"messages": [{"tool_calls": [7, {"id": "c0"}, call("c1", "route", "{}")]}]}, 1),
        ({"messages": {"a": 1}}, 0),
        ({"category": 7}, 4),
    ],
)
def test_a_bad_value_costs_only_itself(read_text: Read, changes: dict[str, Any], calls: int) -> None:
    sent = [TRAJECTORY | changes, {}, 7, TRAJECTORY | {"task_id": "r2", "messages": []}]
    items = read_text("t.json", json.dumps(sent), at="2025-08-01T00:00:00Z", format="livemcpbench")
    assert [run.id for run in records_of(items, Run)] == ["r1", "r2"]
    assert len(records_of(items, ToolCall)) == calls
    assert len(complaints(items)) >= 2
