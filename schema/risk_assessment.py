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
        RiskLevel.LOW: "Score below 0.25.",
        RiskLevel.MEDIUM: "Score from 0.25 to below 0.5.",
        RiskLevel.HIGH: "Score from 0.5 to below 0.75.",
        RiskLevel.CRITICAL: "Score of 0.75 or more.",
    },
)


@node(tables.risk_assessment, order=["assessed_at", "score"], groups=["level", "nhi_id"], scope="nhi:read")
class RiskAssessment(Node):
    """The risk of one identity, assessed at one time."""

    assessment_id: str = natural("Id of the assessment.")
    nhi_id: str | None
    assessed_at: DateTime | None
    score: float | None
    level: RiskLevel | None
    factors: JSON | None
    signals = leaf(
        list[str],
        resolvers.risk_assessment.signals,
        "Signals behind the score, in the order of `factors`. Empty: no signals.",
    )
    nhi = one("Nhi", resolvers.nhi.of_row, "Identity that was assessed. Null: not received yet.")
