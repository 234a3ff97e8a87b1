"""Reads traces and observations that Langfuse exported, or that its API returned.

A trace becomes a run of a workflow, observations become its steps, and tools become tool calls.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from storage.ingest.json_stream import documents_of
from storage.ingest.langfuse_usage import Tokens, added, as_mapping, spend_of, tokens_of
from storage.ingest.outline import Outline
from storage.ingest.reader import Broken, Format, Items, Notice, ReadOptions, as_document, as_text, guarded, kept, misshapen
from storage.ingest.source import Source
from storage.nouns.record import Instant, Money, Refused
from storage.nouns.run import Run
from storage.nouns.step import Step, StepKind
from storage.nouns.tool_call import ToolCall
from storage.nouns.workflow import Workflow

Observation = Mapping[str, Any]

UUID = re.compile(r"[ .:_-]*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
"""An id at the end of a name. Some frameworks append the id of the run; without it, runs of one workflow have one name."""
TOOL_NAMES = ("gen_ai.tool.name", "tool.name", "target")
"""Attributes that name a tool, in order of preference."""
LISTS = (None, "data", "traces")
"""Members that contain lists of traces or observations, as in responses of the API. None: the document is the list."""
OF_TRACE: Mapping[str, str] = {"latency": "a number"}
OF_OBSERVATION: Mapping[str, str] = {
    "type": "a text",
    "level": "a text",
    "model": "a text",
    "providedModelName": "a text",
    "usage": "an object, or one as JSON text",
    "usageDetails": "an object, or one as JSON text",
    "costDetails": "an object, or one as JSON text",
}
"""Shapes of members, see `misshapen`."""
POINT = "EVENT"
"""Type of observations that never have an end."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The facts of an observation that its run depends on."""

    parent: str | None
    is_point: bool
    model: str | None
    started_at: Instant | None
    ended_at: Instant | None
    has_bad_end: bool
    """Whether it states an end that is no time. Then it is not known to be open."""
    tokens: Tokens
    spend: Money | None
    failed: bool
    message: str | None
    updated: str


@dataclass(slots=True)
class Trace:
    """A trace, and its observations so far."""

    id: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)
    """Its observations by id. If one occurs twice, the version that was updated last counts."""


def read(source: Source, options: ReadOptions) -> Items:
    """Yields the records of a source. A document is one trace, `{"trace": ..., "observations": [...]}` or a trace with its
    observations inside; a list of traces or of observations; or a response of the API, `{"data": [...], "meta": ...}`.

    A run's tokens and spend are the sums over its observations, each counted once.
    """
    loose: dict[str, Trace] = {}
    for number, (place, sent) in enumerate(_sent(source), 1):
        if isinstance(sent, Broken):
            yield sent
        elif isinstance(sent, dict) and isinstance(sent.get("traceId"), str) and sent["traceId"]:
            trace = loose.setdefault(sent["traceId"], Trace(sent["traceId"]))
            trace.fields = {**trace.fields, **_trace_of(sent)}
            where = f"{place}: observation {number}"
            yield from guarded(where, _observation(where, trace, sent, options.at))
        else:
            where = f"{place}: trace {number}"
            yield from guarded(where, _trace(where, sent, options.at))
    for trace in loose.values():
        where = f"{source.name}: trace {trace.id}"
        yield from guarded(where, _run(where, trace, options.at))


def _sent(source: Source) -> Iterator[tuple[str, Any]]:
    """Yields each trace or observation of each document, with the place of the document."""
    for place, document in documents_of(source):
        whole: dict[str, Any] = {}
        listed = False
        try:
            for name, position, value in document:
                if isinstance(value, Refused):
                    yield place, Broken(f"{place}: {name or ''}{'' if position is None else f'[{position}]'}", value)
                elif position is not None and name in LISTS:
                    listed = True
                    yield place, value
                elif name is not None and position is not None:
                    whole.setdefault(name, []).append(value)
                elif name is not None:
                    whole[name] = value
        except Refused as refused:
            yield place, Broken(place, refused)
        if whole and not listed and whole.keys() != {"meta"}:
            yield place, whole


def _trace_of(observation: Observation) -> dict[str, Any]:
    """The trace of an observation that occurs outside a trace."""
    names = {"traceName": "name", "projectId": "projectId", "userId": "userId", "sessionId": "sessionId"}
    return {ours: observation[theirs] for theirs, ours in names.items() if observation.get(theirs)}


def _trace(place: str, sent: Any, at: Instant | None) -> Items:
    fields = (sent.get("trace") or sent) if isinstance(sent, dict) else None
    if not isinstance(fields, dict) or not isinstance(fields.get("id"), str) or not fields["id"]:
        yield Broken(place, Refused("not a Langfuse trace"))
        return
    place = f"{place}, {fields['id']}"
    observations = sent.get("observations") or fields.get("observations") or []
    trace = Trace(fields["id"], fields | {"name": fields.get("name") or "unnamed", "observations": observations})
    items: list[Any] = []
    listed = isinstance(observations, list)
    for each in observations if listed else [observations]:
        # The API lists traces with ids instead of observations.
        if not listed or not isinstance(each, str):
            items += guarded(place, _observation(place, trace, each, at))
    yield from _run(place, trace, at)
    yield from items


def _run(place: str, trace: Trace, at: Instant | None) -> Items:
    fields, seen = trace.fields, trace.seen.values()
    stamp = Instant.stated(fields.get("timestamp"))
    moments = [each for one in seen for each in (one.started_at, one.ended_at) if each is not None]
    if not moments and stamp is None:
        reason = "the trace has no timestamp" if fields.get("timestamp") is None else "expected an RFC 3339 time"
        yield Broken(place, Refused(reason, field="timestamp", value=fields.get("timestamp")))
        return
    if stamp is None and fields.get("timestamp"):
        yield Notice("timestamps of traces that are no times")
    yield from misshapen(fields, OF_TRACE, "traces")
    latest = max([*moments, *([stamp] if stamp is not None else [])])
    workflow_id = None
    if fields.get("name"):
        name, project = _name(fields["name"]), as_text(fields.get("projectId"))
        workflow_id = "/".join(filter(None, [project, name]))
        workflow = {"id": workflow_id, "at": at or latest, "kind": "FLOW", "name": name, "project_id": project or None}
        yield from kept(place, Workflow, workflow)
    run = {
        "id": trace.id,
        "at": at,
        "workflow_id": workflow_id,
        "user_id": fields.get("userId"),
        "conversation_id": fields.get("sessionId"),
        "inputs": as_text(fields.get("input")),
        "outputs": as_text(fields.get("output")),
    }
    course = _course(trace, moments, stamp)
    yield from kept(place, Run, run | course | _sums(trace), nulls=("ended_at",) if course["state"] == "RUNNING" else ())


def _name(name: object) -> str:
    return UUID.sub("", as_text(name) or "") or "unnamed"


def _course(trace: Trace, moments: list[Instant], stamp: Instant | None) -> dict[str, Any]:
    """State, start, end and error of a run.

    It is running while a top-level observation has no end, and failed if one of these has the level ERROR. If such an end is
    stated but is not a time, the state is unknown. The timestamp of the trace is the time of its arrival. It counts only if
    there are no observations; then the latency, if any, gives the end.
    """
    tops = [one for one in trace.seen.values() if one.parent not in trace.seen] or list(trace.seen.values())
    # Not all times together: an observation that ends before it starts would give the run a duration.
    first = [began if (began := one.started_at) is not None else one.ended_at for one in trace.seen.values()]
    last = [ended if (ended := one.ended_at) is not None else one.started_at for one in trace.seen.values()]
    started = min((each for each in first if each is not None), default=stamp)
    if not tops:
        ended = _after(started, trace.fields.get("latency"))
        return {"started_at": started, "ended_at": ended, "state": "COMPLETED" if ended is not None else None}
    fatal = [one for one in tops if one.failed]
    errors = [one for one in trace.seen.values() if one.failed]
    message = next((one.message for one in chain(fatal, errors) if one.message), "an error without a message")
    unended = [one for one in tops if one.ended_at is None and not one.is_point]
    runs = bool(unended) or not moments
    is_unknown = bool(unended) and all(one.has_bad_end for one in unended)
    return {
        "started_at": started,
        "ended_at": None if runs else max(each for each in last if each is not None),
        "last_activity_at": max(moments) if runs and moments else None,
        "state": None if is_unknown else "RUNNING" if runs else "FAILED" if fatal else "COMPLETED",
        "error": message if fatal else None,
    }


def _after(start: Instant | None, seconds: object) -> Instant | None:
    """The end of something that took `seconds`. None if that is not a duration, or the end not a time."""
    if start is None or isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    return Instant(start + round(seconds * 1_000_000)) if 0 < seconds < 1e9 else None


def _sums(trace: Trace) -> dict[str, Any]:
    seen = sorted(trace.seen.values(), key=lambda one: one.started_at or 0)
    tokens = added(one.tokens for one in seen)
    listed = trace.fields.get("observations")
    return {
        **tokens.fields,
        "total_tokens": tokens.total,
        "spend": _spend([one.spend for one in seen]) if seen else _amount(trace.fields)[0],
        "total_steps": len(seen) or (len(listed) if isinstance(listed, list) else 0),
        "llms": ", ".join(dict.fromkeys(one.model for one in seen if one.model)) or None,
    }


def _spend(amounts: Iterable[Money | None]) -> Money | None:
    known = [amount for amount in amounts if amount is not None]
    return Money(sum(known)) if known else None


def _observation(place: str, trace: Trace, sent: Any, at: Instant | None) -> Items:
    """Yields the records of an observation, or nothing if the same or a newer version was seen already."""
    if not isinstance(sent, dict) or not isinstance(sent.get("id"), str) or not sent["id"]:
        yield Broken(place, Refused("not a Langfuse observation"))
        return
    place = f"{place}, observation {sent['id']}"
    spend, notices = _amount(sent)
    seen = _seen(sent, spend)
    known = trace.seen.get(sent["id"])
    if known is not None and (known == seen or known.updated > seen.updated):
        return
    trace.seen[sent["id"]] = seen
    yield from notices
    yield from misshapen(sent, OF_OBSERVATION, "observations")
    if seen.tokens.unread:
        yield Notice("token counts that are no whole numbers", seen.tokens.unread)
    step = _step(trace.id, sent, seen, at)
    yield from kept(place, Step, step)
    if _is_tool(sent):
        yield from kept(place, ToolCall, _tool_call(sent, seen, step))


def _amount(sent: Mapping[str, Any]) -> tuple[Money | None, list[Notice]]:
    try:
        return spend_of(sent), []
    except Refused as refused:
        return None, [Notice(f"costs: {refused.reason}")]


def _seen(sent: Observation, spend: Money | None) -> Seen:
    failed = sent.get("level") == "ERROR"
    parent, model = sent.get("parentObservationId"), sent.get("model") or sent.get("providedModelName")
    ended_at = Instant.stated(sent.get("endTime"))
    return Seen(
        parent=parent if isinstance(parent, str) else None,
        is_point=sent.get("type") == POINT,
        model=model if isinstance(model, str) else None,
        started_at=Instant.stated(sent.get("startTime")),
        ended_at=ended_at,
        has_bad_end=bool(sent.get("endTime")) and ended_at is None,
        tokens=tokens_of(sent),
        spend=spend,
        failed=failed,
        message=as_text(sent.get("statusMessage")) if failed else None,
        updated=str(sent.get("updatedAt") or ""),
    )


def _step(run_id: str, sent: Observation, seen: Seen, at: Instant | None) -> dict[str, Any]:
    kind = sent.get("type")
    return {
        "id": sent["id"],
        "at": at,
        "run_id": run_id,
        "parent_id": sent.get("parentObservationId") or None,
        "name": sent.get("name") or None,
        "kind": kind if isinstance(kind, str) and kind in StepKind.__members__ else "OTHER",
        "model": seen.model,
        "started_at": sent.get("startTime"),
        "ended_at": sent.get("endTime"),
        **seen.tokens.fields,
        "spend": seen.spend,
        "inputs": as_text(sent.get("input")),
        "outputs": as_text(sent.get("output")),
        "error": (seen.message or "an error without a message") if seen.failed else None,
    }


def _is_tool(observation: Observation) -> bool:
    """Whether an observation is a call of a tool: by its type, or as a span that OpenTelemetry or OpenInference mark as one and
    that contains the tool or its output. Spans about the choice of a tool are no calls."""
    if observation.get("type") != "SPAN":
        return observation.get("type") == "TOOL"
    attributes = _attributes(observation)
    kind = attributes.get("openinference.span.kind")
    named = attributes.get("gen_ai.tool.name") or attributes.get("tool.name")
    return kind in (None, "TOOL") and bool(named or (kind and observation.get("output") is not None))


def _attributes(observation: Observation) -> Mapping[str, Any]:
    return as_mapping(as_mapping(observation.get("metadata")).get("attributes"))


def _tool_call(observation: Observation, seen: Seen, step: Mapping[str, Any]) -> dict[str, Any]:
    attributes = _attributes(observation)
    began, ended = seen.started_at, seen.ended_at
    tool = next((attributes[key] for key in TOOL_NAMES if attributes.get(key)), None) or observation.get("name") or "unnamed"
    return {
        "id": observation["id"],
        "at": step["at"],
        "run_id": step["run_id"],
        "tool": as_text(tool),
        "outcome": "ERROR" if step["error"] else "PASSED" if ended is not None or observation.get("output") is not None else None,
        "called_at": step["started_at"],
        "latency_us": ended - began if ended is not None and began is not None and ended >= began else None,
        "spend": step["spend"],
        "arguments": as_document(observation.get("input")),
        "result": as_document(observation.get("output")),
        "error": step["error"],
    }


def _recognizes(outline: Outline) -> bool:
    """Recognizes the keys of a trace or an observation, or of an object with a trace and its observations."""
    own = {"trace", "traceId", "observations", "projectId", "sessionId"}
    known = [outline.keys, *(outline.elements.get(name, frozenset()) for name in LISTS)]
    named = any(keys & own or (keys >= {"id", "timestamp"} and "data" not in keys) for keys in known)
    return "noun" not in outline.keys and (named or outline.keys >= {"data", "meta"})


FORMAT = Format("langfuse", read, recognizes=_recognizes)
