"""Risk assessments of identities."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from storage.nouns.noun import noun
from storage.nouns.record import Document, Fraction, Link, Record, Time, says


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


risk_assessment = noun(RiskAssessment, time="assessed_at", by=["nhi_id"])
