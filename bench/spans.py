"""Spans of agents that benchmarks send: traces of an agent with a model call and a tool call for each ten spans."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from google.protobuf.json_format import ParseDict
from google.protobuf.message import Message

SECOND = 1_000_000_000
SPANS_OF_TRACE = 10
Values = Mapping[str, str | int]
"""Attributes of a span."""


def request(traces: int, first: int, now: int) -> tuple[bytes, str]:
    """The body of an OTLP request as JSON, with a number of traces, and the id of its last one.

    `first` is the number of its first trace, `now` the time in nanoseconds since 1970 at which its spans end.
    """
    return json.dumps(request_of_spans(traces, first, now)).encode(), f"{first + traces:032x}"


def request_of_spans(traces: int, first: int, now: int) -> dict[str, Any]:
    """The same request as a JSON object."""
    ids = [f"{number + 1:032x}" for number in range(first, first + traces)]
    spans = [span for trace in ids for span in _trace(trace, now)]
    return {"resourceSpans": [{"resource": {"attributes": []}, "scopeSpans": [{"spans": spans}]}]}


def request_of_events(traces: int, first: int, now: int) -> dict[str, Any]:
    """A request of OTLP with the events of model calls, of as many spans as `request_of_spans` has."""
    events = [
        _event(f"{trace + 1:032x}", number, now) for trace in range(first, first + traces) for number in range(SPANS_OF_TRACE)
    ]
    return {"resourceLogs": [{"resource": {"attributes": []}, "scopeLogs": [{"logRecords": events}]}]}


def as_protobuf(body: dict[str, Any], message: Message) -> bytes:
    """A request as protobuf. `message`: an empty one of its kind."""
    return ParseDict(_with_base64(body), message).SerializeToString()


def _with_base64(value: Any, name: str = "") -> Any:
    """The ids in base64, as JSON of protobuf has them, in place of hexadecimal digits."""
    if isinstance(value, dict):
        return {key: _with_base64(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_base64(each) for each in value]
    return base64.b64encode(bytes.fromhex(value)).decode() if name in ("traceId", "spanId", "parentSpanId") else value


def _event(trace: str, number: int, now: int) -> dict[str, Any]:
    message = json.dumps([{"role": "user", "parts": [{"type": "text", "content": f"Question {number}"}]}])
    values: Values = {"gen_ai.request.model": "gpt-4o", "gen_ai.usage.input_tokens": 1200, "gen_ai.input.messages": message}
    return {
        "traceId": trace,
        "spanId": f"{number + 1:016x}",
        "timeUnixNano": str(now),
        "eventName": "gen_ai.client.inference.operation.details",
        "attributes": _attributes(values),
    }


def _trace(trace: str, now: int) -> list[dict[str, Any]]:
    agent: Values = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "Planner", "gen_ai.agent.id": "agent-7"}
    call: Values = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "gpt-4o",
        "gen_ai.usage.input_tokens": 1200,
        "gen_ai.usage.output_tokens": 150,
    }
    tool: Values = {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "search", "gen_ai.agent.id": "agent-7"}
    inner = [(call, tool)[number % 2] for number in range(SPANS_OF_TRACE - 1)]
    return [
        _span(trace, 1, None, now - 2 * SECOND, now, agent),
        *(_span(trace, number, 1, now - SECOND, now - SECOND // 2, each) for number, each in enumerate(inner, 2)),
    ]


def _span(trace: str, number: int, parent: int | None, start: int, end: int, values: Values) -> dict[str, Any]:
    return {
        "traceId": trace,
        "spanId": f"{number:016x}",
        **({} if parent is None else {"parentSpanId": f"{parent:016x}"}),
        "name": str(values["gen_ai.operation.name"]),
        "startTimeUnixNano": str(start),
        "endTimeUnixNano": str(end),
        "attributes": _attributes(values),
    }


def _attributes(values: Values) -> list[dict[str, Any]]:
    kinds = {str: "stringValue", int: "intValue"}
    return [{"key": key, "value": {kinds[type(value)]: value}} for key, value in values.items()]
