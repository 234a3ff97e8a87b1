"""Records of the rows that the five documented REST APIs show.

A row has no event time: it is true at the time at which it was read. Null may mean unknown, and is left out.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from storage.ingest.reader import Items, kept
from storage.nouns.anomaly import Anomaly
from storage.nouns.config_change import ConfigChange
from storage.nouns.guardian import Guardian
from storage.nouns.incident import Incident
from storage.nouns.mcp_session import McpSession
from storage.nouns.milestone import Milestone
from storage.nouns.nhi import Nhi
from storage.nouns.process_group import ProcessGroup
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.record import Blob, Instant, Record
from storage.nouns.risk_assessment import RiskAssessment
from storage.nouns.run import Run
from storage.nouns.task import Task
from storage.nouns.tool_call import ToolCall
from storage.nouns.workflow import Workflow, WorkflowKind

Row = Mapping[str, Any]
Read = Callable[[Row, Instant], Items]
"""Reads a row that was read from the API at a time."""


def identifier(row: Row, at: Instant) -> Items:
    """A process group or model."""
    own, shown, parent = row.get("identifier"), row.get("display_name"), row.get("parent")
    name = None if shown == own else shown
    if row.get("type") == "group":
        yield from _kept(ProcessGroup, own, at, display_name=name, parent_id=parent)
    else:
        yield from _kept(ProcessModel, own, at, display_name=name, group_id=parent)


def instance(row: Row, at: Instant) -> Items:
    """A process instance with its metadata."""
    yield from _kept(
        ProcessInstance,
        row.get("process_instance_id"),
        at,
        model_id=row.get("process_model_identifier"),
        status=_upper(row.get("status")),
        started_at=Instant.stated(row.get("start")),
        ended_at=Instant.stated(row.get("end")),
        initiator=row.get("process_initiator_username"),
        metadata=row.get("metadata"),
    )


def task(row: Row, at: Instant) -> Items:
    """A task."""
    yield from _kept(
        Task,
        row.get("task_id"),
        at,
        instance_id=row.get("process_instance_id"),
        task_spec=row.get("task_spec"),
        name=row.get("bpmn_name"),
        type=row.get("task_type"),
        state=row.get("state"),
        started_at=Instant.stated(row.get("start")),
        ended_at=Instant.stated(row.get("end")),
        username=row.get("username"),
    )


def milestone(row: Row, at: Instant) -> Items:
    """A milestone, whose id follows from its instance, name and time."""
    own = _joined(row, "process_instance_id", "milestone", "reached_at")
    yield from _kept(
        Milestone,
        own,
        at,
        instance_id=row.get("process_instance_id"),
        name=row.get("milestone"),
        task_spec=row.get("task_spec"),
        reached_at=Instant.stated(row.get("reached_at")),
    )


def error(row: Row, at: Instant) -> Items:
    """An incident of process monitoring, whose id follows from its instance, task and time."""
    own = _joined(row, "process_instance_id", "task_id", "task_spec", "timestamp")
    yield from _kept(
        Incident,
        own,
        at,
        instance_id=row.get("process_instance_id"),
        task_id=row.get("task_id"),
        activity_id=row.get("task_spec"),
        activity_name=row.get("bpmn_name"),
        created_at=Instant.stated(row.get("timestamp")),
        message=row.get("message"),
        trace=row.get("trace"),
        line_number=row.get("line_number"),
        line_offset=row.get("line_offset"),
        line_content=row.get("line_content"),
    )


def incident_of(model_id: str, version: int) -> Read:
    """What reads an incident of the incidents API, with its instance, of a process key in a version. Its id follows from its
    instance, activities and time."""

    def read(row: Row, at: Instant) -> Items:
        instance_id = row.get("procInstId")
        activity, failed = row.get("activityId"), row.get("failedActivityId")
        if isinstance(instance_id, str) and instance_id:
            yield from _kept(ProcessInstance, instance_id, at, model_id=model_id, version=version)
        yield from _kept(
            Incident,
            _joined(row, "procInstId", "activityId", "failedActivityId", "createTime"),
            at,
            instance_id=instance_id,
            activity_id=activity,
            activity_name=_unless(row.get("activity"), activity),
            failed_activity_id=_unless(failed, activity),
            failed_activity_name=None if failed == activity else _unless(row.get("failedActivity"), failed),
            created_at=_milliseconds(row.get("createTime")),
            ended_at=_milliseconds(row.get("endTime")),
        )

    return read


def flow_run_of(flow_id: str) -> Read:
    """What reads a run of a flow."""

    def read(row: Row, at: Instant) -> Items:
        began, latency = Instant.stated(row.get("date")), row.get("latency")
        yield from _kept(
            Run,
            row.get("run_id"),
            at,
            workflow_id=flow_id,
            parent_id=row.get("parent_run_id"),
            conversation_id=row.get("conversation_id"),
            state="RUNNING" if row.get("state") == "RESUMED" else row.get("state"),
            run_type=_upper(row.get("run_type")),
            started_at=began,
            ended_at=_later(began, latency, 1_000_000),
            user_id=row.get("user_id"),
            ran_by_type=_upper(row.get("ran_by_type")),
            ran_by_id=row.get("ran_by_id"),
            ran_by_name=row.get("ran_by_display_name"),
            total_tokens=row.get("total_tokens") or None,  # 0 may be unknown
            inputs=row.get("inputs"),
            outputs=row.get("outputs"),
            llms=row.get("llms"),
            feedback=row.get("feedback"),
            error=row.get("error"),
        )

    return read


def flow(row: Row, at: Instant) -> Items:
    """A flow."""
    yield from _kept(Workflow, row.get("flow_id"), at, kind=WorkflowKind.FLOW)


def failure(row: Row, at: Instant) -> Items:
    """A failed run of an automation, and the automation, whose name is its id."""
    name, own, engine = row.get("workflow_name"), row.get("execution_id"), row.get("run_id")
    if isinstance(name, str) and name:
        yield from _kept(Workflow, name, at, kind=WorkflowKind.AUTOMATION)
    began = Instant.stated(row.get("started_at"))
    yield from _kept(
        Run,
        own,
        at,
        workflow_id=name,
        external_id=_unless(engine, own),
        state="FAILED",
        trigger=_upper(row.get("triggered_by")),
        started_at=began,
        ended_at=_later(began, row.get("duration_ms"), 1000),
        error=row.get("error_message"),
        error_category=row.get("error_category"),
    )


def guardian(row: Row, at: Instant) -> Items:
    """A guardian."""
    own = row.get("guardian_id")
    yield from _kept(Guardian, own, at, name=_unless(row.get("guardian_name"), own))


def identity(row: Row, at: Instant) -> Items:
    """An identity."""
    own = row.get("nhi_id")
    yield from _kept(Nhi, own, at, label=_unless(row.get("nhi_label"), own), tier=row.get("tier"))


def assessment(row: Row, at: Instant) -> Items:
    """The latest risk assessment of an identity, whose id follows from the identity and the time. Nothing, if there is none."""
    if row.get("assessed_at") is not None:
        yield from _kept(
            RiskAssessment,
            _joined(row, "nhi_id", "assessed_at"),
            at,
            nhi_id=row.get("nhi_id"),
            assessed_at=Instant.stated(row.get("assessed_at")),
            score=row.get("risk_score"),
            level=_upper(row.get("level")),
            factors=_document(row.get("factors")),
        )


def posture(row: Row, at: Instant) -> Items:
    """What an identity's posture states of it. 0 may be unknown, and is left out."""
    components = row.get("components")
    found = components if isinstance(components, Mapping) else {}
    yield from _kept(
        Nhi,
        row.get("nhi_id"),
        at,
        tier_compliance=found.get("tier_compliance") or None,
        federation_status=found.get("federation_status") or None,
    )


def anomaly(row: Row, at: Instant) -> Items:
    """An anomaly."""
    yield from _kept(
        Anomaly,
        row.get("anomaly_id"),
        at,
        nhi_id=row.get("nhi_id"),
        type=row.get("type"),
        severity=_upper(row.get("severity")),
        status=_upper(row.get("status")),
        detected_at=Instant.stated(row.get("detected_at")),
        evidence=_document(row.get("evidence")),
    )


def session(row: Row, at: Instant) -> Items:
    """An MCP session with its calls."""
    own, began = row.get("session_id"), Instant.stated(row.get("started_at"))
    ended = _later(began, row.get("duration_ms"), 1000)
    yield from _kept(McpSession, own, at, nhi_id=row.get("nhi_id"), started_at=began, ended_at=ended)
    for call in _objects(row.get("calls")):
        yield from _kept(
            ToolCall,
            call.get("call_id"),
            at,
            session_id=own,
            nhi_id=row.get("nhi_id"),
            tool=call.get("tool"),
            outcome=_upper(call.get("verdict")),
            called_at=Instant.stated(call.get("called_at")),
            latency_us=_micros(call.get("latency_ms"), 1000),
        )


def change(row: Row, at: Instant) -> Items:
    """A change of the configuration."""
    yield from _kept(
        ConfigChange,
        row.get("change_id"),
        at,
        changed_at=Instant.stated(row.get("changed_at")),
        actor=row.get("actor"),
        resource=row.get("resource"),
        setting=row.get("setting"),
        old_value=_document(row.get("old_value")),
        new_value=_document(row.get("new_value")),
    )


def time_of(value: object) -> int | None:
    """Microseconds since 1970 of a time as text, or as a number of milliseconds. None: it is neither."""
    return _milliseconds(value) if type(value) is int else Instant.stated(value)


def _kept(kind: type[Record], own: object, at: Instant, /, **fields: Any) -> Items:
    return kept(f"{kind.__name__} {own}", kind, {"id": own, "at": at, **fields})


def _milliseconds(value: object) -> Instant | None:
    return Instant(value * 1000) if type(value) is int and value >= 0 else None


def _micros(value: object, each: int) -> int | None:
    return round(value * each) if type(value) in (int, float) and value >= 0 else None  # type: ignore[operator] # it is a number


def _later(time: Instant | None, value: object, each: int) -> Instant | None:
    """The time after a number of units; `each`: microseconds of a unit."""
    length = _micros(value, each)
    return None if time is None or length is None else Instant(time + length)


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _unless(value: object, other: object) -> object:
    return None if value == other else value


def _joined(row: Row, *names: str) -> str:
    return "/".join(str(row[name]) for name in names if row.get(name) is not None)


def _document(value: object) -> Blob | None:
    return None if value is None else Blob.parse(value)


def _objects(value: object) -> Iterator[Row]:
    return (each for each in value if isinstance(each, Mapping)) if isinstance(value, list) else iter(())
