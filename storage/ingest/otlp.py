"""Reads OTLP requests: spans of agents, models and tools. A trace is a run, its spans are steps, its tools tool calls. Events
in log requests complete the steps.

Each span is read by itself, so that any order and number of requests gives the same rows: what concerns the run as a whole is
stated with the end of the agent's span as event time, and of nested agents the outermost ends last.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from storage.ingest.json_stream import documents_of
from storage.ingest.otlp_events import records_of_events
from storage.ingest.otlp_log import events_of_json
from storage.ingest.otlp_names import (
    AGENT_NAME,
    ARGUMENTS,
    CONVERSATION,
    IDENTITY,
    INPUTS,
    INSTANCE,
    MODEL,
    OUTPUTS,
    PROVIDER,
    RESULT,
    SESSION,
    TASK,
    TOOL,
    USER,
    WORKFLOW,
    step_id,
)
from storage.ingest.otlp_request import records_of_parts
from storage.ingest.otlp_span import Sent, Span, spans_of_json
from storage.ingest.otlp_usage import first, usage_of
from storage.ingest.outline import Outline
from storage.ingest.reader import Broken, Format, Items, Notice, ReadOptions, as_document, as_text, kept
from storage.ingest.source import Source
from storage.nouns.mcp_session import McpSession
from storage.nouns.nhi import Nhi
from storage.nouns.record import Instant, Record, Refused
from storage.nouns.run import Run
from storage.nouns.step import Step
from storage.nouns.tool_call import ToolCall
from storage.nouns.workflow import Workflow

BAD_PARENT = "values of parentSpanId of spans that are not 16 hexadecimal digits"
OTHER = "spans that are no work of an agent, a model or a tool"

KINDS: Mapping[str, Mapping[str, str]] = {
    "gen_ai.operation.name": {
        "invoke_agent": "AGENT", "invoke_workflow": "AGENT", "create_agent": "OTHER", "plan": "SPAN", "retrieval": "SPAN",
        "search_memory": "SPAN", "create_memory": "SPAN", "update_memory": "SPAN", "upsert_memory": "SPAN",
        "delete_memory": "SPAN", "create_memory_store": "SPAN", "delete_memory_store": "SPAN",
        "chat": "GENERATION", "text_completion": "GENERATION", "generate_content": "GENERATION", "embeddings": "GENERATION",
        "execute_tool": "TOOL",
    },
    "openinference.span.kind": {
        "AGENT": "AGENT", "LLM": "GENERATION", "EMBEDDING": "GENERATION", "TOOL": "TOOL", "CHAIN": "SPAN", "RETRIEVER": "SPAN",
        "RERANKER": "SPAN", "GUARDRAIL": "SPAN", "EVALUATOR": "SPAN", "PROMPT": "SPAN", "UNKNOWN": "OTHER",
    },
    "traceloop.span.kind": {"workflow": "AGENT", "agent": "AGENT", "task": "SPAN", "tool": "TOOL", "unknown": "OTHER"},
    "llm.request.type": {"chat": "GENERATION", "completion": "GENERATION", "embedding": "GENERATION", "rerank": "SPAN"},
    "mcp.method.name": {"tools/call": "TOOL"},
}  # fmt: skip
"""Attributes that mark a span, and the kind of step for each of their values: the conventions for generative AI of
OpenTelemetry, OpenInference, and OpenLLMetry in their present and older spellings. The first that is there counts."""

UNKNOWN_VALUE = "OTHER"
"""Kind of a step that is marked with a value of a later version."""


def read(source: Source, _: ReadOptions) -> Items:
    """The records of a source: requests as JSON, one after the other or one per line, as the Collector's file exporter writes."""
    for place, document in documents_of(source):
        request: dict[str, Any] = {}
        try:
            for name, position, value in document:
                if isinstance(value, Refused):
                    yield Broken(place, value)
                elif name is None:
                    yield Broken(place, Refused("expected a trace request, found a list"))
                elif position is None:
                    request[name] = value
                else:
                    request.setdefault(name, []).append(value)
        except Refused as refused:
            yield Broken(place, refused)
        yield from records_of(place, spans_of_json(request))
        yield from records_of_events(place, events_of_json(request))


def records_of(place: str, spans: Iterable[Sent]) -> Items:
    """The records of spans. Broken for one that is refused, a notice for one that is no work of an agent.

    What spans state alike of their run, identity, workflow or session is one record, with the latest of their event times.
    """
    alike = _Alike()
    yield from records_of_parts(place, "span", spans, partial(_records, alike))
    yield from alike.records()


class _Alike:
    """What several spans of a request state of the same thing."""

    def __init__(self) -> None:
        self._latest: dict[tuple[object, ...], tuple[Instant, str, type[Record], Mapping[str, Any]]] = {}

    def add(self, place: str, kind: type[Record], at: Instant, fields: Mapping[str, Any]) -> None:
        """Adds what a span states for a time."""
        key = (kind, *fields.items())
        known = self._latest.get(key)
        if known is None or known[0] < at:
            self._latest[key] = (at, place, kind, fields)

    def records(self) -> Items:
        """The records."""
        for at, place, kind, fields in self._latest.values():
            yield from kept(place, kind, {**fields, "at": at})


def _records(alike: _Alike, place: str, span: Span) -> Items:
    place = f"{place}, {span.span_id}"
    kind = _kind(span)
    if kind is None:
        yield Notice(OTHER)
        return
    if span.started_at is None and span.ended_at is None:
        yield Broken(place, Refused("the span has neither start nor end"))
        return
    if span.has_bad_parent:
        yield Notice(BAD_PARENT)
    at = max(time for time in (span.started_at, span.ended_at) if time is not None)
    identity = _text(span, IDENTITY)
    if identity is not None:
        alike.add(place, Nhi, at, {"id": identity, "label": _text(span, AGENT_NAME), "kind": "agent"})
    workflow = _text(span, WORKFLOW) if kind == "AGENT" else None
    if workflow is not None:
        alike.add(place, Workflow, at, {"id": workflow, "kind": "FLOW", "name": workflow})
    alike.add(place, Run, at, _run(span, kind))
    yield from kept(place, Step, _step(span, kind))
    if kind == "TOOL":
        session = _text(span, SESSION)
        if session is not None:
            alike.add(place, McpSession, at, {"id": session, "run_id": span.trace_id, "nhi_id": identity})
        yield from kept(place, ToolCall, _tool_call(span, identity, session, at))


def _kind(span: Span) -> str | None:
    for name, kinds in KINDS.items():
        value = span.attributes.get(name)
        if isinstance(value, str) and (name != "mcp.method.name" or value in kinds):
            kind = kinds.get(value, UNKNOWN_VALUE)
            return "SPAN" if kind == "TOOL" and _answers_client(span) else kind
    return None


def _answers_client(span: Span) -> bool:
    """Whether it is the server's side of a call through MCP. The client's side, its parent, is the call."""
    return span.serves and span.parent_id is not None and "mcp.method.name" in span.attributes


def _run(span: Span, kind: str) -> dict[str, Any]:
    """What a span says of the run. Spans other than an agent's only say that it exists, and what it belongs to."""
    links = {"instance_id": _text(span, INSTANCE), "task_id": _text(span, TASK), "conversation_id": _text(span, CONVERSATION)}
    run = {"id": span.trace_id, "figures_from_steps": True, **links}
    if kind != "AGENT":
        return run
    return run | {
        "workflow_id": _text(span, WORKFLOW),
        "nhi_id": _text(span, IDENTITY),
        "user_id": _text(span, USER),
        "state": None if span.ended_at is None else "FAILED" if _failed(span) else "COMPLETED",
        "error": _error(span),
        "error_category": _text(span, ("error.type",)),
        "inputs": as_text(first(span.attributes, INPUTS)),
        "outputs": as_text(first(span.attributes, OUTPUTS)),
    }


def _step(span: Span, kind: str) -> dict[str, Any]:
    """A step has tokens if it is a model call itself: agents repeat the sums of their calls."""
    calls_model = kind == "GENERATION"
    return {
        "id": step_id(span.trace_id, span.span_id),
        "run_id": span.trace_id,
        "parent_id": None if span.parent_id is None else step_id(span.trace_id, span.parent_id),
        "name": span.name or None,
        "kind": kind,
        "model": _text(span, MODEL) if calls_model else None,
        "provider": _text(span, PROVIDER) if calls_model else None,
        "started_at": span.started_at,
        "ended_at": span.ended_at,
        "inputs": as_text(first(span.attributes, ARGUMENTS if kind == "TOOL" else INPUTS)),
        "outputs": as_text(first(span.attributes, RESULT if kind == "TOOL" else OUTPUTS)),
        "error": _error(span),
        **(usage_of(span.attributes) if calls_model else {}),
    }


def _tool_call(span: Span, identity: str | None, session: str | None, at: Instant) -> dict[str, Any]:
    began, ended = span.started_at, span.ended_at
    return {
        "id": step_id(span.trace_id, span.span_id),
        "at": at,
        "run_id": span.trace_id,
        "session_id": session,
        "nhi_id": identity,
        "tool": _text(span, TOOL) or span.name or "unnamed",
        "outcome": None if ended is None else "ERROR" if _failed(span) else "PASSED",
        "called_at": began,
        "latency_us": ended - began if began is not None and ended is not None and ended >= began else None,
        "arguments": as_document(first(span.attributes, ARGUMENTS)),
        "result": as_document(first(span.attributes, RESULT)),
        "error": _error(span),
    }


def _failed(span: Span) -> bool:
    """By its status, or by the type of its error, which the conventions state only if an operation fails."""
    return span.failed or span.attributes.get("error.type") is not None


def _error(span: Span) -> str | None:
    if not _failed(span):
        return None
    return span.message or _text(span, ("error.type", "exception.message")) or "an error without a message"


def _text(span: Span, names: Iterable[str]) -> str | None:
    value = first(span.attributes, names)
    return (as_text(value) or None) if value is not None else None


def _recognizes(outline: Outline) -> bool:
    return bool({"resourceSpans", "resourceLogs"} & outline.keys)


FORMAT = Format("otlp", read, recognizes=_recognizes)
