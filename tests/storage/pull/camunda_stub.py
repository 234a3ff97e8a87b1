"""An engine with a history, served as the REST API of Camunda 7 documents.

Written from https://docs.camunda.org/manual/7.22/reference/rest/: lists by POST with `sorting`, or by GET with `sortBy` and
`sortOrder`; `firstResult` and `maxResults`; times such as 2026-05-01T12:00:00.000+0200; 400 for unknown parameters.
"""

import base64
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from tests.storage.pull.stub_server import Reply, Sent, StubServer, stub_server

USER, PASSWORD = "demo", "d3mo-p4ss"
BEGIN = datetime(2026, 5, 1, tzinfo=UTC)
ZONE = timezone(timedelta(hours=2))
FORMAT = "%Y-%m-%dT%H:%M:%S.%f%z"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}")

BPMN = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <bpmn:process id="order" name="Order" isExecutable="true">
    <bpmn:startEvent id="begin"/><bpmn:serviceTask id="charge" name="Charge card"/>
    <bpmn:subProcess id="on-error" triggeredByEvent="true">
      <bpmn:startEvent id="failed"><bpmn:errorEventDefinition id="e"/></bpmn:startEvent>
    </bpmn:subProcess>
  </bpmn:process>
  <bpmn:process id="refund" name="Refund"><bpmn:userTask id="check" name="Check"/></bpmn:process>
</bpmn:definitions>"""


def text_of(moment: datetime) -> str:
    """A time as the engine writes it."""
    text = moment.astimezone(ZONE).strftime(FORMAT)
    return text[:23] + text[26:]


def at(seconds: float) -> str:
    """A time of the history."""
    return text_of(BEGIN + timedelta(seconds=seconds))


def moment_of(text: str) -> datetime:
    """The time of a text."""
    return datetime.strptime(text, FORMAT)


class Engine:
    """An engine: what it deployed, and its history, which tests may change at any time."""

    def __init__(self) -> None:
        self.deployments = [{"id": "dep-1", "name": "orders", "deploymentTime": at(-3600), "tenantId": None}]
        self.definitions = [self._definition("order", 1, "dep-1"), self._definition("refund", 4, "dep-1", "north")]
        self.instances: dict[str, dict[str, Any]] = {}
        self.activities: dict[str, dict[str, Any]] = {}
        self.incidents: dict[str, dict[str, Any]] = {}
        self.traces: dict[str, str] = {}

    @staticmethod
    def _definition(key: str, version: int, deployment: str, tenant: str | None = None) -> dict[str, Any]:
        name = {"id": f"{key}:{version}:x", "key": key, "name": key.title(), "version": version, "tenantId": tenant}
        return {**name, "deploymentId": deployment, "resource": "orders.bpmn"}

    def start(self, instance_id: str, seconds: float, key: str = "order", **more: Any) -> None:
        """Starts an instance with a first activity that has ended, and one that has not."""
        tenant, version = (None, 1) if key == "order" else ("north", 4)
        of = {"processDefinitionKey": key, "processDefinitionId": f"{key}:{version}:x", "tenantId": tenant}
        own = {"processDefinitionName": key.title(), "processDefinitionVersion": version, "state": "ACTIVE", "deleteReason": None}
        times = {"startTime": at(seconds), "endTime": None}
        self.instances[instance_id] = {"id": instance_id, **of, **own, **times, "superProcessInstanceId": None, **more}
        for number, name in enumerate(("begin", "charge")):
            ended = at(seconds + 0.001) if number == 0 else None
            kind = "startEvent" if number == 0 else "serviceTask"
            activity = {"id": f"{name}:{instance_id}", "activityId": name, "activityName": name.title(), "activityType": kind}
            state = {"canceled": False, "assignee": None, "executionId": f"e-{instance_id}"}
            began = {"startTime": at(seconds), "endTime": ended, "processInstanceId": instance_id}
            self.activities[activity["id"]] = {**activity, **of, **state, **began}

    def end(self, instance_id: str, seconds: float, state: str = "COMPLETED", reason: str | None = None) -> None:
        """Ends an instance and its open activity."""
        self.instances[instance_id] |= {"endTime": at(seconds), "state": state, "deleteReason": reason}
        canceled = state != "COMPLETED"
        self.activities[f"charge:{instance_id}"] |= {"endTime": at(seconds), "canceled": canceled}

    def fail(self, incident_id: str, instance_id: str, seconds: float, root: str | None = None, trace: str | None = None) -> None:
        """Adds an incident, which is open."""
        states = {"open": True, "resolved": False, "deleted": False, "createTime": at(seconds), "endTime": None}
        cause = {"causeIncidentId": root or incident_id, "rootCauseIncidentId": root or incident_id}
        log = f"log-{incident_id}" if trace else None
        if log and trace:
            self.traces[log] = trace
        own = {"incidentType": "failedJob", "activityId": "charge", "failedActivityId": "charge", "incidentMessage": "no money"}
        of = {"processInstanceId": instance_id, "processDefinitionId": "order:1:x", "tenantId": None}
        self.incidents[incident_id] = {"id": incident_id, **of, **own, **cause, **states, "historyConfiguration": log}

    def settle(self, incident_id: str, seconds: float, state: str) -> None:
        """Resolves or deletes an incident."""
        self.incidents[incident_id] |= {"open": False, state: True, "endTime": at(seconds)}

    def answer(self, sent: Sent) -> Reply:
        """Answers a request."""
        expected = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if sent.headers.get("authorization") != expected:
            return Reply({"type": "NotAuthorized"}, 401)
        path = sent.path.removeprefix("/engine-rest")
        lists: dict[tuple[str, str], tuple[list[dict[str, Any]], Mapping[str, str]]] = {
            ("GET", "/deployment"): (self.deployments, {"after": "deploymentTime"}),
            ("POST", "/history/process-instance"): (list(self.instances.values()), STARTS),
            ("POST", "/history/activity-instance"): (list(self.activities.values()), STARTS),
            ("GET", "/history/incident"): (
                list(self.incidents.values()),
                {"createTimeAfter": "createTime", "endTimeAfter": "endTime"},
            ),
        }
        if (sent.method, path) in lists:
            return _page(*lists[sent.method, path], sent)
        if path == "/process-definition" and set(sent.parameters) == {"deploymentId"}:
            return Reply([each for each in self.definitions if each["deploymentId"] == sent.parameters["deploymentId"]])
        if found := re.fullmatch(r"/process-definition/(.+)/xml", path):
            return Reply({"id": found[1].replace("%3A", ":"), "bpmn20Xml": BPMN})
        if (found := re.fullmatch(r"/history/job-log/(.+)/stacktrace", path)) and found[1] in self.traces:
            return Reply(self.traces[found[1]].encode(), headers={"content-type": "text/plain"})
        return Reply({"type": "NotFoundException"}, 404)


STARTS = {"startedAfter": "startTime", "finishedAfter": "endTime"}
IDS = {"instanceId": "id", "activityInstanceId": "id"}


def _page(rows: list[dict[str, Any]], filters: Mapping[str, str], sent: Sent) -> Reply:
    query: dict[str, Any] = {**sent.parameters, **(sent.body or {})}
    first, most = int(query.pop("firstResult", 0)), int(query.pop("maxResults", 10_000))
    sorting = query.pop("sorting", None)
    if sorting is None and "sortBy" in query:
        sorting = [{"sortBy": query.pop("sortBy"), "sortOrder": query.pop("sortOrder")}]
    for name, text in query.items():
        if name not in filters or not TIME.fullmatch(text):
            return Reply({"type": "InvalidRequestException", "message": name}, 400)
        since = moment_of(text)
        rows = [row for row in rows if row[filters[name]] and moment_of(row[filters[name]]) >= since]
    for order in reversed(sorting or []):
        member = IDS.get(order["sortBy"], order["sortBy"])
        rows = sorted(rows, key=lambda row, member=member: row[member] or "", reverse=order["sortOrder"] == "desc")  # type: ignore[misc]
    return Reply(rows[first : first + most], headers={"date": (BEGIN + timedelta(days=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")})


@contextmanager
def camunda_server(engine: Engine) -> Iterator[StubServer]:
    """The engine's server while the block runs."""
    with stub_server(engine.answer) as server:
        yield server
