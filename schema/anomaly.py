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
        Severity.LOW: "At least three times the usual value.",
        Severity.MEDIUM: "At least five times the usual value.",
        Severity.HIGH: "At least ten times the usual value.",
        Severity.CRITICAL: "At least twenty times the usual value.",
    },
)


described_enum(
    AnomalyStatus, {AnomalyStatus.OPEN: "Not acknowledged yet.", AnomalyStatus.ACKNOWLEDGED: "Acknowledged by a person."}
)


@node(tables.anomaly, order=["detected_at"], groups=["type", "severity", "status", "nhi_id"], scope="nhi:read")
class Anomaly(Node):
    """Unusual behavior of an identity."""

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
    nhi = one("Nhi", resolvers.nhi.of_row, "Identity that behaved unusually. Null: not received yet.")
