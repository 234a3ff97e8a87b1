"""Anomalies in the graph."""

import resolvers.nhi
from schema.declare.field import one
from schema.declare.node import Node, natural, node
from schema.declare.scalars import JSON, DateTime
from schema.declare.statistics import described_enum
from storage import tables
from storage.nouns.anomaly import AnomalyStatus, Severity

described_enum(
    Severity,
    {
        Severity.LOW: "Three times the usual.",
        Severity.MEDIUM: "Five times the usual.",
        Severity.HIGH: "Ten times the usual.",
        Severity.CRITICAL: "Twenty times the usual.",
    },
)


described_enum(
    AnomalyStatus, {AnomalyStatus.OPEN: "Nobody has looked at it.", AnomalyStatus.ACKNOWLEDGED: "A person has looked at it."}
)


@node(tables.anomaly, order=["detected_at"], groups=["type", "severity", "status", "nhi_id"], scope="nhi:read")
class Anomaly(Node):
    """Something that stands out."""

    anomaly_id: str = natural("Id of the anomaly.")
    nhi_id: str | None
    type: str | None
    severity: Severity | None
    status: AnomalyStatus | None
    detected_at: DateTime | None
    evidence: JSON | None
    acknowledged_at: DateTime | None
    acknowledged_by: str | None
    note: str | None
    nhi = one("Nhi", resolvers.nhi.of_row, "The identity. Null: it has not arrived.")
