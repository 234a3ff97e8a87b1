"""Non-human identities and their posture in the graph."""

import strawberry

import resolvers.anomaly
import resolvers.guardian
import resolvers.guardian_binding
import resolvers.mcp_session
import resolvers.nhi
import resolvers.posture
import resolvers.risk_assessment
import resolvers.run
import resolvers.tool_call
import resolvers.verdict
from schema.declare.field import Role, figures, graph_field, leaf, many
from schema.declare.named_types import nullable, register
from schema.declare.node import Node, natural, node
from schema.declare.scalars import DateTime
from schema.risk_assessment import RiskLevel
from storage import tables

POSTURE = (
    "Governance score, from 0 to 1: 0.4 (1 - riskScore) + 0.3 tierCompliance + 0.2 federationStatus + 0.1 guardianCoverage, "
    "rounded half to even to two places. Unknown compliance or federation counts as 0. Null: the risk was never assessed."
)


@register
@strawberry.type(description="Governance posture of an identity: the score and its components.")
class NhiPosture:
    """The posture of an identity."""

    score = leaf(nullable(float), resolvers.posture.posture_score, POSTURE)
    guardian_coverage = leaf(
        float,
        resolvers.posture.guardian_coverage,
        "Share of the identity's tool calls of the last 7 days (at most its latest 1,000) that have a verdict"
        " from a guardian currently bound to it, rounded to four places. Without tool calls: 1 if a guardian "
        "is currently bound, otherwise 0. Never null.",
    )
    tier_compliance = leaf(
        nullable(float),
        lambda nhi: nhi.c.tier_compliance,
        "Share of time that the identity stayed within its privilege ceiling, from 0 to 1, as reported by the"
        " sender. Null: unknown, which counts as 0 in the score.",
    )
    federation_status = leaf(
        nullable(float),
        lambda nhi: nhi.c.federation_status,
        "Degree of federation, from 0 (static secrets only) to 1, as reported by the sender. Null: unknown, "
        "which counts as 0 in the score.",
    )
    anomaly_count_7d = leaf(
        int,
        resolvers.posture.anomaly_count_7d,
        "Number of anomalies detected in the last 7 days, acknowledged or not. Not part of the score.",
    )


@node(
    tables.nhi,
    order=["last_seen_at", "risk_score", "posture_score", "open_anomalies", "first_seen_at", "created_at", "label"],
    groups=["kind", "owner", "tier"],
    scope="nhi:read",
)
class Nhi(Node):
    """A non-human identity."""

    nhi_id: str = natural("Id of the identity, assigned by the sender.")
    label: str | None
    kind: str | None
    owner: str | None
    tier: int | None
    tier_ceiling: int | None
    tier_compliance: float | None
    federation_status: float | None
    created_at: DateTime | None
    risk_score = leaf(
        nullable(float), resolvers.nhi.risk_score, "Risk score of the latest assessment, from 0 to 1. Null: never assessed."
    )
    risk_level = leaf(nullable(RiskLevel), resolvers.nhi.risk_level, "Risk level of the latest assessment. Null: never assessed.")
    risk_signals = leaf(
        nullable(list[str]),
        resolvers.nhi.risk_signals,
        "Signals behind the latest risk assessment, each with its evidence, in descending order of weight, "
        "such as `spend_burst:p99` and `tool_attempt:denied:3`. Empty: no signals. Null: never assessed.",
    )
    posture_score = leaf(nullable(float), resolvers.posture.posture_score, POSTURE)
    posture = graph_field(NhiPosture, "Governance posture: the score and its components.", role=Role.PART)
    open_anomalies = leaf(int, resolvers.nhi.open_anomalies, "Number of anomalies of all time that have not been acknowledged.")
    first_seen_at = leaf(
        nullable(DateTime), resolvers.nhi.first_seen_at, "Time of the earliest tool call, verdict or run. Null: none."
    )
    last_seen_at = leaf(
        nullable(DateTime), resolvers.nhi.last_seen_at, "Time of the latest tool call, verdict or run. Null: none."
    )
    runs = many("Run", resolvers.run.of_nhi, "Runs executed by the identity.")
    sessions = many("McpSession", resolvers.mcp_session.of_nhi, "MCP sessions that the identity opened.")
    tool_calls = many("ToolCall", resolvers.tool_call.of_nhi, "Tool calls that the identity made.")
    verdicts = many("Verdict", resolvers.verdict.of_nhi, "Verdicts on the identity's requests.")
    guardians = many("Guardian", resolvers.guardian.of_nhi, "Guardians that are, or were, bound to the identity.")
    bindings = many("GuardianBinding", resolvers.guardian_binding.of_nhi, "Bindings of guardians to the identity.")
    assessments = many("RiskAssessment", resolvers.risk_assessment.of_nhi, "Risk assessments of the identity over time.")
    anomalies = many("Anomaly", resolvers.anomaly.of_nhi, "Anomalies in the identity's behavior.")
    instances = many("ProcessInstance", resolvers.nhi.instances, "Process instances for which the identity's runs were executed.")
    tasks = many("Task", resolvers.nhi.tasks, "Tasks that started the identity's runs.")
    incidents = many(
        "Incident", resolvers.nhi.incidents, "Incidents in the process instances for which the identity's runs were executed."
    )
    stats = figures("ToolCall", resolvers.tool_call.of_nhi, "Statistics of the identity's tool calls. Durations are latencies.")
