"""Rows of the process monitoring API's lists, for OpenAPI and for the columns of exports."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from gateway.rest.process_monitoring.answers import Rfc3339

Seconds = Annotated[float | None, Field(description="In seconds. Null: not ended, or unknown.")]

Status = Literal["not_started", "running", "waiting", "user_input_required", "suspended", "complete", "error", "terminated"]
State = Literal["FUTURE", "WAITING", "READY", "STARTED", "COMPLETED", "ERROR", "CANCELLED"]


class Pagination(BaseModel):
    """Size of a page and of its list."""

    count: Annotated[int, Field(description="Rows on this page.")]
    total: Annotated[int, Field(description="Rows on all pages.")]
    pages: Annotated[int, Field(description="Number of pages.")]


class InstanceRow(BaseModel):
    """A process instance."""

    process_instance_id: str
    process_model_identifier: str | None
    status: Annotated[Status | None, Field(description="Null: not reported.")]
    start: Annotated[Rfc3339 | None, Field(description="Null: not started.")]
    end: Annotated[Rfc3339 | None, Field(description="Null: still open.")]
    duration_seconds: Seconds
    last_milestone_bpmn_name: Annotated[str | None, Field(description="Name of the last milestone reached. Null: none yet.")]
    process_initiator_username: Annotated[str | None, Field(description="User who started the instance. Null: unknown.")]
    metadata: Annotated[dict[str, str], Field(description="Metadata by key; values are texts of at most 255 characters.")]


class TaskRow(BaseModel):
    """A task."""

    task_id: str
    process_instance_id: str | None
    process_model_identifier: str | None
    task_spec: Annotated[str | None, Field(description="BPMN task id. Null: unknown.")]
    bpmn_name: Annotated[str | None, Field(description="Label of the task in the diagram. Null: none.")]
    task_type: Annotated[str | None, Field(description="BPMN element type, such as `userTask`. Null: unknown.")]
    state: Annotated[State | None, Field(description="Null: not reported.")]
    start: Annotated[Rfc3339 | None, Field(description="Time at which work began. Null: not started.")]
    end: Annotated[Rfc3339 | None, Field(description="Null: still open.")]
    duration_seconds: Seconds
    username: Annotated[str | None, Field(description="User who did the task. Null: no one yet, or a machine.")]


class MilestoneRow(BaseModel):
    """A milestone that an instance reached."""

    process_instance_id: str | None
    process_model_identifier: str | None
    milestone: str | None
    task_spec: str | None
    reached_at: Rfc3339 | None
    duration_seconds: Annotated[
        float | None, Field(description="Seconds since the instance's previous milestone, or since its start. Null: unknown.")
    ]


class ErrorRow(BaseModel):
    """An error of a task."""

    process_instance_id: str | None
    process_model_identifier: str | None
    task_id: Annotated[str | None, Field(description="Failed task. Null: no task, or unknown.")]
    task_spec: Annotated[str | None, Field(description="BPMN id of the failed task.")]
    bpmn_name: Annotated[str | None, Field(description="Label of that task in the diagram. Null: none.")]
    timestamp: Annotated[Rfc3339 | None, Field(description="Time of the error.")]
    message: str | None
    trace: Annotated[str | None, Field(description="Stack trace. Null: not reported.")]
    line_number: Annotated[int | None, Field(description="Line of the failed script, counted from 1. Null: not a script.")]
    line_offset: Annotated[int | None, Field(description="Column in that line, counted from 0.")]
    line_content: Annotated[str | None, Field(description="Text of that line.")]


class InstancePage(BaseModel):
    """A page of instances, newest first."""

    results: list[InstanceRow]
    pagination: Pagination


class TaskPage(BaseModel):
    """A page of tasks, newest first."""

    results: list[TaskRow]
    pagination: Pagination


class MilestonePage(BaseModel):
    """A page of milestones, newest first."""

    results: list[MilestoneRow]
    pagination: Pagination


class ErrorPage(BaseModel):
    """A page of errors, newest first."""

    results: list[ErrorRow]
    pagination: Pagination
