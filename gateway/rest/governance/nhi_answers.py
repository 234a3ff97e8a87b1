"""Bodies of the /v1 NHI analytics, for OpenAPI."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from gateway.rest.governance.answers import Page, Rate, Rfc3339, WindowAnswer
from gateway.rest.governance.jobs import JobAnswer, Status

Label = Annotated[str, Field(description="Its name; the id where it has none.")]
Tier = Annotated[int | None, Field(description="Privilege tier, 0 the lowest. Null: unknown.")]
Score = Annotated[
    float, Field(ge=0, le=1, description="1 - product of (1 - weight) over the signals; 0 where it was never assessed.")
]
Signals = Annotated[list[str], Field(description="The signals with their evidence, the heaviest first.")]
Level = Annotated[
    Literal["low", "medium", "high", "critical"], Field(description="low < 0.25 <= medium < 0.5 <= high < 0.75 <= critical.")
]
Share = Annotated[float, Field(ge=0, le=1)]


class RiskRow(BaseModel):
    """One identity."""

    nhi_id: str
    nhi_label: Label
    tier: Tier
    risk_score: Score
    risk_signals: Signals
    last_seen_at: Annotated[Rfc3339 | None, Field(description="Its latest deed of all time. Null: none.")]


class Risk(WindowAnswer):
    """Every identity, worst first."""

    data: list[RiskRow]


class ObservabilityRow(BaseModel):
    """What one identity did in the window."""

    nhi_id: str
    nhi_label: Label
    tier: Tier
    runs: int
    tool_calls: int
    requests: Annotated[int, Field(description="Requests of it that Guardians judged.")]
    tokens: Annotated[int, Field(description="Of its runs.")]
    spend_usd: Annotated[float, Field(description="Of its runs and tool calls, US dollars.")]
    error_rate: Annotated[
        float, Field(ge=0, le=1, description="Failed runs and tool calls in error, of all runs and tool calls; 0 of nothing.")
    ]
    block_rate: Rate
    sessions: Annotated[int, Field(description="MCP sessions that it opened.")]
    first_seen_at: Annotated[Rfc3339 | None, Field(description="Its earliest deed of all time. Null: none.")]
    last_seen_at: Annotated[Rfc3339 | None, Field(description="Its latest deed of all time. Null: none.")]


class Observability(WindowAnswer):
    """Every identity, the busiest first."""

    data: list[ObservabilityRow]


class Factor(BaseModel):
    """One reason for a score."""

    signal: str
    weight: float
    evidence: Annotated[Any, Field(description="The figures behind it.")]


class Assessment(BaseModel):
    """The last assessment of one identity."""

    nhi_id: str
    nhi_label: Label
    tier: Tier
    risk_score: Score
    level: Level
    assessed_at: Annotated[Rfc3339 | None, Field(description="Null: it was never assessed.")]
    factors: list[Factor]
    risk_signals: Signals
    open_anomalies: Annotated[int, Field(description="How many of its anomalies nobody has acknowledged.")]
    last_seen_at: Rfc3339 | None


class HistoryRow(BaseModel):
    """One assessment."""

    assessed_at: Rfc3339 | None
    risk_score: Score
    level: Level
    risk_signals: Signals


class History(BaseModel):
    """A page of assessments, newest first."""

    nhi_id: str
    data: list[HistoryRow]
    page: Page


class AnomalyRow(BaseModel):
    """One anomaly."""

    anomaly_id: str
    nhi_id: str | None
    type: str | None
    severity: Literal["low", "medium", "high", "critical"] | None
    detected_at: Rfc3339 | None
    evidence: Annotated[Any, Field(description="The figures behind it.")]
    status: Literal["open", "acknowledged"] | None


class Anomalies(BaseModel):
    """A page of open anomalies, newest first."""

    data: list[AnomalyRow]
    page: Page


class Acknowledged(AnomalyRow):
    """The anomaly as it is now."""

    acknowledged_at: Rfc3339 | None
    acknowledged_by: Annotated[str | None, Field(description="Name of the credential by which it was acknowledged first.")]
    note: Annotated[str | None, Field(description="The note of the first acknowledgement.")]


class Components(BaseModel):
    """What a posture rests on."""

    guardian_coverage: Share
    tier_compliance: Annotated[float, Field(description="0 to 1; 0 where it is unknown.")]
    federation_status: Annotated[float, Field(description="0 to 1; 0 where it is unknown.")]
    anomaly_count_7d: Annotated[int, Field(description="Anomalies of the last seven days; not part of the score.")]


class PostureRow(BaseModel):
    """One identity."""

    nhi_id: str
    posture_score: Annotated[float, Field(description="To two places; 0 where its risk was never assessed.")]
    components: Components


class Posture(BaseModel):
    """Every identity, the worst governed first."""

    data: list[PostureRow]


class DetectionQueued(BaseModel):
    """The detection that was asked for."""

    job_id: str
    status: Annotated[Status, Field(description="`queued`; of one that was asked for before, and has not ended, as it is.")]


class DetectionAnswer(JobAnswer):
    """How a detection is doing."""

    job_id: str
