"""Spans of agents that benchmarks send: traces of an agent with a model call and a tool call for each ten spans."""

import json
from typing import Any

SECOND = 1_000_000_000
SPANS_OF_TRACE = 10


def request(traces: int, first: int, now: int) -> tuple[bytes, str]:
    """The body of an OTLP request as JSON, with a number of traces, and the id of its last one.

    `first` is the number of its first trace, `now` the time in nanoseconds since 1970 at which its spans end.
    """
    ids = [f"{number + 1:032x}" for number in range(first, first + traces)]
    spans = [span for trace in ids for span in _trace(trace, now)]
    body = {"resourceSpans": [{"resource": {"attributes": []}, "scopeSpans": [{"spans": spans}]}]}
    return json.dumps(body).encode(), ids[-1]


def _trace(trace: str, now: int) -> list[dict[str, Any]]:
    agent = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "Planner", "gen_ai.agent.id": "agent-7"}
    call = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "gpt-4o",
        "gen_ai.usage.input_tokens": 1200,
        "gen_ai.usage.output_tokens": 150,
    }
    tool = {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "search", "gen_ai.agent.id": "agent-7"}
    inner = [(call, tool)[number % 2] for number in range(SPANS_OF_TRACE - 1)]
    return [
        _span(trace, 1, None, now - 2 * SECOND, now, agent),
        *(_span(trace, number, 1, now - SECOND, now - SECOND // 2, each) for number, each in enumerate(inner, 2)),
    ]


def _span(trace: str, number: int, parent: int | None, start: int, end: int, values: dict[str, str | int]) -> dict[str, Any]:
    kinds = {str: "stringValue", int: "intValue"}
    return {
        "traceId": trace,
        "spanId": f"{number:016x}",
        **({} if parent is None else {"parentSpanId": f"{parent:016x}"}),
        "name": str(values["gen_ai.operation.name"]),
        "startTimeUnixNano": str(start),
        "endTimeUnixNano": str(end),
        "attributes": [{"key": key, "value": {kinds[type(value)]: value}} for key, value in values.items()],
    }
