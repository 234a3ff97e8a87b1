"""Reads LiveMCPBench trajectories. Each is a run of an agent over MCP servers, with every tool call, without times."""

from collections.abc import Mapping, Sequence
from typing import Any

from storage.ingest.json_stream import documents_of
from storage.ingest.langfuse_usage import as_mapping
from storage.ingest.outline import Outline
from storage.ingest.reader import (
    Broken,
    Format,
    Items,
    Notice,
    OptionRequired,
    ReadOptions,
    as_document,
    as_text,
    guarded,
    json_text,
    kept,
    misshapen,
)
from storage.ingest.source import Source
from storage.nouns.record import Blob, Instant, Refused
from storage.nouns.run import Run
from storage.nouns.tool_call import ToolCall
from storage.nouns.workflow import Workflow

BENCHMARK = "livemcpbench"
OF_MESSAGE: Mapping[str, str] = {"role": "a text", "tool_call_id": "a text"}
"""Shapes of members, see `misshapen`."""
BROKER = "execute-tool"
"""The tool with which the agent calls the tools of MCP servers."""


def read(source: Source, options: ReadOptions) -> Items:
    """Yields a workflow for each category, and a run for each task with its tool calls.

    `options.at` is the start of every run and the time of every call. Raises BadUserInput without it.
    """
    if options.at is None:
        raise OptionRequired("at TIME", f"{source.name}: LiveMCPBench trajectories contain no times")
    return _records(source, options.at)


def _records(source: Source, at: Instant) -> Items:
    number = 0
    for place, document in documents_of(source):
        whole: dict[str, Any] = {}
        try:
            for name, position, value in document:
                if isinstance(value, Refused):
                    yield Broken(place, value)
                elif name is None:
                    where = f"{place}: [{number}]"
                    yield from guarded(where, _trajectory(where, value, at))
                    number += 1
                elif position is None:
                    whole[name] = value
                else:
                    whole.setdefault(name, []).append(value)
        except Refused as refused:
            yield Broken(place, refused)
        if whole:
            yield from guarded(place, _trajectory(place, whole, at))


def _trajectory(place: str, trajectory: Any, at: Instant) -> Items:
    if not isinstance(trajectory, dict) or not trajectory.get("task_id"):
        yield Broken(place, Refused("not a LiveMCPBench trajectory"))
        return
    run_id, category = as_text(trajectory["task_id"]), as_text(trajectory.get("category")) or "uncategorised"
    workflow = {"id": f"{BENCHMARK}/{category}", "at": at, "name": category, "kind": "FLOW", "project_id": BENCHMARK}
    yield from kept(place, Workflow, {**workflow, "project_name": "LiveMCPBench"})
    sent = trajectory.get("messages") or []
    messages = [message for message in sent if isinstance(message, dict)] if isinstance(sent, list) else []
    if lost := (len(sent) if isinstance(sent, list) else 1) - len(messages):
        yield Notice("messages that are no JSON objects", lost)
    yield from (notice for message in messages for notice in misshapen(message, OF_MESSAGE, "messages"))
    yield from kept(
        place,
        Run,
        {
            "id": run_id,
            "at": at,
            "workflow_id": workflow["id"],
            "state": "COMPLETED",
            "started_at": at,
            "total_steps": sum(1 for message in messages if message.get("role") == "assistant"),
            "inputs": as_text(trajectory.get("Question")),
            "outputs": as_text(trajectory.get("response")),
        },
    )
    yield from _calls(place, str(run_id), messages, at)


def _calls(place: str, run_id: str, messages: Sequence[Mapping[str, Any]], at: Instant) -> Items:
    answers = {str(message.get("tool_call_id")): message.get("content") for message in messages if message.get("role") == "tool"}
    used: set[str] = set()
    lists = [message.get("tool_calls") for message in messages]
    calls = [call for each in lists if each for call in (each if isinstance(each, list) else [each])]
    for order, call in enumerate(calls):
        function = call.get("function") if isinstance(call, dict) else None
        if not isinstance(function, dict) or not isinstance(call.get("id"), str) or not function.get("name"):
            yield Broken(f"{place}, call {order + 1}", Refused("not a call of a tool"))
            continue
        answer = answers.get(call["id"])
        used.add(call["id"])
        fields = {
            "id": f"{run_id}:{call['id']}",
            "at": at,
            "run_id": run_id,
            "tool": _tool(function),
            "called_at": Instant(at + order),
            "arguments": as_document(function.get("arguments")),
            "result": None if answer is None else Blob(json_text(answer)),
            **_outcome(answer),
        }
        yield from kept(f"{place}, call {call['id']}", ToolCall, fields)
    if lost := len(answers.keys() - used):
        yield Notice("answers to calls that the trajectory does not contain", lost)


def _tool(function: Mapping[str, Any]) -> str:
    """The tool with its server, which the call of the broker names. If it names none: `execute-tool` or `route` itself."""
    if function["name"] != BROKER:
        return str(function["name"])
    named = as_mapping(function.get("arguments"))
    server, tool = named.get("server_name"), named.get("tool_name")
    return f"{server}.{tool}" if server and tool else BROKER


def _outcome(answer: object) -> dict[str, str]:
    """The outcome of a call, and its error. Empty if the answer was cut before it states the outcome."""
    text = str(answer or "")
    if text.endswith("isError=True") or text == "Tool call timed out.":
        return {"outcome": "ERROR", "error": text}
    return {"outcome": "PASSED"} if text.endswith("isError=False") else {}


def _recognizes(outline: Outline) -> bool:
    return "task_id" in outline.elements.get(None, ()) or outline.keys >= {"task_id", "messages"}


FORMAT = Format("livemcpbench", read, recognizes=_recognizes)
