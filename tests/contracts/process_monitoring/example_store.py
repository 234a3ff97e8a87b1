"""The store that gives the examples of the process monitoring API: four instances of one model, in May 2026."""

from datetime import UTC, datetime

from gateway.rest.route import Route
from storage.nouns.incident import Incident
from storage.nouns.milestone import Milestone
from storage.nouns.process_group import ProcessGroup
from storage.nouns.process_instance import InstanceStatus, ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.record import Instant, Record
from storage.nouns.task import Task, TaskState

MODEL = "finance/invoice-review"
WINDOW = {"start": "2026-05-04", "end": "2026-05-07T23:59:59Z", "metadata": []}


def moment(text: str) -> Instant:
    """A time of May 2026 in UTC, such as `04 09:00:00`."""
    return Instant.of(datetime.fromisoformat(f"2026-05-{text}").replace(tzinfo=UTC))


INSTANCES = {
    "1041": (InstanceStatus.COMPLETE, "04 09:00:00", "04 09:30:00", "Northeast"),
    "1042": (InstanceStatus.COMPLETE, "05 10:00:00", "05 11:00:00", "South"),
    "1043": (InstanceStatus.ERROR, "06 08:00:00", "06 08:10:00", "Northeast"),
    "1044": (InstanceStatus.RUNNING, "07 12:00:00", None, "South"),
}
TASKS = {
    "t1": ("1041", "Activity_Approve", "Approve invoice", TaskState.COMPLETED, "04 09:05:00", "04 09:25:00"),
    "t2": ("1042", "Activity_Approve", "Approve invoice", TaskState.COMPLETED, "05 10:10:00", "05 10:50:00"),
    "t3": ("1043", "Activity_Approve", "Approve invoice", TaskState.ERROR, "06 08:05:00", "06 08:10:00"),
    "t4": ("1044", "Activity_Approve", "Approve invoice", TaskState.READY, "07 12:05:00", None),
}
MILESTONES = {
    "m1": ("1041", "Invoice approved", "Activity_Approve", "04 09:25:00"),
    "m2": ("1042", "Invoice approved", "Activity_Approve", "05 10:50:00"),
}


def records() -> list[Record]:
    """Everything in the store."""
    at = moment("01 00:00:00")
    found: list[Record] = [
        ProcessGroup(id="finance", at=at, display_name="Finance"),
        ProcessModel(id=MODEL, at=at, display_name="Invoice review"),
    ]
    for own, (status, start, end, region) in INSTANCES.items():
        found.append(
            ProcessInstance(
                id=own, model_id=MODEL, version=1, status=status, initiator="ana", started_at=moment(start),
                ended_at=moment(end) if end else None, metadata={"region": region, "amount": f"{int(own) / 4}"},
            )
        )  # fmt: skip
    for own, (instance, spec, name, state, start, end) in TASKS.items():
        found.append(
            Task(
                id=own, instance_id=instance, task_spec=spec, name=name, type="UserTask", state=state, username="ben",
                started_at=moment(start), ended_at=moment(end) if end else None,
            )
        )  # fmt: skip
    for own, (instance, name, spec, reached) in MILESTONES.items():
        found.append(Milestone(id=own, instance_id=instance, name=name, task_spec=spec, reached_at=moment(reached)))
    found.append(
        Incident(
            id="e1", instance_id="1043", task_id="t3", activity_id="Activity_Approve", activity_name="Approve invoice",
            type="taskError", created_at=moment("06 08:10:00"), message="KeyError: 'purchase_order_id'",
            trace="Traceback (most recent call last): ...", line_number=3, line_offset=8,
            line_content="total = order['purchase_order_id']",
        )
    )  # fmt: skip
    return found


FILLED = {"{identifier}": "finance:invoice-review", "{task_spec}": "Activity_Approve"}


def path_of(route: Route) -> str:
    """The path of a route for the model of the examples."""
    path = route.path
    for name, value in FILLED.items():
        path = path.replace(name, value)
    return path
