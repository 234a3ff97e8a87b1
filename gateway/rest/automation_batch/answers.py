"""Response bodies of the automation batch API, for OpenAPI."""

from typing import Annotated

from pydantic import BaseModel, Field

SuccessRate = Annotated[
    float, Field(description="completed / (completed + failed), from 0 to 1, rounded to 4 decimals; 0 if there are no such runs.")
]
RunMilliseconds = Annotated[int, Field(description="In whole milliseconds, over finished runs; 0 if there are none.")]
Percentile = Annotated[
    int,
    Field(description="Nearest-rank percentile in whole milliseconds, within 1 % if read from roll-ups; 0 without values."),
]
WorkflowName = Annotated[str, Field(description="Name of the workflow, or its id if it has no name.")]


class SummaryStats(BaseModel):
    """Dashboard summary statistics."""

    total_executions: Annotated[int, Field(description="All runs that started in the window.")]
    completed: int
    total_failures: int
    success_rate: SuccessRate
    avg_duration_ms: RunMilliseconds
    active_today: Annotated[
        int,
        Field(
            description="Number of matching runs that started, ended or were active since 00:00 UTC today, whatever the window."
        ),
    ]
    total_tokens: int


class ExecutionsPoint(BaseModel):
    """Runs that started in one bucket."""

    time: Annotated[str, Field(description="Start of the bucket in UTC, RFC 3339.")]
    total: Annotated[int, Field(description="All runs, including cancelled and paused ones, which count nowhere else.")]
    completed: int
    failed: int
    running: int
    pending: Annotated[int, Field(description="Runs that wait to start, including queued ones.")]


class ExecutionsOverTimeResponse(BaseModel):
    """Response for executions over time. Contains every bucket of the window."""

    data: list[ExecutionsPoint]
    granularity: str


class SuccessRatePoint(BaseModel):
    """The success rate of the runs that started in one bucket."""

    time: Annotated[str, Field(description="Start of the bucket in UTC, RFC 3339.")]
    total: int
    completed: int
    success_rate: SuccessRate


class SuccessRateResponse(BaseModel):
    """Response for success rate over time. Contains every bucket of the window."""

    data: list[SuccessRatePoint]
    granularity: str


class FailureCategory(BaseModel):
    """Failed runs of one error category."""

    category: Annotated[str, Field(description="Error category; `unknown` if it was not reported.")]
    count: int
    sample_messages: Annotated[list[str], Field(description="At most 5 different messages, most frequent first.")]


class FailureBreakdownResponse(BaseModel):
    """Response for failure breakdown, most frequent categories first."""

    data: list[FailureCategory]
    total_failures: int


class TriggerCount(BaseModel):
    """Runs with one trigger."""

    trigger_type: Annotated[str, Field(description="manual, endpoint or scheduled; `unknown` if it was not reported.")]
    count: int


class TriggerDistributionResponse(BaseModel):
    """Response for trigger distribution, most frequent first."""

    data: list[TriggerCount]


class TopAutomation(BaseModel):
    """One of the workflows with the most runs."""

    workflow_name: WorkflowName
    executions: int
    completed: int
    failures: int
    success_rate: SuccessRate
    avg_duration_ms: RunMilliseconds
    last_execution: Annotated[str, Field(description="Start of its latest run in the window.")]


class TopAutomationsResponse(BaseModel):
    """Response for top automations: at most 10."""

    data: list[TopAutomation]
    sort_by: Annotated[str, Field(description="Always `executions`.")]


class DurationStats(BaseModel):
    """Durations of finished runs."""

    total: Annotated[int, Field(description="Number of finished runs.")]
    avg_ms: RunMilliseconds
    min_ms: RunMilliseconds
    max_ms: RunMilliseconds
    p50_ms: Percentile
    p75_ms: Percentile
    p90_ms: Percentile
    p95_ms: Percentile
    p99_ms: Percentile


class DurationBucket(BaseModel):
    """One bucket of the histogram."""

    bucket_start_ms: Annotated[int, Field(description="Start, inclusive.")]
    bucket_end_ms: Annotated[int, Field(description="End, exclusive; inclusive in the last bucket.")]
    count: int


class DurationDistributionResponse(BaseModel):
    """Response for duration distribution."""

    stats: DurationStats
    histogram: Annotated[
        list[DurationBucket],
        Field(
            description="20 buckets of equal ratio from the shortest to the longest duration, including empty ones; one bucket if"
            " all durations are equal, none if no run is finished. If the shortest duration is 0, ratios begin at 1 millisecond."
        ),
    ]


class RecentFailure(BaseModel):
    """A failed run."""

    execution_id: Annotated[str, Field(description="Id of the run.")]
    run_id: Annotated[
        str,
        Field(description="Id of the run in the underlying engine; equals `execution_id` if the engine has no id of its own."),
    ]
    workflow_name: Annotated[
        str | None, Field(description="Name of the workflow, or its id if it has no name. Null: not reported.")
    ]
    error_category: Annotated[str | None, Field(description="Error category. Null: not reported.")]
    triggered_by: Annotated[str | None, Field(description="manual, endpoint or scheduled. Null: not reported.")]
    started_at: Annotated[str, Field(description="RFC 3339, UTC.")]
    error_message: Annotated[str | None, Field(description="Error message. Null: not reported.")]
    duration_ms: Annotated[int | None, Field(description="Whole milliseconds from start to end. Null: the end was not reported.")]


class RecentFailuresResponse(BaseModel):
    """The newest 20 failed runs."""

    data: list[RecentFailure]
    total: Annotated[int, Field(description="All failed runs of the window.")]
    limit: Annotated[int, Field(description="Always 20.")]
    offset: Annotated[int, Field(description="Always 0.")]


class WorkflowActions(BaseModel):
    """Totals over the runs of one workflow; unknown values count as 0."""

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
    """Complexity of one workflow."""

    workflow_name: WorkflowName
    complexity_score: Annotated[
        float,
        Field(
            description="log2(1 + total_steps / executions) + log2(1 + total_iterations / executions) + parameters_count / 2,"
            " rounded to 2 decimals."
        ),
    ]
    total_steps: int
    total_iterations: int
    parameters_count: Annotated[int, Field(description="Number of parameters of a run; 0 if unknown.")]
    success_rate: SuccessRate
    avg_duration_ms: RunMilliseconds


class WorkflowComplexityResponse(BaseModel):
    """Response for workflow complexity, by name."""

    data: list[Complexity]


class EndpointUsage(BaseModel):
    """Calls of one endpoint."""

    endpoint_slug: str
    http_method: str
    invocations: int
    success_count: int
    success_rate: Annotated[float, Field(description="success_count / invocations, rounded to 4 decimals.")]
    avg_response_time_ms: Annotated[int, Field(description="Whole milliseconds, over answered calls; 0 if there are none.")]
    p95_response_time_ms: Percentile


class EndpointUsageResponse(BaseModel):
    """Calls of endpoints by slug and method, most called first. Calls count by the time of the call."""

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
    """An error."""

    error: Annotated[str, Field(description="What went wrong, in one word for programs, such as `unauthorized`.")]
    message: Annotated[str, Field(description="What is wrong.")]
    code: Annotated[int, Field(description="HTTP status.")]
