"""A builder of small files for each format."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.nouns.record import micros


@dataclass(frozen=True)
class Unit:
    """One thing that a file holds: a record, a row, a trace, an event, a process."""

    id: str
    time: Any = "2026-05-01T10:00:00Z"
    text: Any = "Pack"


def _json_lines(build: Callable[[Unit], Any]) -> Callable[[Sequence[Unit]], bytes]:
    return lambda units: "".join(json.dumps(build(unit)) + "\n" for unit in units).encode()


def _csv(units: Sequence[Unit]) -> bytes:
    return ("case,activity,start,note\n" + "".join(f"{unit.id},Pack,{unit.time},{unit.text}\n" for unit in units)).encode()


def _xes(units: Sequence[Unit]) -> bytes:
    traces = (
        f'<trace><string key="concept:name" value="{unit.id}"/><event><string key="concept:name" value="Pack"/>'
        f'<date key="time:timestamp" value="{unit.time}"/><string key="note" value="{unit.text}"/></event></trace>\n'
        for unit in units
    )
    return f"<log>\n{''.join(traces)}</log>".encode()


def ocel(units: Sequence[Unit]) -> bytes:
    objects = [{"id": unit.id, "type": "order"} for unit in units if unit.id]
    events = [
        {
            "id": f"event of {unit.id}" if unit.id else None,
            "type": "Pack",
            "time": unit.time,
            "attributes": [{"name": "note", "value": unit.text}],
            "relationships": [{"objectId": unit.id or "unit-a"}],
        }
        for unit in units
    ]
    return json.dumps({"objectTypes": [{"name": "order"}], "objects": objects, "events": events}).encode()


def _bpmn(units: Sequence[Unit]) -> bytes:
    tasks = "".join(f'<task id="{unit.id}" name="{unit.text}"/>\n' for unit in units)
    model = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    return f'<definitions xmlns="{model}"><process id="p">\n{tasks}</process></definitions>'.encode()


def ndjson(unit: Unit) -> Any:
    return {"noun": "task", "id": unit.id, "instance_id": "i", "name": unit.text, "ended_at": unit.time}


def langfuse(unit: Unit) -> Any:
    observation = {"id": f"step of {unit.id}", "type": "SPAN", "startTime": unit.time, "endTime": unit.time}
    trace = {"id": unit.id, "name": "n", "timestamp": "2026-05-01T10:00:00Z", "input": unit.text}
    return {"trace": trace, "observations": [observation]}


def trajectory(unit: Unit) -> Any:
    call = {"id": f"call of {unit.id}", "function": {"name": "execute-tool", "arguments": unit.text}}
    return {"task_id": unit.id, "messages": [{"role": "assistant", "tool_calls": [call]}]}


def cloudtrail(unit: Unit) -> Any:
    return {
        "eventID": unit.id,
        "eventTime": unit.time,
        "eventSource": "s3.amazonaws.com",
        "eventName": "Get",
        "userIdentity": {"type": "IAMUser", "arn": "a"},
        "requestParameters": {"note": unit.text},
    }


def otlp(unit: Unit) -> Any:
    try:
        time: Any = str(micros(datetime.fromisoformat(unit.time)) * 1000)
    except (TypeError, ValueError):
        time = unit.time
    attributes = {"gen_ai.operation.name": "chat", "session.id": unit.id, "input.value": unit.text}
    span = {
        "traceId": hashlib.md5(unit.id.encode()).hexdigest() if unit.id else "",  # noqa: S324 - no secret
        "spanId": "00000000000000a1",
        "parentSpanId": "00000000000000a0",
        "name": f"step of {unit.id}",
        "startTimeUnixNano": time,
        "endTimeUnixNano": time,
        "attributes": [{"key": key, "value": {"stringValue": value}} for key, value in attributes.items()],
    }
    return {"resourceSpans": [{"scopeSpans": [{"spans": [span]}]}]}


def spiff(unit: Unit) -> Any:
    try:
        time: Any = str(micros(datetime.fromisoformat(unit.time)) / 1_000_000)
    except (TypeError, ValueError):
        time = unit.time
    task = {"task_id": unit.id, "task_spec": "pack", "task_type": "ScriptTask", "state": "COMPLETED", "last_state_change": time}
    data = {"message": "", "process_instance_id": 7, "process_model_identifier": "m", "workflow_spec": unit.text, **task}
    return {"version": "1.0", "type": "spiff.task", "id": "e", "source": "s", "timestamp": 1777629600.5, "data": data}


def github(unit: Unit) -> Any:
    times = {"started_at": unit.time, "completed_at": unit.time}
    job = {"id": unit.id, "run_id": 7, "name": unit.text, "status": "completed", "conclusion": "success", **times}
    return {"action": "completed", "workflow_job": job, "repository": {"full_name": "octo-org/octo-repo"}}


def cloudevent(unit: Unit) -> Any:
    record = {"id": unit.id, "instance_id": "i", "name": unit.text, "ended_at": unit.time}
    return {"specversion": "1.0", "id": "1", "source": "/shop", "type": "dev.pentagraph.task", "data": record}


BUILDERS: dict[str, Callable[[Sequence[Unit]], bytes]] = {
    "ndjson": _json_lines(ndjson),
    "csv": _csv,
    "xes": _xes,
    "ocel": ocel,
    "bpmn": _bpmn,
    "langfuse": _json_lines(langfuse),
    "livemcpbench": _json_lines(trajectory),
    "cloudtrail": _json_lines(cloudtrail),
    "otlp": _json_lines(otlp),
    "spiff": _json_lines(spiff),
    "github": _json_lines(github),
    "cloudevents": _json_lines(cloudevent),
}
MAPPING = """
model.id = "m"
columns = { case = "case", activity = "activity", start = "start" }
attributes = { note = "text" }
"""
