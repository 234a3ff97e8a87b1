"""Reads LiveMCPBench trajectories: each is an agent's run over MCP servers, with every tool call. They name no times."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from storage.ingest.json_stream import values
from storage.ingest.reader import NOT_AS_EXPECTED, Broken, Items, ReadOptions, as_document, attempt, needs
from storage.ingest.source import Source
from storage.nouns.record import Blob, Instant, Refused
from storage.nouns.run import Run
from storage.nouns.tool_call import ToolCall
from storage.nouns.workflow import Workflow

BENCHMARK = "livemcpbench"
BROKER = "execute-tool"
"""The tool through which the agent calls the tools of MCP servers."""


def read(source: Source, options: ReadOptions) -> Items:
    """The records of a list of trajectories: a workflow for each category, a run for each task, its tool calls.

    BadUserInput without `options.at`: it becomes the start of every run and the time of every call.
    """
    if options.at is None:
        raise needs("at TIME", f"{source.name}: LiveMCPBench trajectories contain no times")
    return _records(source, options.at)


def _records(source: Source, at: Instant) -> Items:
    try:
        with source.open() as stream:
            for name, position, value in values(stream):
                place = f"{source.name}: [{position}]"
                try:
                    yield from _trajectory(place, value, at) if name is None else ()
                except NOT_AS_EXPECTED:
                    yield Broken(place, Refused("not a LiveMCPBench trajectory"))
    except Refused as refused:
        yield Broken(source.name, refused)


def _trajectory(place: str, told: Mapping[str, Any], at: Instant) -> Items:
    run_id, category = told["task_id"], told.get("category") or "uncategorised"
    workflow = {"id": f"{BENCHMARK}/{category}", "at": at, "name": category, "kind": "FLOW", "project_id": BENCHMARK}
    yield attempt(place, Workflow, {**workflow, "project_name": "LiveMCPBench"})
    messages = told.get("messages") or []
    yield attempt(
        place,
        Run,
        {
            "id": run_id,
            "at": at,
            "workflow_id": workflow["id"],
            "state": "COMPLETED",
            "started_at": at,
            "total_steps": sum(1 for message in messages if message.get("role") == "assistant"),
            "inputs": told.get("Question"),
            "outputs": told.get("response"),
        },
    )
    yield from _calls(place, run_id, messages, at)


def _calls(place: str, run_id: str, messages: list[Mapping[str, Any]], at: Instant) -> Iterator[Any]:
    answers = {message.get("tool_call_id"): message.get("content") for message in messages if message.get("role") == "tool"}
    calls = [call for message in messages for call in message.get("tool_calls") or []]
    for order, call in enumerate(calls):
        answer = answers.get(call["id"])
        fields = {
            "id": f"{run_id}:{call['id']}",
            "at": at,
            "run_id": run_id,
            "tool": _tool(call["function"]),
            "called_at": Instant(at + order),
            "arguments": as_document(call["function"].get("arguments")),
            "result": None if answer is None else Blob.parse(answer),
            **_outcome(answer),
        }
        yield attempt(f"{place}, call {call['id']}", ToolCall, fields)


def _tool(function: Mapping[str, Any]) -> str:
    """The tool with its server, which the call of the broker names; `execute-tool` and `route` where it names none."""
    if function["name"] != BROKER:
        return str(function["name"])
    try:
        named = msgspec.json.decode(function.get("arguments") or "{}")
        return f"{named['server_name']}.{named['tool_name']}"
    except (msgspec.DecodeError, KeyError, TypeError):
        return BROKER


def _outcome(answer: object) -> dict[str, str]:
    """What became of a call; nothing where its answer was cut short before it says."""
    text = str(answer or "")
    if text.endswith("isError=True") or text == "Tool call timed out.":
        return {"outcome": "ERROR", "error": text}
    return {"outcome": "PASSED"} if text.endswith("isError=False") else {}
