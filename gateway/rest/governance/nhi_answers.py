"""Response bodies of the /v1 NHI analytics, for OpenAPI."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from gateway.rest.governance.answers import JobAnswer, Page, Rate, Status, WindowAnswer
from gateway.rest.times import Rfc3339

Label = Annotated[str, Field(description="Label of the identity, or its id if it has no label.")]
Tier = Annotated[int | None, Field(description="Privilege tier; 0 is the lowest. Null: unknown.")]
Score = Annotated[float, Field(ge=0, le=1, description="1 - product of (1 - weight) over the signals; 0 if never assessed.")]
Signals = Annotated[list[str], Field(description="Signals with their evidence, highest weight first.")]
Grade = Literal["low", "medium", "high", "critical"]
Level = Annotated[Grade, Field(description="low < 0.25 <= medium < 0.5 <= high < 0.75 <= critical.")]
Share = Annotated[float, Field(ge=0, le=1)]


class RiskRow(BaseModel):
    """Risk of one identity."""

    nhi_id: str
    nhi_label: Label
    tier: Tier
    risk_score: Score
    risk_signals: Signals
    last_seen_at: Annotated[
        Rfc3339 | None, Field(description="Time of its latest activity, not limited to the window. Null: none.")
    ]


class Risk(WindowAnswer):
    """Every identity, highest risk first."""

    data: list[RiskRow]


class ObservabilityRow(BaseModel):
    """Activity of one identity in the window."""

    nhi_id: str
    nhi_label: Label
    tier: Tier
    runs: int
    tool_calls: int
    requests: Annotated[int, Field(description="Requests of the identity that Guardians judged.")]
    tokens: Annotated[int, Field(description="Tokens of its runs.")]
    spend_usd: Annotated[float, Field(description="Cost of its runs and tool calls, in US dollars.")]
    error_rate: Annotated[
        float, Field(ge=0, le=1, description="(failed runs + tool calls in error) / (runs + tool calls); 0 if there are none.")
    ]
    block_rate: Rate
    sessions: Annotated[int, Field(description="MCP sessions that the identity opened.")]
    first_seen_at: Annotated[
        Rfc3339 | None, Field(description="Time of its first activity, not limited to the window. Null: none.")
    ]
    last_seen_at: Annotated[
        Rfc3339 | None, Field(description="Time of its latest activity, not limited to the window. Null: none.")
    ]


class Observability(WindowAnswer):
    """Every identity, busiest first."""

    data: list[ObservabilityRow]


class Factor(BaseModel):
    """One reason for a score."""

    signal: str
    weight: float
    evidence: Annotated[Any, Field(description="Figures behind the signal.")]


class Assessment(BaseModel):
    """Latest assessment of one identity."""

    nhi_id: str
    nhi_label: Label
    tier: Tier
    risk_score: Score
    level: Level
    assessed_at: Annotated[Rfc3339 | None, Field(description="Time of the assessment. Null: never assessed.")]
    factors: list[Factor]
    risk_signals: Signals
    open_anomalies: Annotated[int, Field(description="Number of its anomalies that are not acknowledged.")]
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
    severity: Grade | None
    detected_at: Rfc3339 | None
    evidence: Annotated[Any, Field(description="Figures behind the anomaly.")]
    status: Literal["open", "acknowledged"] | None


class Anomalies(BaseModel):
    """A page of open anomalies, newest first."""

    data: list[AnomalyRow]
    page: Page


class Acknowledged(AnomalyRow):
    """The anomaly in its current state."""

    acknowledged_at: Rfc3339 | None
    acknowledged_by: Annotated[str | None, Field(description="Name of the credential of the first acknowledgement.")]
    note: Annotated[str | None, Field(description="The note of the first acknowledgement.")]


class Components(BaseModel):
    """Components of a posture score."""

    guardian_coverage: Share
    tier_compliance: Annotated[float, Field(description="0 to 1; 0 if unknown.")]
    federation_status: Annotated[float, Field(description="0 to 1; 0 if unknown.")]
    anomaly_count_7d: Annotated[int, Field(description="Anomalies in the last seven days; not part of the score.")]


class PostureRow(BaseModel):
    """Posture of one identity."""

    nhi_id: str
    posture_score: Annotated[float, Field(description="Rounded to 2 decimals; 0 if the risk was never assessed.")]
    components: Components


class Posture(BaseModel):
    """Every identity, lowest score first."""

    data: list[PostureRow]


class DetectionQueued(BaseModel):
    """The requested detection."""

    job_id: str
    status: Annotated[
        Status, Field(description="`queued`, or the current status if the same detection was already queued or running.")
    ]


class DetectionAnswer(JobAnswer):
    """Status of a detection."""

    job_id: str
