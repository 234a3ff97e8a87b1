"""Anomalies in the behavior of identities."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from storage.nouns.noun import noun
from storage.nouns.record import Document, Link, Record, Text, Time, says


class Severity(StrEnum):
    """How far an anomaly exceeds the usual value."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    CRITICAL = "CRITICAL"


class AnomalyStatus(StrEnum):
    """Whether an anomaly has been acknowledged."""

    OPEN = "OPEN"
    ACKNOWLEDGED = "ACKNOWLEDGED"


class Anomaly(Record):
    """Unusual behavior of an identity, compared with its own past."""

    moments = ("detected_at", "acknowledged_at")

    nhi_id: Annotated[Link, says("Id of the identity.")] = UNSET
    type: Annotated[Text, says("Kind of anomaly, such as `spend_burst`.")] = UNSET
    severity: Annotated[Severity | UnsetType | None, says("How far the anomaly exceeds the usual value. Null: unknown.")] = UNSET
    status: Annotated[AnomalyStatus | UnsetType | None, says("Whether the anomaly has been acknowledged. Null: unknown.")] = UNSET
    detected_at: Annotated[Time, says("When the anomaly was detected.")] = UNSET
    evidence: Annotated[Document, says("Measurements behind the anomaly, as JSON. Null: none.")] = UNSET
    acknowledged_at: Annotated[Time, says("When the anomaly was acknowledged. Null: not yet.")] = UNSET
    acknowledged_by: Annotated[Text, says("Who acknowledged the anomaly. Null: not acknowledged.")] = UNSET
    note: Annotated[Text, says("Note from the person who acknowledged it. Null: no note.")] = UNSET


anomaly = noun(Anomaly, time="detected_at", by=["nhi_id"])
