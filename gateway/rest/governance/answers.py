"""Bodies of the /v1 governance metrics, for OpenAPI."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

Rfc3339 = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Rate = Annotated[float, Field(ge=0, le=1, description="A fraction, to four places, halves to even; 0 of nothing.")]
Milliseconds = Annotated[float | None, Field(description="In milliseconds, the nearest rank. Null: none is known.")]


class WindowAnswer(BaseModel):
    """Figures of a window."""

    from_: Annotated[Rfc3339, Field(serialization_alias="from", description="Window start, inclusive.")]
    to: Annotated[Rfc3339, Field(description="Window end, exclusive.")]


class Page(BaseModel):
    """Where a page of a list lies."""

    next_cursor: Annotated[str | None, Field(description="Send it as `cursor` for the next page. Null: this is the last.")]
    has_more: bool


class Totals(BaseModel):
    """Requests by what became of them."""

    requests: Annotated[int, Field(description="passed + corrected + blocked + errors.")]
    passed: int
    corrected: int
    blocked: int
    errors: int


class Rates(BaseModel):
    """Shares of the requests."""

    pass_rate: Rate
    correction_rate: Rate
    block_rate: Rate


class Summary(WindowAnswer):
    """Verdict counts of a window."""

    totals: Totals
    rates: Rates
    latency_p50_ms: Milliseconds
    latency_p95_ms: Milliseconds
    latency_p99_ms: Milliseconds


class VerdictPoint(BaseModel):
    """Requests of one bucket."""

    timestamp: Annotated[Rfc3339, Field(description="Start of the bucket.")]
    passed: int
    corrected: int
    blocked: int
    errors: int


class LatencyPoint(BaseModel):
    """Latency of one bucket."""

    timestamp: Rfc3339
    count: Annotated[int, Field(description="Requests that have a latency.")]
    p50_ms: Milliseconds
    p95_ms: Milliseconds
    p99_ms: Milliseconds


class CorrectionPoint(BaseModel):
    """Corrections of one bucket."""

    timestamp: Rfc3339
    corrected: Annotated[int, Field(description="Requests that count as corrected.")]
    correction_count: Annotated[int, Field(description="Places that were corrected, in all verdicts.")]
    correction_rate: Rate


class ViolationPoint(BaseModel):
    """Violations of one bucket, in all verdicts."""

    timestamp: Rfc3339
    total: int
    by_type: Annotated[dict[str, int], Field(description="By type, the most frequent first; `unknown` where none is told.")]
    by_severity: Annotated[dict[str, int], Field(description="By severity, in the Guardian's words.")]


class Timeseries(WindowAnswer):
    """A metric, bucket by bucket."""

    metric: Literal["verdicts", "latency", "corrections", "violations"]
    bucket: Literal["1m", "5m", "15m", "1h", "1d"]
    series: list[VerdictPoint] | list[LatencyPoint] | list[CorrectionPoint] | list[ViolationPoint]


class ViolationCount(BaseModel):
    """Violations of one type."""

    type: str
    count: int


class GuardianRow(BaseModel):
    """One Guardian."""

    guardian_id: str
    guardian_name: Annotated[str, Field(description="Its name; the id where it has none.")]
    requests: Annotated[int, Field(description="Requests that it judged, those in error included.")]
    passed: int
    corrected: int
    blocked: int
    avg_latency_ms: Annotated[float, Field(description="Mean latency in milliseconds; 0 where none is known.")]
    top_violation_types: Annotated[list[ViolationCount], Field(description="The five most frequent.")]


class ByGuardian(WindowAnswer):
    """A window, Guardian by Guardian."""

    data: list[GuardianRow]


class ErrorDetail(BaseModel):
    """What is wrong."""

    code: Annotated[str, Field(description="Stable: for programs.")]
    message: Annotated[str, Field(description="For people.")]
    request_id: Annotated[str, Field(description="The same as the header X-Request-Id.")]


class ErrorAnswer(BaseModel):
    """A refusal."""

    error: ErrorDetail
