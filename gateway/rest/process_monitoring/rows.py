"""Rows of the process monitoring API's lists, for OpenAPI and for the columns of exports."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from gateway.rest.process_monitoring.answers import Rfc3339

Seconds = Annotated[float | None, Field(description="In seconds. Null: not over, or unknown.")]

Status = Literal["not_started", "running", "waiting", "user_input_required", "suspended", "complete", "error", "terminated"]
State = Literal["FUTURE", "WAITING", "READY", "STARTED", "COMPLETED", "ERROR", "CANCELLED"]


class Pagination(BaseModel):
    """Where a page lies."""

    count: Annotated[int, Field(description="Rows on this page.")]
    total: Annotated[int, Field(description="Rows on all pages.")]
    pages: Annotated[int, Field(description="How many pages there are.")]


class InstanceRow(BaseModel):
    """A process instance."""

    process_instance_id: str
    process_model_identifier: str | None
    status: Annotated[Status | None, Field(description="Null: the sender has not said.")]
    start: Annotated[Rfc3339 | None, Field(description="Null: not started.")]
    end: Annotated[Rfc3339 | None, Field(description="Null: still open.")]
    duration_seconds: Seconds
    last_milestone_bpmn_name: Annotated[str | None, Field(description="The milestone that it reached last. Null: none yet.")]
    process_initiator_username: Annotated[str | None, Field(description="Who started it. Null: unknown.")]
    metadata: Annotated[dict[str, str], Field(description="Its metadata; values are texts of at most 255 characters.")]


class TaskRow(BaseModel):
    """A task."""

    task_id: str
    process_instance_id: str | None
    process_model_identifier: str | None
    task_spec: Annotated[str | None, Field(description="BPMN task id. Null: unknown.")]
    bpmn_name: Annotated[str | None, Field(description="Its label in the diagram. Null: it has none.")]
    task_type: Annotated[str | None, Field(description="Such as `userTask`. Null: unknown.")]
    state: Annotated[State | None, Field(description="Null: the sender has not said.")]
    start: Annotated[Rfc3339 | None, Field(description="When work began. Null: not started.")]
    end: Annotated[Rfc3339 | None, Field(description="Null: still open.")]
    duration_seconds: Seconds
    username: Annotated[str | None, Field(description="Who did it. Null: nobody yet, or a machine.")]


class MilestoneRow(BaseModel):
    """A milestone that an instance reached."""

    process_instance_id: str | None
    process_model_identifier: str | None
    milestone: str | None
    task_spec: str | None
    reached_at: Rfc3339 | None
    duration_seconds: Annotated[
        float | None, Field(description="Since the instance's previous milestone, or its start. Null: unknown.")
    ]


class ErrorRow(BaseModel):
    """An error of a task."""

    process_instance_id: str | None
    process_model_identifier: str | None
    task_id: Annotated[str | None, Field(description="The task that failed. Null: no task, or unknown.")]
    task_spec: Annotated[str | None, Field(description="BPMN id of the task that failed.")]
    bpmn_name: Annotated[str | None, Field(description="Its label in the diagram. Null: it has none.")]
    timestamp: Annotated[Rfc3339 | None, Field(description="When it happened.")]
    message: str | None
    trace: Annotated[str | None, Field(description="The stack trace. Null: none was told.")]
    line_number: Annotated[int | None, Field(description="Line of the script that failed, from 1. Null: not a script.")]
    line_offset: Annotated[int | None, Field(description="Column in that line, from 0.")]
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
