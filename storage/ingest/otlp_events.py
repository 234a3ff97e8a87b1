"""Events of generative AI to what they say of the step of their span, whichever of the two arrives first."""

from collections.abc import Iterable, Mapping
from typing import Any

from storage.ingest.otlp_log import Event, Sent
from storage.ingest.otlp_names import INPUTS, MODEL, OUTPUTS, PROVIDER, step_id
from storage.ingest.otlp_request import records_of_parts
from storage.ingest.otlp_usage import first, usage_of
from storage.ingest.reader import Items, Notice, as_text, kept, parsed
from storage.nouns.step import Step

DETAILS = "gen_ai.client.inference.operation.details"
MESSAGES = frozenset({"gen_ai.system.message", "gen_ai.user.message", "gen_ai.assistant.message", "gen_ai.tool.message"})
"""Older events, one for each message that is sent to a model."""
CHOICE = "gen_ai.choice"
"""Older event, one for each answer of a model."""
CONTENT = "gen_ai.event.content"
"""Attribute with the body of an older event as JSON text, where bodies are not used."""
OTHER_EVENTS = "events of generative AI of other kinds"
WITHOUT_CONTENT = "events of generative AI without content"


def records_of_events(place: str, sent: Iterable[Sent]) -> Items:
    """The records of events. Broken for one that is refused, a notice for one that says nothing of a step."""
    return records_of_parts(place, "log record", sent, _step)


def _step(place: str, event: Event) -> Items:
    fields = _fields(event)
    if fields is None:
        yield Notice(OTHER_EVENTS)
    elif all(value is None for value in fields.values()):
        yield Notice(WITHOUT_CONTENT)
    else:
        known = {"id": step_id(event.trace_id, event.span_id), "at": event.at, "run_id": event.trace_id}
        yield from kept(f"{place}, {event.name}", Step, known | fields)


def _fields(event: Event) -> dict[str, Any] | None:
    """Fields of the step. None: the event is of another kind.

    Of messages that come one by one, the last one is the input; of several answers, the first one is the output.
    """
    if event.name == DETAILS:
        return {
            "model": as_text(first(event.attributes, MODEL)),
            "provider": as_text(first(event.attributes, PROVIDER)),
            "inputs": as_text(first(event.attributes, INPUTS)),
            "outputs": as_text(first(event.attributes, OUTPUTS)),
            "error": as_text(event.attributes.get("error.type")),
            **usage_of(event.attributes),
        }
    body = _mapping(event.body) or _mapping(event.attributes.get(CONTENT))
    if event.name in MESSAGES:
        return {"inputs": _content(body)}
    if event.name == CHOICE:
        return {"outputs": _content(_mapping(body.get("message")) or body) if not body.get("index") else None}
    return None


def _content(message: Mapping[str, Any]) -> str | None:
    """The text of a message, or what it has instead, such as calls of tools."""
    content = message.get("content")
    if content is None:
        content = {name: value for name, value in message.items() if name not in ("role", "index", "finish_reason")} or None
    return as_text(content)


def _mapping(value: object) -> Mapping[str, Any]:
    if isinstance(value, str) and value.startswith("{"):
        value = parsed(value)
    return value if isinstance(value, dict) else {}
