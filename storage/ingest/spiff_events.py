"""Reads the event stream of SpiffArena: one JSON object a line for each change of a workflow, task or instance.

The envelope and the loggers are those of spiffworkflow-backend (`SpiffLogHandler`) and of SpiffWorkflow 3. They send extra
values as text, such as `"completed": "True"`.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from storage.ingest.event_log import definitions
from storage.ingest.json_stream import documents_in, documents_of, objects_of
from storage.ingest.outline import Outline
from storage.ingest.reader import (
    Broken,
    Format,
    Item,
    Items,
    Notice,
    ReadOptions,
    as_document,
    as_text,
    guarded,
    json_text,
    kept,
    misshapen,
)
from storage.ingest.source import Source
from storage.nouns.incident import Incident
from storage.nouns.instance_metadata import InstanceMetadata
from storage.nouns.milestone import Milestone
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import LATEST_INSTANT, Instant, Record, Refused
from storage.nouns.task import Task

Event = Mapping[str, Any]

PREDICTED = frozenset({"MAYBE", "LIKELY"})
"""States of tasks that the engine only expects."""

ADDED = frozenset(
    {
        "BpmnStartTask",
        "SimpleBpmnTask",
        "EventSplit",
        "BoundaryEventSplit",
        "BoundaryEventJoin",
        "StartEventSplit",
        "StartEventJoin",
        "_EndJoin",
    }
)
"""Types of tasks that the engine adds to a model (SpiffWorkflow/bpmn/specs/control.py). The diagram does not have them."""

ELEMENTS = {
    "NoneTask": "task",
    "SubWorkflowTask": "subProcess",
    "EventSubprocess": "subProcess",
    "TransactionSubprocess": "transaction",
    "AdHocSubprocess": "adHocSubProcess",
}
"""BPMN elements of task types that are not named after one; others differ by their first letter only: UserTask, userTask."""

MANUAL = frozenset({"UserTask", "ManualTask", "NoneTask"})
"""Types of tasks that a person performs."""

CONTAINERS = frozenset(
    {
        "SubWorkflowTask",
        "CallActivity",
        "TransactionSubprocess",
        "EventSubprocess",
        "AdHocSubprocess",
        "StandardLoopTask",
        "ParallelMultiInstanceTask",
        "SequentialMultiInstanceTask",
    }
)
"""Types of tasks that contain others. They are started first and become ready when what they contain is done; SpiffArena sends
that of some of them only."""

OF_TASK: Mapping[str, str] = {"state": "a text", "task_type": "a text", "task_spec": "a text", "username": "a text"}
"""Shapes of members, see `misshapen`."""

OPEN = frozenset({"FUTURE", "WAITING", "READY", "STARTED"})
ENDED = frozenset({"COMPLETED", "ERROR", "CANCELLED"})

OF_INSTANCE: Mapping[str, Mapping[str, Any]] = {
    "process_instance_created": {"status": "NOT_STARTED", "ended": False},
    "process_instance_completed": {"status": "COMPLETE", "faulted": False, "ended": True},
    "process_instance_error": {"status": "ERROR", "ended": True},
    "process_instance_terminated": {"status": "TERMINATED", "ended": True},
    "process_instance_suspended": {"status": "SUSPENDED", "faulted": False, "ended": False},
    "process_instance_suspended_for_error": {"status": "SUSPENDED", "faulted": True, "ended": False},
    "process_instance_resumed": {"status": "RUNNING", "faulted": False, "ended": False},
    "process_instance_retried": {"status": "RUNNING", "faulted": False, "ended": False},
    "process_instance_force_run": {"status": "RUNNING", "faulted": False, "ended": False},
}
"""What an event says about its process instance, by its message. Other messages say nothing about the instance."""

OF_WORKFLOW: Mapping[str, Mapping[str, Any]] = {
    "Initialized workflow": {"status": "RUNNING", "started": True, "ended": False},
    "Workflow completed": {"status": "COMPLETE", "faulted": False, "ended": True},
    "Workflow cancelled": {"status": "TERMINATED", "ended": True},
}
"""What the workflow of an instance says, by its message: `completed` is not yet true when "Workflow completed" is sent."""

EARLIEST = Instant(0)
"""Event time of models and instances that an event only names: anything else that is known of them is newer."""

WITHOUT_INSTANCE = "events without a process instance"


class SpiffReader:
    """Reads the events of one stream. It yields models and instances again only if an event says something new about them."""

    def __init__(self, at: Instant | None = None) -> None:
        self._at = at
        self._known: set[tuple[str, str | None]] = set()
        self._models: set[str] = set()

    def items(self, place: str, event: Any) -> Items:
        """What one event contains. `at` of the constructor replaces the event's time as event time of its records."""
        if not isinstance(event, dict) or not isinstance(event.get("data"), dict):
            yield Broken(place, Refused("expected an event with `type`, `timestamp` and `data`", value=event))
            return
        yield from guarded(place, self._of_type(place, event, event["data"]))

    def _of_type(self, place: str, event: Event, data: Event) -> Items:
        kind = event.get("type")
        if kind not in ("spiff.task", "spiff.workflow", "spiff.event"):
            if not isinstance(kind, str) or not kind:
                raise Refused("required, but missing", field="type", value=kind)
            yield Notice(f"events of type {kind}")
            return
        time = _time(event, "timestamp")
        if kind == "spiff.task":
            time = _time(data, "last_state_change") if data.get("last_state_change") is not None else time
        instance = _id(data, "process_instance_id")
        if instance is not None:
            yield from self._mentioned(place, instance, data)
        if kind == "spiff.task":
            yield from self._task(place, data, instance, time)
        elif instance is None:
            yield Notice(WITHOUT_INSTANCE)
        elif kind == "spiff.workflow":
            yield from self._workflow(place, data, instance, time)
        else:
            yield from self._event(place, event, data, instance, time)

    def _mentioned(self, place: str, instance: str, data: Event) -> Items:
        """The model and the instance that an event names, unless they were yielded before."""
        model = _id(data, "process_model_identifier")
        if model is not None and model not in self._models:
            self._models.add(model)
            yield from definitions(model, None, {}, EARLIEST, place)
        if (instance, model) not in self._known:
            if len(self._known) >= 10_000:
                self._known.clear()
            self._known.add((instance, model))
            yield from kept(place, ProcessInstance, {"id": instance, "at": EARLIEST, "model_id": model})

    def _task(self, place: str, data: Event, instance: str | None, time: Instant) -> Items:
        """A task as of an event. `elapsed` is the time that it spent in its previous state, which the times show already."""
        state, kind = data.get("state"), data.get("task_type")
        yield from misshapen(data, OF_TASK, "events")
        if not isinstance(kind, str):
            kind = None
        if not isinstance(state, str):
            state = None
        if state in PREDICTED:
            yield Notice("events of tasks that are only predicted")
            return
        if kind in ADDED:
            yield Notice("events of tasks that the engine adds to a model")
            return
        is_ready = state == "READY" and kind not in CONTAINERS
        yield from self._kept(
            place,
            Task,
            time,
            {
                "id": data.get("task_id"),
                "instance_id": instance,
                "task_spec": as_text(data.get("task_spec")),
                "type": None if kind is None else ELEMENTS.get(kind, kind[:1].lower() + kind[1:]),
                "state": "STARTED" if state == "READY" and not is_ready else state,
                "username": as_text(data.get("username")) if kind in MANUAL and state in ENDED else None,
                "enabled_at": time if is_ready else None,
                "started_at": time if is_ready or state == "STARTED" else None,
                "ended_at": time if state in ENDED else None,
                "attributes": _attributes(data),
            },
            nulls=("ended_at",) if state in OPEN else (),
        )

    def _workflow(self, place: str, data: Event, instance: str, time: Instant) -> Items:
        if data.get("parent_task_id") not in (None, "None"):
            yield Notice("events of workflows inside a workflow")
        elif (known := OF_WORKFLOW.get(str(data.get("message")))) is None:
            yield Notice(f"workflow events with message {json_text(data.get('message'))}")
        else:
            yield from self._instance(place, instance, known, time)

    def _event(self, place: str, event: Event, data: Event, instance: str, time: Instant) -> Items:
        message, metadata = data.get("message"), data.get("metadata")
        known = OF_INSTANCE.get(str(message), {})
        if known:
            initiator = as_text(data.get("username")) if message == "process_instance_created" else None
            yield from self._instance(place, instance, known, time, initiator)
        if isinstance(metadata, dict):
            yield from self._metadata(place, instance, metadata, time)
        names = {"instance_id": instance, "task_id": _id(data, "task_id"), "activity_id": _id(data, "task_spec")}
        label, milestone, error = as_text(data.get("bpmn_name")), as_text(data.get("milestone")), data.get("error_info")
        if names["task_id"] is not None and (names["activity_id"] or label):
            task = {"id": names["task_id"], "instance_id": instance, "task_spec": names["activity_id"], "name": label}
            yield from self._kept(place, Task, time, task)
        if milestone:
            reached = {"instance_id": instance, "name": milestone, "task_spec": names["activity_id"], "reached_at": time}
            yield from self._kept(place, Milestone, time, {"id": _own_id(event), **reached})
        if error is not None:
            named = {"id": _own_id(event), **names, "activity_name": label, "created_at": time, "state": "OPEN"}
            yield from self._kept(place, Incident, time, {**named, **_error(error, has_task=names["task_id"] is not None)})
        if not known and not metadata and not milestone and error is None:
            yield Notice(f"events with message {json_text(message)}")

    def _instance(
        self, place: str, instance: str, known: Mapping[str, Any], time: Instant, initiator: str | None = None
    ) -> Items:
        yield from self._kept(
            place,
            ProcessInstance,
            time,
            {
                "id": instance,
                "status": known["status"],
                "faulted": known.get("faulted"),
                "initiator": initiator,
                "started_at": time if known.get("started") else None,
                "ended_at": time if known["ended"] else None,
            },
            nulls=() if known["ended"] else ("ended_at",),
        )

    def _metadata(self, place: str, instance: str, metadata: Mapping[str, Any], time: Instant) -> Items:
        """The entries with a value: one that is null leaves the last value as it is."""
        for name, value in metadata.items():
            if value is not None:
                text = value if isinstance(value, str | int | float) else json_text(value)
                entry = InstanceMetadata.entry(instance, name, text, self._at or time)
                fields = {"id": entry.id, "instance_id": instance, "name": name, "value": entry.value}
                yield from self._kept(place, InstanceMetadata, time, fields)

    def _kept(self, place: str, kind: type[Record], time: Instant, fields: Mapping[str, Any], nulls: Sequence[str] = ()) -> Items:
        """The record of some fields. `nulls` are set to null, which says that they have no value now."""
        for item in kept(place, kind, {**fields, "at": self._at or time}):
            if isinstance(item, kind):
                for name in nulls:
                    setattr(item, name, None)
            yield item


def read(source: Source, options: ReadOptions) -> Items:
    """Yields the records of a saved stream, one event a line, or of lists of events."""
    reader = SpiffReader(options.at)
    for number, (place, event) in enumerate(objects_of(documents_of(source)), 1):
        if isinstance(event, Refused):
            yield Broken(place, event)
        else:
            yield from reader.items(f"{place}: event {number}", event)


def items_of_line(reader: SpiffReader, place: str, line: bytes) -> list[Item]:
    """What a line of a live stream contains, which is the same as in a file."""
    found: list[Item] = []
    for _, event in objects_of((place, document) for document in documents_in(line)):
        found += [Broken(place, event)] if isinstance(event, Refused) else reader.items(place, event)
    return found


def _time(values: Event, name: str) -> Instant:
    """Seconds since 1970, as a number or as text. Raises Refused."""
    sent = values.get(name)
    try:
        seconds = math.nan if isinstance(sent, bool) or not isinstance(sent, int | float | str) else float(sent)
    except (ValueError, OverflowError):
        seconds = math.nan
    if not 0 <= seconds <= LATEST_INSTANT / 1_000_000:
        raise Refused("expected seconds since 1970, such as 1777636800.25", field=name, value=sent)
    return Instant(round(seconds * 1_000_000))


def _id(data: Event, name: str) -> str | None:
    """An id, which may be a number. None: absent."""
    sent = data.get(name)
    if isinstance(sent, bool | dict | list | float):
        raise Refused("expected an id", field=name, value=sent)
    return None if sent is None or sent == "" else str(sent)


def _own_id(event: Event) -> str:
    """The id of the event, which a repeated event has too. Raises Refused if there is none."""
    if (own := _id(event, "id")) is None:
        raise Refused("required, but missing", field="id")
    return own


def _attributes(data: Event) -> Any:
    found = {name: data[name] for name in ("workflow_spec", "parent") if data.get(name) is not None}
    return as_document(found or None)


def _error(error: Any, *, has_task: bool) -> dict[str, Any]:
    """The fields of an incident. Its message is the last line of the trace that is not blank."""
    if not isinstance(error, dict):
        raise Refused("expected an object", field="error_info", value=error)
    sent = error.get("trace")
    lines = [as_text(line) or "" for line in sent] if isinstance(sent, list) else (as_text(sent) or "").splitlines()
    lines = [line.rstrip("\r\n") for line in lines]
    return {
        "type": "taskError" if has_task else "processInstanceError",
        "message": next((line.strip() for line in reversed(lines) if line.strip()), None),
        "trace": "\n".join(lines) or None,
        "line_number": _number(error.get("line_number")),
        "line_offset": _number(error.get("line_offset")),
        "line_content": as_text(error.get("line_content")),
    }


def _number(sent: Any) -> Any:
    """A whole number that may have been sent as text."""
    return int(sent) if isinstance(sent, str) and sent.strip().isascii() and sent.strip().isdecimal() else sent


def _recognizes(outline: Outline) -> bool:
    own = {"type", "timestamp", "data", "source", "id"}
    return any(
        own <= keys and keys & {"version", "specversion"} for keys in (outline.keys, outline.elements.get(None, frozenset()))
    )


FORMAT = Format("spiff", read, recognizes=_recognizes)
