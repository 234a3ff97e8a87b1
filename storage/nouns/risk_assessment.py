"""Risk assessments of identities."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from storage.nouns.noun import noun
from storage.nouns.record import Document, Fraction, Link, Record, Time, says


class RiskLevel(StrEnum):
    """Level of a risk score: low below 0.25, medium below 0.5, high below 0.75, otherwise critical."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    CRITICAL = "CRITICAL"


class RiskAssessment(Record):
    """The risk of one identity, assessed at one time."""

    moments = ("assessed_at",)

    nhi_id: Annotated[Link, says("Id of the identity.")] = UNSET
    assessed_at: Annotated[Time, says("When the risk was assessed.")] = UNSET
    score: Annotated[Fraction, says("Risk score, from 0 to 1.")] = UNSET
    level: Annotated[RiskLevel | UnsetType | None, says("Level of the score. Null: not assessed.")] = UNSET
    factors: Annotated[Document, says("Factors of the score: a list of `{signal, weight, evidence}`. Null: none.")] = UNSET


risk_assessment = noun(RiskAssessment, time="assessed_at", by=["nhi_id"])
