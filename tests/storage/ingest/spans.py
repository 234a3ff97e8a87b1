"""OTLP spans and log records as JSON."""

from typing import Any

TRACE = "5b8efff798038103d269b633813fc60c"
SECOND = 1_000_000_000
START = 1_767_225_600 * SECOND


def attributes(values: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"key": key, "value": json_value(value)} for key, value in values.items()]


def json_value(value: Any) -> dict[str, Any]:
    match value:
        case bool():
            return {"boolValue": value}
        case int():
            return {"intValue": str(value)}
        case float():
            return {"doubleValue": value}
        case list():
            return {"arrayValue": {"values": [json_value(each) for each in value]}}
        case dict():
            return {"kvlistValue": {"values": attributes(value)}}
    return {"stringValue": value}


def span(
    number: int, parent: int | None, begin: float, end: float | None, failed: str | None = None, **values: Any
) -> dict[str, Any]:
    """A span as JSON; `__` in names of attributes stands for a dot, times are seconds after START."""
    made: dict[str, Any] = {
        "traceId": TRACE.upper(),
        "spanId": f"{number:016x}",
        "name": f"span {number}",
        "startTimeUnixNano": str(START + int(begin * SECOND)),
        "attributes": attributes({name.replace("__", "."): value for name, value in values.items()}),
    }
    if parent is not None:
        made["parentSpanId"] = f"{parent:016x}"
    if end is not None:
        made["endTimeUnixNano"] = START + int(end * SECOND)
    if failed is not None:
        made["status"] = {"code": "STATUS_CODE_ERROR", "message": failed}
    return made


def request(*spans: dict[str, Any], **resource: Any) -> dict[str, Any]:
    named = {name.replace("__", "."): value for name, value in resource.items()}
    return {"resourceSpans": [{"resource": {"attributes": attributes(named)}, "scopeSpans": [{"spans": list(spans)}]}]}


CHAT = {"gen_ai__operation__name": "chat", "gen_ai__request__model": "gpt-5", "gen_ai__usage__input_tokens": 100}


def event(number: int, name: str, at: float, body: Any = None, **values: Any) -> dict[str, Any]:
    """A log record of a span as JSON; names and times as in `span`."""
    made: dict[str, Any] = {
        "traceId": TRACE,
        "spanId": f"{number:016x}",
        "eventName": name,
        "timeUnixNano": str(START + int(at * SECOND)),
        "attributes": attributes({name.replace("__", "."): value for name, value in values.items()}),
    }
    return made if body is None else made | {"body": json_value(body)}


def log_request(*events: dict[str, Any], **resource: Any) -> dict[str, Any]:
    named = {name.replace("__", "."): value for name, value in resource.items()}
    return {"resourceLogs": [{"resource": {"attributes": attributes(named)}, "scopeLogs": [{"logRecords": list(events)}]}]}
