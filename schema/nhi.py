"""Non-human identities and their posture in the graph."""

import strawberry

import resolvers.anomaly
import resolvers.guardian
import resolvers.mcp_session
import resolvers.nhi
import resolvers.posture
import resolvers.risk_assessment
import resolvers.run
import resolvers.tool_call
import resolvers.verdict
from schema.declare.field import Role, figures, graph_field, leaf, many, nullable
from schema.declare.node import Node, natural, node
from schema.declare.registry import register
from schema.declare.scalars import DateTime
from schema.risk_assessment import RiskLevel
from storage import tables

POSTURE = (
    "How well it is governed, 0 to 1: 0.4 (1 - riskScore) + 0.3 tierCompliance + 0.2 federationStatus + 0.1 guardianCoverage, "
    "rounded half to even to two places; an unknown compliance or federation counts as 0. Null: its risk was never assessed."
)


@register
@strawberry.type(description="How well an identity is governed, and what that rests on.")
class NhiPosture:
    """The posture of an identity."""

    score: float | None = leaf(nullable(float), resolvers.posture.posture_score, POSTURE)
    guardian_coverage: float = leaf(
        float,
        resolvers.posture.guardian_coverage,
        "Share of its tool calls of the last 7 days, at most its last 1,000, that a guardian judged which is bound to it now, "
        "to four places. Where it called nothing: 1 if a guardian is bound to it now, else 0. Never null.",
    )
    tier_compliance: float | None = leaf(
        nullable(float),
        lambda nhi: nhi.c.tier_compliance,
        "Share of its time within its privilege ceiling, 0 to 1, as its sender tells it. Null: unknown, which counts as 0.",
    )
    federation_status: float | None = leaf(
        nullable(float),
        lambda nhi: nhi.c.federation_status,
        "How far it is federated, 0 (static secrets) to 1, as its sender tells it. Null: unknown, which counts as 0.",
    )
    anomaly_count_7d: int = leaf(
        int,
        resolvers.posture.anomaly_count_7d,
        "How many of its anomalies are of the last 7 days, acknowledged or not. It is told beside the score, not part of it.",
    )


@node(
    tables.nhi,
    order=["last_seen_at", "risk_score", "posture_score", "open_anomalies", "first_seen_at", "created_at", "label"],
    groups=["kind", "owner", "tier"],
    scope="nhi:read",
)
class Nhi(Node):
    """A non-human identity."""

    nhi_id: str = natural("The sender's id of the identity.")
    label: str | None
    kind: str | None
    owner: str | None
    tier: int | None
    tier_ceiling: int | None
    tier_compliance: float | None
    federation_status: float | None
    created_at: DateTime | None
    risk_score = leaf(nullable(float), resolvers.nhi.risk_score, "Risk, 0 to 1, as assessed last. Null: never assessed.")
    risk_level = leaf(nullable(RiskLevel), resolvers.nhi.risk_level, "The risk in words, as assessed last. Null: never assessed.")
    risk_signals = leaf(
        nullable(list[str]),
        resolvers.nhi.risk_signals,
        "The signals that its risk rests on, each with its evidence, as assessed last, the heaviest first, such as "
        "`spend_burst:p99` and `tool_attempt:denied:3`. Empty: there is no signal. Null: never assessed.",
    )
    posture_score = leaf(nullable(float), resolvers.posture.posture_score, POSTURE)
    posture = graph_field(NhiPosture, "How well it is governed, with the components.", role=Role.PART)
    open_anomalies = leaf(int, resolvers.nhi.open_anomalies, "How many of its anomalies nobody has acknowledged, of all time.")
    first_seen_at = leaf(nullable(DateTime), resolvers.nhi.first_seen_at, "Its earliest tool call, verdict or run. Null: none.")
    last_seen_at = leaf(nullable(DateTime), resolvers.nhi.last_seen_at, "Its latest tool call, verdict or run. Null: none.")
    runs = many("Run", resolvers.run.of_nhi, "The runs that ran as it.")
    sessions = many("McpSession", resolvers.mcp_session.of_nhi, "The MCP sessions that it opened.")
    tool_calls = many("ToolCall", resolvers.tool_call.of_nhi, "The tool calls that it made.")
    verdicts = many("Verdict", resolvers.verdict.of_nhi, "What guardians said of what it did.")
    guardians = many("Guardian", resolvers.guardian.of_nhi, "The guardians that are, or were, bound to it.")
    assessments = many("RiskAssessment", resolvers.risk_assessment.of_nhi, "Its risk as assessed over time.")
    anomalies = many("Anomaly", resolvers.anomaly.of_nhi, "What stood out in what it did.")
    instances = many("ProcessInstance", resolvers.nhi.instances, "The process instances that its runs worked for.")
    tasks = many("Task", resolvers.nhi.tasks, "The tasks that started its runs.")
    incidents = many("Incident", resolvers.nhi.incidents, "The incidents of the instances that its runs worked for.")
    stats = figures("ToolCall", resolvers.tool_call.of_nhi, "Figures over its tool calls; durations are latencies.")
