"""Records of what the REST API of Camunda 7 and CIB seven returns of its history.

API: https://docs.camunda.org/manual/7.22/reference/rest/history/. Models of a tenant are in a process group named after it.
"""

import io
import re
from collections.abc import Mapping
from typing import Any

from storage.ingest.bpmn import FORMAT as BPMN
from storage.ingest.reader import Broken, Items, ReadOptions, json_text, kept
from storage.ingest.source import Source
from storage.nouns.incident import Incident
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.record import Blob, Instant, Record, Refused
from storage.nouns.task import Task

Sent = Mapping[str, Any]

OFFSET = re.compile(r"([+-]\d\d)(\d\d)")
STATUSES = {
    "ACTIVE": "RUNNING",
    "SUSPENDED": "SUSPENDED",
    "COMPLETED": "COMPLETE",
    "EXTERNALLY_TERMINATED": "TERMINATED",
    "INTERNALLY_TERMINATED": "TERMINATED",
}
ATTRIBUTES = ("executionId", "parentActivityInstanceId", "calledProcessInstanceId", "taskId")
"""What else a task keeps of an activity instance."""


def time_of(text: object) -> Instant | None:
    """The time of a text such as `2026-05-01T12:00:00.000+0200`. None: it is none."""
    return Instant.stated(text[:-5] + OFFSET.sub(r"\1:\2", text[-5:])) if isinstance(text, str) else None


def model_id_of(sent: Sent) -> str | None:
    """Id of the process model of an object: the key of its definition, after its tenant if it has one."""
    definition = sent.get("processDefinitionId")
    key = sent.get("processDefinitionKey") or (definition.partition(":")[0] if isinstance(definition, str) else None)
    return "/".join(filter(None, [sent.get("tenantId"), key])) or None if isinstance(key, str) else None


def definition_records(place: str, definition: Sent, xml: str, deployed_at: Instant) -> Items:
    """Model, version, diagram and activities of a process definition. The XML may contain other processes: they have
    definitions of their own."""
    key, version, tenant = definition.get("key"), definition.get("version"), definition.get("tenantId")
    if not isinstance(key, str) or not isinstance(version, int) or not isinstance(tenant, str | None):
        yield Broken(place, Refused("not a process definition"))
        return
    model = f"{tenant}/{key}" if tenant else key
    source = Source(f"{key}-{version}.bpmn", stream=io.BytesIO(xml.encode(errors="replace")))
    options = ReadOptions(group=tenant or None, version=version, at=deployed_at)
    for item in BPMN.read(source, options):
        if not isinstance(item, Record) or model in (item.id, getattr(item, "model_id", None)) or item.id == tenant:
            yield item


def instance_records(sent: Sent) -> Items:
    """A process instance, and its model with the name that it states, which any other name replaces."""
    place, model = _place("process instance", sent), model_id_of(sent)
    started, ended = time_of(sent.get("startTime")), time_of(sent.get("endTime"))
    if model:
        yield from kept(place, ProcessModel, {"id": model, "at": Instant(0), "display_name": sent.get("processDefinitionName")})
    reason = sent.get("deleteReason")
    fields = {
        "id": sent.get("id"),
        "model_id": model,
        "version": sent.get("processDefinitionVersion"),
        "status": STATUSES.get(str(sent.get("state"))) or ("RUNNING" if ended is None else "COMPLETE"),
        "started_at": started,
        "ended_at": ended,
        "initiator": sent.get("startUserId"),
        "parent_id": sent.get("superProcessInstanceId"),
        "business_key": sent.get("businessKey"),
        "metadata": {"deleteReason": reason} if isinstance(reason, str) else None,
    }
    yield from kept(place, ProcessInstance, fields)


def activity_records(sent: Sent) -> Items:
    """The task of an activity instance, of whatever type."""
    ended = time_of(sent.get("endTime"))
    attributes = {name: sent[name] for name in ATTRIBUTES if sent.get(name) is not None}
    fields = {
        "id": sent.get("id"),
        "instance_id": sent.get("processInstanceId"),
        "task_spec": sent.get("activityId"),
        "name": sent.get("activityName"),
        "type": sent.get("activityType"),
        "state": "CANCELLED" if sent.get("canceled") else "STARTED" if ended is None else "COMPLETED",
        "username": sent.get("assignee"),
        "started_at": time_of(sent.get("startTime")),
        "ended_at": ended,
        "attributes": Blob(json_text(attributes)) if attributes else None,
    }
    yield from kept(_place("activity instance", sent), Task, fields)


def incident_records(sent: Sent, trace: str | None = None) -> Items:
    """An incident. `trace`: the stack trace of its job's log. An incident that is its own root cause has none."""
    root, failed = sent.get("rootCauseIncidentId"), sent.get("failedActivityId")
    fields = {
        "id": sent.get("id"),
        "instance_id": sent.get("processInstanceId"),
        "activity_id": sent.get("activityId"),
        "failed_activity_id": failed if failed != sent.get("activityId") else None,
        "type": sent.get("incidentType"),
        "state": "DELETED" if sent.get("deleted") else "RESOLVED" if sent.get("resolved") else "OPEN",
        "created_at": time_of(sent.get("createTime")),
        "ended_at": time_of(sent.get("endTime")),
        "root_cause_id": root if root != sent.get("id") else None,
        "message": sent.get("incidentMessage"),
        "trace": trace,
    }
    yield from kept(_place("incident", sent), Incident, fields)


def _place(what: str, sent: Sent) -> str:
    return f"{what} {sent.get('id')}"
