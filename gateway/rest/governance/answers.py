"""Response bodies of the /v1 API, for OpenAPI: governance metrics, jobs and errors."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from gateway.rest.governance.parameters import Bucket, Metric
from gateway.rest.times import Rfc3339

Rate = Annotated[
    float, Field(ge=0, le=1, description="Fraction from 0 to 1, rounded half-even to 4 decimals; 0 if the total is 0.")
]
LatencyPercentile = Annotated[
    int | None, Field(description="Nearest-rank percentile in whole milliseconds. Null: no known latency.")
]


Status = Literal["queued", "running", "succeeded", "failed", "stopped"]


class WindowAnswer(BaseModel):
    """Figures for a window."""

    from_: Annotated[Rfc3339, Field(serialization_alias="from", description="Window start, inclusive.")]
    to: Annotated[Rfc3339, Field(description="Window end, exclusive.")]


class Page(BaseModel):
    """Position of a page in its list."""

    next_cursor: Annotated[str | None, Field(description="Value of `cursor` for the next page. Null: this is the last page.")]
    has_more: bool


class Totals(BaseModel):
    """Requests by outcome."""

    requests: Annotated[int, Field(description="passed + corrected + blocked + errors.")]
    passed: int
    corrected: int
    blocked: int
    errors: int


class Rates(BaseModel):
    """Outcomes as fractions of the requests."""

    pass_rate: Rate
    correction_rate: Rate
    block_rate: Rate


class Summary(WindowAnswer):
    """Verdict counts for a window."""

    totals: Totals
    rates: Rates
    latency_p50_ms: LatencyPercentile
    latency_p95_ms: LatencyPercentile
    latency_p99_ms: LatencyPercentile


class VerdictPoint(BaseModel):
    """Requests in one bucket."""

    timestamp: Annotated[Rfc3339, Field(description="Start of the bucket.")]
    passed: int
    corrected: int
    blocked: int
    errors: int


class LatencyPoint(BaseModel):
    """Latency in one bucket."""

    timestamp: Rfc3339
    count: Annotated[int, Field(description="Requests with a known latency.")]
    p50_ms: LatencyPercentile
    p95_ms: LatencyPercentile
    p99_ms: LatencyPercentile


class CorrectionPoint(BaseModel):
    """Corrections in one bucket."""

    timestamp: Rfc3339
    corrected: Annotated[int, Field(description="Requests that count as corrected.")]
    correction_count: Annotated[int, Field(description="Number of corrected places, over all verdicts.")]
    correction_rate: Rate


class ViolationPoint(BaseModel):
    """Violations in one bucket, over all verdicts."""

    timestamp: Rfc3339
    total: int
    by_type: Annotated[
        dict[str, int], Field(description="Violations by type, most frequent first; `unknown` if no type was reported.")
    ]
    by_severity: Annotated[dict[str, int], Field(description="Violations by severity, as named by the Guardian.")]


class Timeseries(WindowAnswer):
    """A metric by bucket."""

    metric: Metric
    bucket: Bucket
    series: list[VerdictPoint] | list[LatencyPoint] | list[CorrectionPoint] | list[ViolationPoint]


class ViolationCount(BaseModel):
    """Violations of one type."""

    type: str
    count: int


class GuardianRow(BaseModel):
    """One Guardian."""

    guardian_id: str
    guardian_name: Annotated[str, Field(description="Name of the Guardian, or its id if it has no name.")]
    requests: Annotated[int, Field(description="Requests that the Guardian judged, including those in error.")]
    passed: int
    corrected: int
    blocked: int
    avg_latency_ms: Annotated[int, Field(description="Mean latency in whole milliseconds; 0 if no latency is known.")]
    top_violation_types: Annotated[list[ViolationCount], Field(description="The five most frequent types.")]


class ByGuardian(WindowAnswer):
    """Figures for a window, by Guardian."""

    data: list[GuardianRow]


class JobAnswer(BaseModel):
    """Status of a job."""

    status: Status
    from_: Annotated[Rfc3339 | None, Field(serialization_alias="from", description="Window start, inclusive.")]
    to: Annotated[Rfc3339 | None, Field(description="Window end, exclusive.")]
    created_at: Annotated[Rfc3339, Field(description="Time at which the job was queued.")]
    started_at: Annotated[Rfc3339 | None, Field(description="Time at which a worker started it. Null: not yet.")]
    ended_at: Annotated[Rfc3339 | None, Field(description="Time at which it ended. Null: not yet.")]
    progress: Annotated[float | None, Field(description="Progress from 0 to 1.")]
    reason: Annotated[str | None, Field(description="Reason of the failure. Null: not failed.")]
    result: Annotated[Any, Field(description="Result of the job. Null: none yet.")]


class ErrorDetail(BaseModel):
    """Details of an error."""

    code: Annotated[str, Field(description="Stable code for programs.")]
    message: Annotated[str, Field(description="Explanation for people.")]
    request_id: Annotated[str, Field(description="Same as the header X-Request-Id.")]


class ErrorAnswer(BaseModel):
    """An error."""

    error: ErrorDetail
