"""Bodies of the process monitoring API's figures, for OpenAPI."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

Seconds = Annotated[float | None, Field(description="In seconds. Null where count is 0.")]
Rfc3339 = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class Duration(BaseModel):
    """How long things took, over those that are finished. Percentiles are nearest ranks, within 1 % where roll-ups serve."""

    count: Annotated[int, Field(description="How many are finished.")]
    avg_seconds: Seconds
    min_seconds: Seconds
    max_seconds: Seconds
    p50_seconds: Seconds
    p75_seconds: Seconds
    p90_seconds: Seconds
    p95_seconds: Seconds
    p99_seconds: Seconds


class Bar(BaseModel):
    """One bucket of a histogram: 1, 2, 5, 10, ... milliseconds. Empty ones are left out."""

    bucket_start_seconds: Annotated[float, Field(description="Start, inclusive.")]
    bucket_end_seconds: Annotated[float | None, Field(description="End, exclusive. Null: the last bucket has none.")]
    count: int


class IdentifierEntry(BaseModel):
    """A process group or model."""

    identifier: str
    display_name: Annotated[str, Field(description="Its name; the identifier where it has none.")]
    type: Literal["group", "model"]
    parent: Annotated[str | None, Field(description="The group that holds it. Null: none.")]
    metadata_keys: Annotated[
        list[str],
        Field(description="Names of the metadata of a model's newest 500 instances; those of all models below a group."),
    ]


class Counts(BaseModel):
    """Instances by status."""

    total: Annotated[int, Field(description="All, also those whose status is not known.")]
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
    """The instances that started in the window, in all and by model."""

    identifier: Annotated[str, Field(description="As the path has it.")]
    start: Rfc3339 | None
    end: Annotated[Rfc3339 | None, Field(description="The last moment of the window.")]
    duration: Duration
    models: Annotated[list[ModelOverview], Field(description="Every model of the identifier, by identifier.")]


class TrendPoint(BaseModel):
    """One bucket."""

    timestamp: Annotated[Rfc3339, Field(description="Start of the bucket; the first may begin before the window.")]
    started: Annotated[int, Field(description="Instances that started in it.")]
    completed: Annotated[int, Field(description="Instances that ended complete in it, whenever they started.")]
    errored: Annotated[int, Field(description="Instances that ended with an error in it, whenever they started.")]
    terminated: Annotated[int, Field(description="Instances that were terminated in it, whenever they started.")]
    active: Annotated[int, Field(description="Instances that were open at its end: started and not ended.")]


class Trends(BaseModel):
    """The course of things, bucket by bucket, empty ones too."""

    identifier: str
    bucket: Literal["1h", "1d", "1w", "1mo"]
    timezone: str
    series: list[TrendPoint]


class TaskSummary(BaseModel):
    """One task of a model."""

    task_spec: Annotated[str | None, Field(description="BPMN task id. Null: the sender told none.")]
    bpmn_name: Annotated[str | None, Field(description="The label that most of them have.")]
    task_type: str | None
    count: Annotated[int, Field(description="All that began in the window.")]
    active: Annotated[int, Field(description="FUTURE, WAITING, READY, STARTED.")]
    completed: Annotated[int, Field(description="COMPLETED.")]
    errored: Annotated[int, Field(description="ERROR.")]
    cancelled: Annotated[int, Field(description="CANCELLED.")]
    duration: Duration


class ModelDuration(BaseModel):
    """How long the instances of a model took."""

    identifier: str
    duration: Duration
    histogram: list[Bar]


class MilestoneSummary(BaseModel):
    """One milestone of a model."""

    milestone: str | None
    count: Annotated[int, Field(description="How often it was reached in the window.")]
    duration: Annotated[Duration, Field(description="Since the instance's previous milestone, or its start.")]
    histogram: list[Bar]


class TaskDuration(BaseModel):
    """How long one task of a model took."""

    identifier: str
    task_spec: str
    bpmn_name: str | None
    duration: Duration
    histogram: list[Bar]


class MessageCount(BaseModel):
    """A message, and how often it came."""

    message: str | None
    count: int


class ErrorSummary(BaseModel):
    """The errors of one model."""

    process_model_identifier: str
    display_name: str
    count: Annotated[int, Field(description="Errors in the window.")]
    instances: Annotated[int, Field(description="Instances that had one.")]
    last_seen: Rfc3339
    top_messages: Annotated[list[MessageCount], Field(description="The five most frequent.")]
