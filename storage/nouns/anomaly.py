"""Anomalies in what identities do."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from storage.nouns.noun import noun
from storage.nouns.record import Document, Link, Record, Text, Time, says


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


anomaly = noun(Anomaly, time="detected_at", by=["nhi_id"])
