"""Response bodies of the process monitoring API, for OpenAPI. The fields of rows are also the columns of exports."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from gateway.rest.times import Rfc3339

Seconds = Annotated[float | None, Field(description="In seconds. Null if `count` is 0.")]
DurationSeconds = Annotated[float | None, Field(description="In seconds. Null: not ended, or unknown.")]

Bucket = Literal["1h", "1d", "1w", "1mo"]
Status = Literal["not_started", "running", "waiting", "user_input_required", "suspended", "complete", "error", "terminated"]
State = Literal["FUTURE", "WAITING", "READY", "STARTED", "COMPLETED", "ERROR", "CANCELLED"]


class Duration(BaseModel):
    """Durations of finished items. Percentiles are nearest-rank, within 1 % if read from roll-ups."""

    count: Annotated[int, Field(description="Number of finished items.")]
    avg_seconds: Seconds
    min_seconds: Seconds
    max_seconds: Seconds
    p50_seconds: Seconds
    p75_seconds: Seconds
    p90_seconds: Seconds
    p95_seconds: Seconds
    p99_seconds: Seconds


class Bar(BaseModel):
    """One bucket of a histogram with limits at 1, 2, 5, 10, ... milliseconds. Empty buckets are left out."""

    bucket_start_seconds: Annotated[float, Field(description="Start, inclusive.")]
    bucket_end_seconds: Annotated[float | None, Field(description="End, exclusive. Null: the last bucket is open-ended.")]
    count: int


class IdentifierEntry(BaseModel):
    """A process group or model."""

    identifier: str
    display_name: Annotated[str, Field(description="Display name, or the identifier if there is none.")]
    type: Literal["group", "model"]
    parent: Annotated[str | None, Field(description="Group that contains it. Null: none.")]
    metadata_keys: Annotated[
        list[str],
        Field(description="Metadata keys of the newest 500 instances of a model; for a group, of all models below it."),
    ]


class Counts(BaseModel):
    """Instances by status."""

    total: Annotated[int, Field(description="All instances, including those with an unknown status.")]
    active: Annotated[int, Field(description="not_started, running, waiting, user_input_required.")]
    completed: Annotated[int, Field(description="complete.")]
    errored: Annotated[int, Field(description="error, and suspended by a fault.")]
    suspended: Annotated[int, Field(description="suspended by a person.")]
    terminated: Annotated[int, Field(description="terminated.")]


class ModelOverview(Counts):
    """One model of an overview."""

    identifier: str
    display_name: str
    duration: Duration


class Overview(Counts):
    """Instances that started in the window, in total and by model."""

    identifier: Annotated[str, Field(description="Identifier of the path, with `/` in place of `:`.")]
    start: Rfc3339 | None
    end: Annotated[Rfc3339 | None, Field(description="End of the window, inclusive. Null: unbounded.")]
    duration: Duration
    models: Annotated[list[ModelOverview], Field(description="Every model of the identifier, sorted by identifier.")]


class TrendPoint(BaseModel):
    """One bucket."""

    timestamp: Annotated[Rfc3339, Field(description="Start of the bucket; the first bucket may begin before the window.")]
    started: Annotated[int, Field(description="Instances that started in the bucket.")]
    completed: Annotated[int, Field(description="Instances that completed in the bucket, whenever they started.")]
    errored: Annotated[int, Field(description="Instances that ended with an error in the bucket, whenever they started.")]
    terminated: Annotated[int, Field(description="Instances that were terminated in the bucket, whenever they started.")]
    active: Annotated[int, Field(description="Instances that were open at the end of the bucket: started and not ended.")]


class Trends(BaseModel):
    """Trends by bucket, including empty buckets."""

    identifier: str
    bucket: Bucket
    timezone: str
    series: list[TrendPoint]


class TaskSummary(BaseModel):
    """One task of a model."""

    task_spec: Annotated[str | None, Field(description="BPMN task id. Null: not reported.")]
    bpmn_name: Annotated[str | None, Field(description="Most frequent label of these tasks.")]
    task_type: str | None
    count: Annotated[int, Field(description="Tasks that began in the window.")]
    active: Annotated[int, Field(description="FUTURE, WAITING, READY, STARTED.")]
    completed: Annotated[int, Field(description="COMPLETED.")]
    errored: Annotated[int, Field(description="ERROR.")]
    cancelled: Annotated[int, Field(description="CANCELLED.")]
    duration: Duration


class ModelDuration(BaseModel):
    """Durations of a model's instances."""

    identifier: str
    duration: Duration
    histogram: list[Bar]


class MilestoneSummary(BaseModel):
    """One milestone of a model."""

    milestone: str | None
    count: Annotated[int, Field(description="Number of times the milestone was reached in the window.")]
    duration: Annotated[Duration, Field(description="Time since the instance's previous milestone, or since its start.")]
    histogram: list[Bar]


class TaskDuration(BaseModel):
    """Durations of one task of a model."""

    identifier: str
    task_spec: str
    bpmn_name: str | None
    duration: Duration
    histogram: list[Bar]


class MessageCount(BaseModel):
    """A message and its frequency."""

    message: str | None
    count: int


class ErrorSummary(BaseModel):
    """Errors of one model."""

    process_model_identifier: str
    display_name: str
    count: Annotated[int, Field(description="Errors in the window.")]
    instances: Annotated[int, Field(description="Instances with an error in the window.")]
    last_seen: Rfc3339
    top_messages: Annotated[list[MessageCount], Field(description="The five most frequent messages.")]


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
    duration_seconds: DurationSeconds
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
    duration_seconds: DurationSeconds
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
