"""Reads traces as Langfuse exports them: a trace is a run of a workflow, its observations are steps, its tools tool calls."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import msgspec

from storage.ingest.json_stream import values
from storage.ingest.reader import NOT_AS_EXPECTED, Broken, Items, ReadOptions, as_document, as_text, attempt, dollars
from storage.ingest.source import Source
from storage.nouns.record import Instant, Money, Refused
from storage.nouns.run import Run
from storage.nouns.step import Step, StepKind
from storage.nouns.tool_call import ToolCall
from storage.nouns.workflow import Workflow

Observation = Mapping[str, Any]

UUID = re.compile(r"[ .:_-]*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
"""Some frameworks put the id of the run into its name: without it, runs of one workflow have one name."""
TOOL_NAMES = ("gen_ai.tool.name", "tool.name", "target")
"""Attributes that name a tool, in order of preference."""


def read(source: Source, options: ReadOptions) -> Items:
    """The records of a file of one trace, `{"trace": ..., "observations": [...]}` or a trace that holds its observations,
    or of a list of such. A run's tokens and spend are the sums over its observations, as Langfuse shows them."""
    try:
        for number, sent in enumerate(_traces(source), 1):
            yield from _tried(f"{source.name}: trace {number}", sent, options.at)
    except Refused as refused:
        yield Broken(source.name, refused)


def _tried(place: str, sent: dict[str, Any], at: Instant | None) -> Items:
    try:
        trace = sent.get("trace") or sent
        place = f"{place}, {trace['id']}"
        yield from _trace(place, trace, sent.get("observations") or trace.get("observations") or [], at)
    except Refused as refused:
        yield Broken(place, refused)
    except NOT_AS_EXPECTED:
        yield Broken(place, Refused("not a Langfuse trace"))


def _traces(source: Source) -> Iterator[dict[str, Any]]:
    whole: dict[str, Any] = {}
    with source.open() as stream:
        for name, position, value in values(stream):
            if name is None:
                if isinstance(value, dict):
                    yield value
            elif position is None:
                whole[name] = value
            else:
                whole.setdefault(name, []).append(value)
    if whole:
        yield whole


def _trace(place: str, trace: Mapping[str, Any], observations: list[Observation], at: Instant | None) -> Items:
    run_id = trace["id"]
    steps = {observation["id"]: _step(run_id, observation, at) for observation in observations}
    moments = [moment for step in steps.values() for moment in (step["started_at"], step["ended_at"]) if moment is not None]
    began = _moment(trace, "timestamp")
    moments += [began] if began is not None else []
    if not moments:
        raise Refused("the trace has no timestamp", field="timestamp")
    workflow = {"id": _workflow_id(trace), "at": at or max(moments), "kind": "FLOW", "name": _name(trace)}
    project = {"project_id": trace.get("projectId")}
    yield attempt(place, Workflow, workflow | project)
    run = {"id": run_id, "at": at, "workflow_id": workflow["id"], "started_at": min(moments), "ended_at": max(moments)}
    yield attempt(place, Run, {**run, **_told(trace, observations), **_sums(list(steps.values()), observations)})
    for observation in observations:
        step = steps[observation["id"]]
        yield attempt(f"{place}, observation {step['id']}", Step, step)
        if _is_tool(observation):
            yield attempt(f"{place}, observation {step['id']}", ToolCall, _tool_call(run_id, observation, step))


def _name(trace: Mapping[str, Any]) -> str:
    return UUID.sub("", trace.get("name") or "") or "unnamed"


def _workflow_id(trace: Mapping[str, Any]) -> str:
    return "/".join(filter(None, [trace.get("projectId"), _name(trace)]))


def _told(trace: Mapping[str, Any], observations: list[Observation]) -> dict[str, Any]:
    """What the trace says of the run itself. It failed when an observation at its top has the level ERROR."""
    ids = {observation["id"] for observation in observations}
    errors = [one for one in observations if one.get("level") == "ERROR"]
    fatal = [one for one in errors if one.get("parentObservationId") not in ids]
    told = next((one["statusMessage"] for one in chain(fatal, errors) if one.get("statusMessage")), None)
    return {
        "state": "FAILED" if fatal else "COMPLETED",
        "error": (told or "an error without a message") if fatal else None,
        "user_id": trace.get("userId"),
        "conversation_id": trace.get("sessionId"),
        "inputs": as_text(trace.get("input")),
        "outputs": as_text(trace.get("output")),
    }


def _sums(steps: list[dict[str, Any]], observations: list[Observation]) -> dict[str, Any]:
    models = dict.fromkeys(one["model"] for one in sorted(steps, key=lambda step: step["started_at"] or 0) if one["model"])
    spent = [step["spend"] for step in steps if step["spend"] is not None]
    return {
        "input_tokens": _total(step["input_tokens"] for step in steps),
        "output_tokens": _total(step["output_tokens"] for step in steps),
        "total_tokens": _total(_tokens(observation, "total") for observation in observations),
        "spend": Money(sum(spent)) if spent else None,
        "total_steps": len(steps),
        "llms": ", ".join(models) or None,
    }


def _total(counts: Iterator[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _step(run_id: str, told: Observation, at: Instant | None) -> dict[str, Any]:
    failed = told.get("level") == "ERROR"
    kind = told.get("type")
    return {
        "id": told["id"],
        "at": at,
        "run_id": run_id,
        "parent_id": told.get("parentObservationId"),
        "name": told.get("name") or None,
        "kind": kind if kind in StepKind.__members__ else "OTHER",
        "model": told.get("model"),
        "started_at": _moment(told, "startTime"),
        "ended_at": _moment(told, "endTime"),
        "input_tokens": _tokens(told, "input"),
        "output_tokens": _tokens(told, "output"),
        "spend": _spend(told),
        "error": (told.get("statusMessage") or "an error without a message") if failed else None,
    }


def _moment(told: Mapping[str, Any], field: str) -> Instant | None:
    text = told.get(field)
    if text is None:
        return None
    try:
        return Instant.parse(text)
    except ValueError as error:
        raise Refused(str(error), field=field, value=text) from error


def _tokens(told: Observation, which: str) -> int | None:
    """Tokens that an observation reports: `input`, `output` or `total`; None where it called no model.

    The details may split the input and the output, as `input_cached_tokens`: a part counts where the whole is not told.
    """
    usage = {
        name: count
        for name, count in (told.get("usageDetails") or told.get("usage") or {}).items()
        if type(count) in (int, float)
    }
    if not any(usage.values()):
        return None
    if which in usage:
        return int(usage[which])
    parts = [count for name, count in usage.items() if name.startswith(which)]
    if which == "total":
        parts = [count for name, count in usage.items() if name in ("input", "output")]
    return int(sum(parts)) if parts else None


def _spend(told: Observation) -> Money | None:
    """US dollars that an observation cost; None where it says nothing, or nothing but zeros."""
    details = told.get("costDetails") or {}
    amount = told.get("totalCost") or told.get("calculatedTotalCost") or details.get("total") or sum(details.values())
    return dollars(amount) if amount else None


def _is_tool(told: Observation) -> bool:
    """Whether an observation is a call of a tool: by its type, or as a span that OpenTelemetry or OpenInference mark as one and
    that says which tool, or what it answered. Spans about an agent's choice of a tool are none."""
    if told.get("type") != "SPAN":
        return told.get("type") == "TOOL"
    attributes = _attributes(told)
    kind = attributes.get("openinference.span.kind")
    named = attributes.get("gen_ai.tool.name") or attributes.get("tool.name")
    return kind in (None, "TOOL") and bool(named or (kind and told.get("output") is not None))


def _attributes(told: Observation) -> Mapping[str, Any]:
    metadata = told.get("metadata")
    if isinstance(metadata, str):
        try:
            metadata = msgspec.json.decode(metadata)
        except msgspec.DecodeError:
            return {}
    attributes = metadata.get("attributes") if isinstance(metadata, Mapping) else None
    return attributes if isinstance(attributes, Mapping) else {}


def _tool_call(run_id: str, told: Observation, step: Mapping[str, Any]) -> dict[str, Any]:
    attributes = _attributes(told)
    began, ended = step["started_at"], step["ended_at"]
    return {
        "id": told["id"],
        "at": step["at"],
        "run_id": run_id,
        "tool": next((attributes[key] for key in TOOL_NAMES if attributes.get(key)), None) or told.get("name") or "unnamed",
        "outcome": "ERROR" if step["error"] else "PASSED",
        "called_at": began,
        "latency_us": max(ended - began, 0) if ended is not None and began is not None else None,
        "spend": step["spend"],
        "arguments": as_document(told.get("input")),
        "result": as_document(told.get("output")),
        "error": step["error"],
    }
