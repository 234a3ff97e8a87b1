"""Records for stores of incidents: a model in a version, its instances, tasks and incidents."""

from typing import Any

from storage.nouns.incident import Incident, IncidentState
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.process_version import ProcessVersion
from storage.nouns.record import Instant, Record
from storage.nouns.task import Task

AT = Instant(1_767_225_600_000_000)
"""2026-01-01T00:00:00Z."""
SECOND = 1_000_000
DAY = 86_400 * SECOND


def deployed(model: str, version: int, key: str | None = None) -> list[Record]:
    """A model of a key, and one version of it."""
    named = {} if key is None else {"key": key}
    return [
        ProcessModel(id=model, at=AT, **named),
        ProcessVersion(id=f"{model}:{version}", at=AT, model_id=model, version=version),
    ]


def instance(own: str, model: str, version: int | None) -> Record:
    """An instance of a version."""
    return ProcessInstance(id=own, at=AT, model_id=model, version=version, started_at=AT)


def task(own: str, of: str, spec: str | None, started_at: int | None = AT, type_: str = "userTask") -> Record:
    """An activity instance."""
    return Task(
        id=own, at=AT, instance_id=of, task_spec=spec, type=type_, started_at=None if started_at is None else Instant(started_at)
    )


def incident(own: str, of: str, activity: str | None, created_at: int | None = AT, **values: Any) -> Record:
    """A failed job at an activity."""
    given: dict[str, Any] = {"type": "failedJob", "state": IncidentState.OPEN, **values}
    return Incident(
        id=own,
        at=AT,
        instance_id=of,
        activity_id=activity,
        created_at=None if created_at is None else Instant(created_at),
        **given,
    )
