"""Non-human identities: who they are, which guardians bind them, how risky they look. And jobs."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from storage.noun import noun
from storage.record import Document, Fraction, Link, Record, Small, Text, Time, says


class Nhi(Record):
    """A non-human identity: a service account, machine or agent that acts on its own."""

    moments = ("created_at",)

    label: Annotated[Text, says("Name for people. Null: show the id.")] = UNSET
    kind: Annotated[Text, says("What it is, such as `service_account` or `agent`. Null: unknown.")] = UNSET
    owner: Annotated[Text, says("Person or team that answers for it. Null: nobody, which is a finding.")] = UNSET
    tier: Annotated[Small, says("Privilege tier, 0 the lowest. Null: unknown.")] = UNSET
    tier_ceiling: Annotated[Small, says("Highest tier that it may hold. Null: no ceiling was set.")] = UNSET
    tier_compliance: Annotated[Fraction, says("Share of its time within its ceiling, 0 to 1. Null: unknown.")] = UNSET
    federation_status: Annotated[Fraction, says("How far it is federated, 0 (static secrets) to 1. Null: unknown.")] = UNSET
    created_at: Annotated[Time, says("When it was created. Null: unknown.")] = UNSET


class GuardianBinding(Record):
    """A guardian bound to a non-human identity."""

    moments = ("bound_at", "released_at")

    nhi_id: Annotated[Link, says("Id of the identity.")] = UNSET
    guardian_id: Annotated[Link, says("Id of the guardian.")] = UNSET
    bound_at: Annotated[Time, says("When it was bound. Null: unknown.")] = UNSET
    released_at: Annotated[Time, says("When it was released. Null: still bound.")] = UNSET


class RiskLevel(StrEnum):
    """How high a risk score is: low below 0.25, medium below 0.5, high below 0.75, critical above."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    CRITICAL = "CRITICAL"


class RiskAssessment(Record):
    """The risk of one identity as judged at one time."""

    moments = ("assessed_at",)

    nhi_id: Annotated[Link, says("Id of the identity.")] = UNSET
    assessed_at: Annotated[Time, says("When it was judged.")] = UNSET
    score: Annotated[Fraction, says("Risk, 0 to 1.")] = UNSET
    level: Annotated[RiskLevel | UnsetType | None, says("The score in words. Null: not judged.")] = UNSET
    factors: Annotated[Document, says("What it rests on: a list of `{signal, weight, evidence}`. Null: nothing.")] = UNSET


class Severity(StrEnum):
    """How far an anomaly stands out."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    CRITICAL = "CRITICAL"


class AnomalyStatus(StrEnum):
    """Whether a person has seen an anomaly."""

    OPEN = "OPEN"
    ACKNOWLEDGED = "ACKNOWLEDGED"


class Anomaly(Record):
    """Something an identity did that stands out against its own past."""

    moments = ("detected_at", "acknowledged_at")

    nhi_id: Annotated[Link, says("Id of the identity.")] = UNSET
    type: Annotated[Text, says("Kind of anomaly, such as `spend_burst`.")] = UNSET
    severity: Annotated[Severity | UnsetType | None, says("How far it stands out. Null: unknown.")] = UNSET
    status: Annotated[AnomalyStatus | UnsetType | None, says("Whether a person has seen it. Null: unknown.")] = UNSET
    detected_at: Annotated[Time, says("When it was found.")] = UNSET
    evidence: Annotated[Document, says("The figures behind it, as JSON. Null: none.")] = UNSET
    acknowledged_at: Annotated[Time, says("When a person acknowledged it. Null: not yet.")] = UNSET
    acknowledged_by: Annotated[Text, says("Who acknowledged it. Null: nobody yet.")] = UNSET
    note: Annotated[Text, says("What that person noted. Null: nothing.")] = UNSET


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"


class Job(Record):
    """Work that the server does in the background."""

    moments = ("created_at", "started_at", "ended_at")

    kind: Annotated[Text, says("What it does, such as `rollup`.")] = UNSET
    state: Annotated[JobState | UnsetType | None, says("Where it stands. Null: unknown.")] = UNSET
    created_at: Annotated[Time, says("When it was asked for.")] = UNSET
    started_at: Annotated[Time, says("When a worker took it. Null: not yet.")] = UNSET
    ended_at: Annotated[Time, says("When it ended. Null: not yet.")] = UNSET
    progress: Annotated[Fraction, says("How much is done, 0 to 1. Null: unknown.")] = UNSET
    reason: Annotated[Text, says("Why it failed. Null: it did not.")] = UNSET
    window_from: Annotated[Time, says("Start of the window that it works on, inclusive. Null: all time.")] = UNSET
    window_to: Annotated[Time, says("End of that window, exclusive. Null: no end.")] = UNSET
    result: Annotated[Document, says("What it found, as JSON. Null: nothing yet.")] = UNSET


nhi = noun(Nhi)
guardian_binding = noun(GuardianBinding, by=["nhi_id", "guardian_id"])
risk_assessment = noun(RiskAssessment, time="assessed_at", by=["nhi_id"])
anomaly = noun(Anomaly, time="detected_at", by=["nhi_id"])
job = noun(Job, time="created_at")
