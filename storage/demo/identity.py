"""The non-human identities of the demo: who they are, what binds them, and how their risk went."""

from dataclasses import dataclass
from random import Random
from typing import Any

import msgspec

from storage.demo.options import MINUTE, DemoOptions
from storage.demo.row import Rows
from storage.nouns.record import DAY, HOUR

COMPROMISED = "ci-runner-prod"
"""Taken over at the start of the last week: works at night, calls tools it never called, runs flows that are not its own."""

TAKEN_OVER = 7 * DAY
"""Before the last midnight of the window."""


@dataclass(frozen=True, slots=True)
class IdentityPlan:
    """A non-human identity: what it is, who answers for it, its tier and ceiling, federation, usual risk, guardians."""

    id: str
    kind: str
    owner: str | None
    tier: int
    ceiling: int | None
    compliance: float
    federation: float
    risk: float
    guardians: tuple[str, ...]
    age: int = 400


_AGENT = ("pii-redactor", "prompt-shield", "tool-allowlist")
_MONEY = ("spend-limiter", "tool-allowlist")
_DATA = ("data-boundary", "pii-redactor")

IDENTITIES: tuple[IdentityPlan, ...] = (
    IdentityPlan(
        COMPROMISED, "machine", "Platform", 3, 3, 0.71, 0.2, 0.17, ("tool-allowlist", "secrets-scanner", "data-boundary")
    ),
    IdentityPlan("ci-runner-staging", "machine", "Platform", 2, 3, 0.98, 0.6, 0.14, ("tool-allowlist", "secrets-scanner")),
    IdentityPlan("svc-invoice-capture", "service_account", "Finance systems", 1, 2, 1.0, 0.8, 0.08, _DATA),
    IdentityPlan("agent-invoice-matcher", "agent", "Finance systems", 2, 2, 0.99, 1.0, 0.12, (*_AGENT, "spend-limiter")),
    IdentityPlan("svc-bank-gateway", "service_account", "Treasury", 3, 3, 0.97, 0.9, 0.21, _MONEY),
    IdentityPlan("svc-bank-details", "service_account", "Treasury", 2, 2, 1.0, 0.9, 0.1, _DATA),
    IdentityPlan("agent-receipt-reader", "agent", "Finance systems", 1, 2, 1.0, 1.0, 0.09, _AGENT),
    IdentityPlan("agent-contract-drafter", "agent", "HR systems", 1, 1, 0.96, 1.0, 0.16, _AGENT),
    IdentityPlan("agent-access-triage", "agent", "Identity team", 2, 2, 0.99, 1.0, 0.13, _AGENT),
    IdentityPlan(
        "svc-provisioning", "service_account", "Identity team", 3, 3, 0.94, 0.7, 0.27, ("tool-allowlist", "data-boundary")
    ),
    IdentityPlan("agent-alert-triage", "agent", "Operations", 1, 2, 1.0, 1.0, 0.11, _AGENT),
    IdentityPlan("agent-quote-pricer", "agent", "Sales systems", 1, 2, 1.0, 1.0, 0.1, (*_AGENT, "data-boundary")),
    IdentityPlan("svc-credit-check", "service_account", "Sales systems", 1, 2, 1.0, 0.8, 0.09, _DATA),
    IdentityPlan("svc-reconciliation", "service_account", "Finance systems", 2, 2, 0.99, 0.5, 0.18, _DATA),
    IdentityPlan("svc-supplier-sync", "service_account", "Procurement", 1, 2, 1.0, 0.4, 0.15, _DATA),
    IdentityPlan("agent-supplier-chat", "agent", "Procurement", 1, 1, 0.93, 1.0, 0.19, _AGENT),
    IdentityPlan("svc-usage-report", "service_account", "Platform", 0, 1, 1.0, 0.8, 0.05, ("data-boundary",)),
    IdentityPlan("svc-log-digest", "service_account", "Operations", 0, 1, 1.0, 0.6, 0.06, ("secrets-scanner",)),
    IdentityPlan("backup-operator", "machine", "Operations", 3, 3, 0.9, 0.1, 0.31, ("data-boundary", "secrets-scanner")),
    IdentityPlan("legacy-ftp-bridge", "machine", None, 2, None, 0.62, 0.0, 0.46, ("data-boundary",), 2100),
    IdentityPlan("bot-release-notes", "agent", "Platform", 0, 1, 1.0, 1.0, 0.04, ("prompt-shield",)),
    IdentityPlan("svc-warehouse-scanner", "machine", "Logistics", 0, 1, 1.0, 0.3, 0.07, ("tool-allowlist",)),
    IdentityPlan("key-partner-portal", "api_key", "Sales systems", 1, 1, 0.95, 0.0, 0.29, ("spend-limiter", "data-boundary")),
    IdentityPlan("key-former-contractor", "api_key", None, 2, 1, 0.4, 0.0, 0.49, ("data-boundary",), 900),
    IdentityPlan("agent-evaluation", "agent", "Data science", 0, 1, 1.0, 1.0, 0.06, ("prompt-shield",), 160),
)

ANOMALIES: tuple[tuple[str, str, str, float, dict[str, Any], str | None], ...] = (
    (COMPROMISED, "off_hours_activity", "HIGH", 6.8, {"usual_hours": "07-18", "seen_hours": "01-04", "sessions": 3}, None),
    (COMPROMISED, "new_tool", "HIGH", 6.7, {"tools": ["vault.read_secret", "stripe.create_refund"], "calls_before": 0}, None),
    (COMPROMISED, "foreign_workflow", "CRITICAL", 5.9, {"workflow": "invoice-matching", "usual": "release-pipeline"}, None),
    (COMPROMISED, "blocked_burst", "CRITICAL", 3.7, {"blocked_share": 0.78, "usual_share": 0.01}, None),
    (COMPROMISED, "spend_burst", "MEDIUM", 30.4, {"spend": 41.2, "usual": 6.5}, "A large release, expected."),
    ("key-former-contractor", "dormant_key_used", "HIGH", 18.2, {"idle_days": 64}, None),
    ("legacy-ftp-bridge", "volume_burst", "MEDIUM", 41.5, {"objects": 18400, "usual": 2100}, "Year-end archive."),
    ("svc-provisioning", "privilege_growth", "MEDIUM", 12.1, {"roles_before": 14, "roles_after": 19}, None),
    (
        "agent-supplier-chat",
        "prompt_injection",
        "HIGH",
        25.3,
        {"attempts": 7, "passed": 0},
        "Blocked by Prompt-Shield, supplier told.",
    ),
    ("backup-operator", "new_region", "LOW", 55.0, {"region": "eu-north-1"}, "Moved with the data centre."),
)


def add_identities(rows: Rows, options: DemoOptions) -> None:
    """Identities, the guardians bound to them, the history of their risk, and their anomalies."""
    for plan in IDENTITIES:
        created = min(options.midnight - plan.age * DAY, options.since - DAY)
        rows.add(
            "nhi",
            plan.id,
            label=plan.id.replace("-", " ").capitalize(),
            kind=plan.kind,
            owner=plan.owner,
            tier=plan.tier,
            tier_ceiling=plan.ceiling,
            tier_compliance=plan.compliance,
            federation_status=plan.federation,
            created_at=created,
        )
        for guardian in plan.guardians:
            rows.add("guardian_binding", f"{plan.id}.{guardian}", nhi_id=plan.id, guardian_id=guardian, bound_at=created + HOUR)
        _assess(rows, options, plan)
    # The binding that would have stopped the refunds was released in the hour in which the identity was taken over.
    taken = options.midnight - TAKEN_OVER
    rows.add(
        "guardian_binding",
        f"{COMPROMISED}.prompt-shield",
        nhi_id=COMPROMISED,
        guardian_id="prompt-shield",
        bound_at=taken - 200 * DAY,
        released_at=taken - 20 * MINUTE,
    )
    for number, (nhi, kind, severity, days, evidence, note) in enumerate(ANOMALIES, start=1):
        _add_anomaly(rows, options, f"anomaly-{number:03d}", nhi, kind, severity, days, evidence, note)


def _add_anomaly(
    rows: Rows,
    options: DemoOptions,
    row_id: str,
    nhi: str,
    kind: str,
    severity: str,
    days: float,
    evidence: dict[str, Any],
    note: str | None,
) -> None:
    detected = options.midnight - int(days * DAY)
    values: dict[str, Any] = {"status": "OPEN"}
    if note:
        values = {
            "status": "ACKNOWLEDGED",
            "acknowledged_at": detected + 5 * HOUR,
            "acknowledged_by": "dana.scott",
            "note": note,
        }
    rows.add(
        "anomaly",
        row_id,
        nhi_id=nhi,
        type=kind,
        severity=severity,
        detected_at=detected,
        evidence=msgspec.json.encode(evidence).decode(),
        **values,
    )


def _assess(rows: Rows, options: DemoOptions, plan: IdentityPlan) -> None:
    """One assessment a day in the last five weeks, one a week before; at 05:00 UTC."""
    random = Random(f"{options.seed}/risk/{plan.id}")  # noqa: S311
    for day in range(options.days, -1, -1):
        assessed = options.midnight - day * DAY + 5 * HOUR
        if (day > 35 and day % 7) or assessed > options.until:
            continue
        drift = random.uniform(-0.03, 0.03)
        climb = min(1.0, max(0.0, (8 - day) / 7)) * 0.68 if plan.id == COMPROMISED else 0.0
        score = round(min(1.0, max(0.0, plan.risk + drift + climb)), 3)
        rows.add(
            "risk_assessment",
            f"risk-{plan.id}-{assessed // DAY}",
            nhi_id=plan.id,
            assessed_at=assessed,
            score=score,
            level=level(score),
            factors=_factors(plan, climb),
        )


def _factors(plan: IdentityPlan, climb: float) -> str:
    factors: list[dict[str, Any]] = []
    if plan.owner is None:
        factors.append({"signal": "no_owner", "weight": 0.2, "evidence": "nobody answers for it"})
    if plan.federation < 0.3:
        factors.append({"signal": "static_secret", "weight": 0.15, "evidence": f"federated to {plan.federation:.0%}"})
    if climb:
        factors.append(
            {"signal": "blocked_calls", "weight": round(climb * 0.6, 3), "evidence": "guardians block most of its calls"}
        )
        factors.append(
            {"signal": "off_hours", "weight": round(climb * 0.4, 3), "evidence": "sessions between 01:00 and 04:00 UTC"}
        )
    return msgspec.json.encode(factors or [{"signal": "baseline", "weight": plan.risk, "evidence": "kind and tier"}]).decode()


def level(score: float) -> str:
    """The risk level of a score, by the bounds that RiskLevel names."""
    return "LOW" if score < 0.25 else "MEDIUM" if score < 0.5 else "HIGH" if score < 0.75 else "CRITICAL"
