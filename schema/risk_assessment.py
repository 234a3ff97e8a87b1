"""Risk assessments in the graph."""

import resolvers.nhi
import resolvers.risk_assessment
from schema.declare.field import leaf, one
from schema.declare.node import Node, natural, node
from schema.declare.scalars import JSON, DateTime
from schema.declare.statistics import described_enum
from storage import tables
from storage.nouns.risk_assessment import RiskLevel as RiskLevel

described_enum(
    RiskLevel,
    {
        RiskLevel.LOW: "Below 0.25.",
        RiskLevel.MEDIUM: "From 0.25, below 0.5.",
        RiskLevel.HIGH: "From 0.5, below 0.75.",
        RiskLevel.CRITICAL: "From 0.75.",
    },
)


@node(tables.risk_assessment, order=["assessed_at", "score"], groups=["level", "nhi_id"], scope="nhi:read")
class RiskAssessment(Node):
    """The risk of one identity at one time."""

    assessment_id: str = natural("Id of the assessment.")
    nhi_id: str | None
    assessed_at: DateTime | None
    score: float | None
    level: RiskLevel | None
    factors: JSON | None
    signals = leaf(
        list[str],
        resolvers.risk_assessment.signals,
        "The signals that the score rests on, in the order of the factors. Empty: there is none.",
    )
    nhi = one("Nhi", resolvers.nhi.of_row, "The identity. Null: it has not arrived.")
