"""Examples of the /v1 API: those of the published document, otherwise responses from the store of the contract tests."""

Example = dict[str, object]

DAY: Example = {"from": "2026-04-30T00:00:00Z", "to": "2026-05-01T00:00:00Z"}
LAST: Example = {"next_cursor": None, "has_more": False}
GUARDIAN = "gov_01JF8R3M3X4N5Q6T7V8W9Y0Z1A"
NHI = "nhi_01JF8RNHI1A2B3C4D5E6F7G8H9"
ANOMALY = "anom_01JF8RAN1A2B3C4D5E6F7G8H9I"
ROLLUP_ID = "rlp_01JF8RML1A2B3C4D5E6F7G8H9I"
JOB_ID = "job_01JF8RAJ1A2B3C4D5E6F7G8H9I"
SESSION = "sess_01JF8RSE1A2B3C4D5E6F7G8H9J"

SUMMARY: Example = {
    **DAY,
    "totals": {"requests": 14302, "passed": 12907, "corrected": 1208, "blocked": 87, "errors": 100},
    "rates": {"pass_rate": 0.9025, "correction_rate": 0.0845, "block_rate": 0.0061},
    "latency_p50_ms": 122,
    "latency_p95_ms": 187,
    "latency_p99_ms": 244,
}
TIMESERIES: Example = {
    "metric": "verdicts",
    "bucket": "1h",
    "from": "2026-05-01T00:00:00Z",
    "to": "2026-05-01T02:00:00Z",
    "series": [
        {"timestamp": "2026-05-01T00:00:00Z", "passed": 540, "corrected": 51, "blocked": 4, "errors": 2},
        {"timestamp": "2026-05-01T01:00:00Z", "passed": 612, "corrected": 47, "blocked": 6, "errors": 1},
    ],
}
BY_GUARDIAN: Example = {
    **DAY,
    "data": [
        {
            "guardian_id": GUARDIAN,
            "guardian_name": "PII-Redactor",
            "requests": 8201,
            "passed": 7411,
            "corrected": 720,
            "blocked": 60,
            "avg_latency_ms": 142,
            "top_violation_types": [{"type": "pii_exposure", "count": 720}, {"type": "credential_leak", "count": 60}],
        }
    ],
}
MCP_SUMMARY: Example = {
    **DAY,
    "totals": {"tool_calls": 4123, "passed": 3812, "corrected": 264, "blocked": 47},
    "by_verdict": {"passed": 0.9246, "corrected": 0.064, "blocked": 0.0114},
    "top_tools": [
        {"tool": "stripe.create_refund", "calls": 412, "block_rate": 0.0413},
        {"tool": "postgres.query", "calls": 1840, "block_rate": 0.0049},
    ],
}
TOOLS: Example = {
    **DAY,
    "data": [
        {
            "tool": "postgres.query",
            "calls": 3,
            "passed": 2,
            "corrected": 0,
            "blocked": 1,
            "block_rate": 0.3333,
            "avg_latency_ms": 20,
            "p50_latency_ms": 20,
            "p95_latency_ms": 30,
            "p99_latency_ms": 30,
            "spend_usd": 0.003,
            "last_called_at": "2026-04-30T09:00:02Z",
        }
    ],
}
SESSION_ROW: Example = {
    "session_id": SESSION,
    "nhi_id": NHI,
    "nhi_label": "ci-runner-prod",
    "started_at": "2026-04-30T09:00:00Z",
    "last_call_at": "2026-04-30T09:00:02Z",
    "tool_calls": 3,
    "verdicts": {"passed": 2, "corrected": 0, "blocked": 1},
}
SESSIONS: Example = {**DAY, "data": [SESSION_ROW], "page": LAST}
SESSION_DETAIL: Example = {
    **SESSION_ROW,
    "duration_ms": 5000,
    "tools": [{"tool": "postgres.query", "calls": 3}],
    "calls": [
        {
            "call_id": f"call_01JF8RCA1A2B3C4D5E6F7G8H9{number}",
            "tool": "postgres.query",
            "verdict": verdict,
            "called_at": f"2026-04-30T09:00:0{number}Z",
            "latency_ms": 10 * (number + 1),
            "violations": violations,
        }
        for number, verdict, violations in (
            (2, "blocked", [{"type": "credential_leak", "severity": "high"}]), (1, "passed", []), (0, "passed", []),
        )
    ],
}  # fmt: skip
CONFIG_AUDIT: Example = {
    **DAY,
    "data": [
        {
            "change_id": "chg_01JF8RCH1A2B3C4D5E6F7G8H9J",
            "changed_at": "2026-04-30T08:00:00Z",
            "actor": "dana",
            "resource": GUARDIAN,
            "setting": "mode",
            "old_value": "observe",
            "new_value": "enforce",
        }
    ],
    "page": LAST,
}
ROLLUP: Example = {"rollup_id": ROLLUP_ID, "status": "queued"}
DETECTION: Example = {"job_id": JOB_ID, "status": "queued"}
JOB: Example = {
    "status": "succeeded",
    **DAY,
    "created_at": "2026-05-01T00:00:01Z",
    "started_at": "2026-05-01T00:00:02Z",
    "ended_at": "2026-05-01T00:00:03Z",
    "progress": 1,
    "reason": None,
}
RISK: Example = {
    "from": "2026-04-24T00:00:00Z",
    "to": "2026-05-01T00:00:00Z",
    "data": [
        {
            "nhi_id": NHI,
            "nhi_label": "ci-runner-prod",
            "tier": 2,
            "risk_score": 0.21,
            "risk_signals": ["spend_burst:p99", "tool_attempt:denied:3"],
            "last_seen_at": "2026-05-01T11:42:08Z",
        }
    ],
}
OBSERVABILITY: Example = {
    **DAY,
    "data": [
        {
            "nhi_id": NHI,
            "nhi_label": "ci-runner-prod",
            "tier": 2,
            "runs": 1,
            "tool_calls": 3,
            "requests": 3,
            "tokens": 1200,
            "spend_usd": 0.013,
            "error_rate": 0.0,
            "block_rate": 0.3333,
            "sessions": 1,
            "first_seen_at": "2026-04-30T08:59:59Z",
            "last_seen_at": "2026-04-30T09:00:02Z",
        }
    ],
}
ASSESSMENT: Example = {
    "nhi_id": NHI,
    "nhi_label": "ci-runner-prod",
    "tier": 2,
    "risk_score": 0.35,
    "level": "medium",
    "assessed_at": "2026-04-30T10:00:00Z",
    "factors": [{"signal": "spend_burst:p99", "weight": 0.35, "evidence": {"anomalies": [ANOMALY]}}],
    "risk_signals": ["spend_burst:p99"],
    "open_anomalies": 1,
    "last_seen_at": "2026-04-30T09:00:02Z",
}
HISTORY: Example = {
    "nhi_id": NHI,
    "data": [
        {"assessed_at": "2026-04-30T10:00:00Z", "risk_score": 0.35, "level": "medium", "risk_signals": ["spend_burst:p99"]},
        {"assessed_at": "2026-04-29T10:00:00Z", "risk_score": 0, "level": "low", "risk_signals": []},
    ],
    "page": LAST,
}
ANOMALY_ROW: Example = {
    "anomaly_id": ANOMALY,
    "nhi_id": NHI,
    "type": "spend_burst",
    "severity": "high",
    "detected_at": "2026-05-01T08:14:00Z",
    "evidence": {"p99_spend_usd_24h": 12.40, "rolling_baseline": 0.83},
    "status": "open",
}
ANOMALIES: Example = {"data": [ANOMALY_ROW], "page": LAST}
ACKNOWLEDGED: Example = {
    **ANOMALY_ROW,
    "status": "acknowledged",
    "acknowledged_at": "2026-05-01T09:00:00Z",
    "acknowledged_by": "sre",
    "note": "Reviewed by SRE — known release event.",
}
POSTURE: Example = {
    "data": [
        {
            "nhi_id": NHI,
            "posture_score": 0.86,
            "components": {
                "guardian_coverage": 1.0,
                "tier_compliance": 0.95,
                "federation_status": 0.80,
                "anomaly_count_7d": 2,
            },
        }
    ]
}
