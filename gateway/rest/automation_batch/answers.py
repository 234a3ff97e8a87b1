"""Bodies of the automation batch API, for OpenAPI."""

from typing import Annotated

from pydantic import BaseModel, Field

Rate = Annotated[float, Field(description="completed / (completed + failed), from 0 to 1, to 4 decimals; 0 where there is none.")]
Milliseconds = Annotated[float, Field(description="In milliseconds, over finished runs; 0 where there is none.")]
Percentile = Annotated[float, Field(description="In milliseconds: nearest rank, within 1 % where roll-ups serve; 0 for none.")]
Rfc3339 = Annotated[str, Field(description="RFC 3339, UTC.")]
WorkflowName = Annotated[str, Field(description="Name of the workflow; its id where it has none.")]


class SummaryStats(BaseModel):
    """Dashboard summary statistics."""

    total_executions: Annotated[int, Field(description="All runs that started in the window.")]
    completed: int
    total_failures: int
    success_rate: Rate
    avg_duration_ms: Milliseconds
    active_today: Annotated[
        int,
        Field(
            description="Of those runs, how many started, ended or did anything since 00:00 UTC of the day on which it is asked."
        ),
    ]
    total_tokens: int


class ExecutionsPoint(BaseModel):
    """Runs that started in one bucket."""

    time: Annotated[str, Field(description="Start of the bucket in UTC, RFC 3339.")]
    total: Annotated[int, Field(description="All, also the cancelled and the paused, which count nowhere else.")]
    completed: int
    failed: int
    running: int
    pending: Annotated[int, Field(description="Those that wait to be started, the queued ones too.")]


class ExecutionsOverTimeResponse(BaseModel):
    """Response for executions over time. Every bucket of the window is there."""

    data: list[ExecutionsPoint]
    granularity: str


class SuccessRatePoint(BaseModel):
    """The success rate of the runs that started in one bucket."""

    time: Annotated[str, Field(description="Start of the bucket in UTC, RFC 3339.")]
    total: int
    completed: int
    success_rate: Rate


class SuccessRateResponse(BaseModel):
    """Response for success rate over time. Every bucket of the window is there."""

    data: list[SuccessRatePoint]
    granularity: str


class FailureCategory(BaseModel):
    """Failed runs of one kind."""

    category: Annotated[str, Field(description="Kind of the error; `unknown` where it was not told.")]
    count: int
    sample_messages: Annotated[list[str], Field(description="At most 5 different messages, the most frequent first.")]


class FailureBreakdownResponse(BaseModel):
    """Response for failure breakdown, the most frequent categories first."""

    data: list[FailureCategory]
    total_failures: int


class TriggerCount(BaseModel):
    """Runs that were set off in one way."""

    trigger_type: Annotated[str, Field(description="manual, endpoint or scheduled; `unknown` where it was not told.")]
    count: int


class TriggerDistributionResponse(BaseModel):
    """Response for trigger distribution, the most frequent first."""

    data: list[TriggerCount]


class TopAutomation(BaseModel):
    """One of the workflows that ran most."""

    workflow_name: WorkflowName
    executions: int
    completed: int
    failures: int
    success_rate: Rate
    avg_duration_ms: Milliseconds
    last_execution: Annotated[Rfc3339, Field(description="When a run of it last started in the window.")]


class TopAutomationsResponse(BaseModel):
    """Response for top automations: 10 at most."""

    data: list[TopAutomation]
    sort_by: Annotated[str, Field(description="Always `executions`.")]


class DurationStats(BaseModel):
    """How long runs took, over those that are finished."""

    total: Annotated[int, Field(description="How many are finished.")]
    avg_ms: Milliseconds
    min_ms: Milliseconds
    max_ms: Milliseconds
    p50_ms: Percentile
    p75_ms: Percentile
    p90_ms: Percentile
    p95_ms: Percentile
    p99_ms: Percentile


class DurationBucket(BaseModel):
    """One bucket of the histogram."""

    bucket_start_ms: Annotated[float, Field(description="Start, inclusive.")]
    bucket_end_ms: Annotated[float, Field(description="End, exclusive; of the last bucket inclusive.")]
    count: int


class DurationDistributionResponse(BaseModel):
    """Response for duration distribution."""

    stats: DurationStats
    histogram: Annotated[
        list[DurationBucket],
        Field(
            description="20 buckets of equal ratio from the shortest duration to the longest, the empty ones too; one where all"
            " are equal, none where nothing is finished. Where the shortest is 0, ratios begin at a millisecond."
        ),
    ]


class RecentFailure(BaseModel):
    """A failed run."""

    execution_id: Annotated[str, Field(description="Id of the run.")]
    run_id: Annotated[str, Field(description="Its id in the engine below; the same where that has none of its own.")]
    workflow_name: Annotated[str | None, Field(description="Name of the workflow, else its id. Null: it was not told.")]
    error_category: Annotated[str | None, Field(description="Kind of the error. Null: it was not told.")]
    triggered_by: Annotated[str | None, Field(description="manual, endpoint or scheduled. Null: it was not told.")]
    started_at: Rfc3339
    error_message: Annotated[str | None, Field(description="Message of the error. Null: it was not told.")]
    duration_ms: Annotated[float | None, Field(description="From start to end. Null: the end was not told.")]


class RecentFailuresResponse(BaseModel):
    """The newest 20 failed runs."""

    data: list[RecentFailure]
    total: Annotated[int, Field(description="All failed runs of the window.")]
    limit: Annotated[int, Field(description="Always 20.")]
    offset: Annotated[int, Field(description="Always 0.")]


class WorkflowActions(BaseModel):
    """What the runs of one workflow did, added up; what is not known counts as 0."""

    workflow_name: WorkflowName
    clicks: int
    keystrokes: int
    scrolls: int
    screenshots: int
    total_steps: int


class ActionsPerWorkflowResponse(BaseModel):
    """Response for actions per workflow, by name."""

    data: list[WorkflowActions]


class Complexity(BaseModel):
    """How complex one workflow is."""

    workflow_name: WorkflowName
    complexity_score: Annotated[
        float,
        Field(
            description="log2(1 + total_steps / executions) + log2(1 + total_iterations / executions) + parameters_count / 2,"
            " to 2 decimals."
        ),
    ]
    total_steps: int
    total_iterations: int
    parameters_count: Annotated[int, Field(description="How many parameters a run takes; 0 where it is not known.")]
    success_rate: Rate
    avg_duration_ms: Milliseconds


class WorkflowComplexityResponse(BaseModel):
    """Response for workflow complexity, by name."""

    data: list[Complexity]


class EndpointUsage(BaseModel):
    """Calls of one endpoint."""

    endpoint_slug: str
    http_method: str
    invocations: int
    success_count: int
    success_rate: Annotated[float, Field(description="success_count / invocations, to 4 decimals.")]
    avg_response_time_ms: Annotated[float, Field(description="Over calls that were answered; 0 where none was.")]
    p95_response_time_ms: Percentile


class EndpointUsageResponse(BaseModel):
    """Calls of endpoints by slug and method, the most called first. Calls count by when they were made."""

    data: list[EndpointUsage]


class BatchResponse(BaseModel):
    """All twelve sections, read from one snapshot."""

    summary: SummaryStats
    executions_over_time: ExecutionsOverTimeResponse
    success_rate: SuccessRateResponse
    failure_breakdown: FailureBreakdownResponse
    trigger_distribution: TriggerDistributionResponse
    top_automations: TopAutomationsResponse
    duration_distribution: DurationDistributionResponse
    recent_failures: RecentFailuresResponse
    actions_per_workflow: ActionsPerWorkflowResponse
    workflow_complexity: WorkflowComplexityResponse
    endpoint_usage: EndpointUsageResponse
    workflows: Annotated[list[str], Field(description="Names of the workflows that ran in the window, sorted.")]


class BatchRefused(BaseModel):
    """A request that is not answered."""

    error: Annotated[str, Field(description="The name of the status.")]
    message: Annotated[str, Field(description="What is wrong.")]
    code: Annotated[str, Field(description="A word that never changes its meaning, such as `UNAUTHENTICATED`.")]
