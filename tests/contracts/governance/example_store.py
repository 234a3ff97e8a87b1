"""The stores that give the examples of /v1: what guardians said on 30 April 2026, and one session of one identity."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from gateway.rest.governance import examples as examples
from storage.nouns.anomaly import Anomaly, AnomalyStatus, Severity
from storage.nouns.config_change import ConfigChange
from storage.nouns.guardian import Guardian
from storage.nouns.mcp_session import McpSession
from storage.nouns.nhi import Nhi
from storage.nouns.record import Blob, Instant, Money, Record
from storage.nouns.risk_assessment import RiskAssessment, RiskLevel
from storage.nouns.run import Run, RunState
from storage.nouns.tool_call import ToolCall
from storage.nouns.verdict import Outcome, Phase, Verdict

WORDS = {"passed": Outcome.PASSED, "corrected": Outcome.CORRECTED, "blocked": Outcome.BLOCKED, "errors": Outcome.ERROR}


def moment(text: str) -> Instant:
    """A time of 2026 in UTC, such as `04-30T09:00:00`."""
    return Instant.of(datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC))


def blob(value: object) -> Blob:
    """A JSON value as records hold it."""
    return Blob(json.dumps(value, ensure_ascii=False))


def _violations(*types: str) -> Blob:
    return blob([{"type": each, "severity": "high"} for each in types])


def guarded() -> Iterator[Record]:
    """14,302 requests of a day, 8,201 of them judged by one guardian, and two hours of the next day.

    Latencies: 7,151 of 122 ms, 6,436 of 187, 715 of 244, of which the guardian has 5,682, 2,514 and 5: 142 ms on average.
    """
    yield Guardian(id=examples.GUARDIAN, at=Instant(0), name="PII-Redactor")
    of_guardian = [*["passed"] * 7411, *["corrected"] * 720, *["blocked"] * 60, *["errors"] * 10]
    others = [*["passed"] * 5496, *["corrected"] * 488, *["blocked"] * 27, *["errors"] * 90]
    yield from _day("g", of_guardian, [122] * 5682 + [187] * 2514 + [244] * 5, examples.GUARDIAN)
    yield from _day("o", others, [122] * 1469 + [187] * 3922 + [244] * 710, None)
    for point in examples.TIMESERIES["series"]:
        hour = Instant.parse(point["timestamp"])
        told = [word for word in WORDS for _ in range(point[word])]
        for number, word in enumerate(told):
            yield Verdict(id=f"{hour}-{number}", outcome=WORDS[word], decided_at=Instant(hour + number))


def _day(prefix: str, told: list[str], latencies: list[int], guardian: str | None) -> Iterator[Record]:
    found = {"corrected": _violations("pii_exposure"), "blocked": _violations("credential_leak")}
    start = moment("04-30T00:00:00")
    for number, (word, latency) in enumerate(zip(told, latencies, strict=True)):
        at = Instant(start + number * 10_000_000)
        yield Verdict(
            id=f"{prefix}{number}", outcome=WORDS[word], decided_at=at, latency_us=latency * 1000, guardian_id=guardian,
            violations=found.get(word) if guardian else None,
        )  # fmt: skip


def called() -> Iterator[Record]:
    """4,123 tool calls of a day: 412 of one tool, 1,840 of another, and 1,871 whose tool nobody told."""
    start = moment("04-30T00:00:00")
    mixes = {"stripe.create_refund": (17, 30, 365), "postgres.query": (9, 100, 1731), None: (21, 134, 1716)}
    for tool, mix in mixes.items():
        told = [outcome for outcome, count in zip(("blocked", "corrected", "passed"), mix, strict=True) for _ in range(count)]
        for number, word in enumerate(told):
            yield ToolCall(id=f"{tool}-{number}", tool=tool, outcome=WORDS[word], called_at=Instant(start + number * 1_000_000))


def one_session() -> Iterator[Record]:
    """A session of three calls, each judged; the run that made them; a change of configuration; two assessments, an anomaly."""
    yield Nhi(id=examples.NHI, at=Instant(0), label="ci-runner-prod", tier=2)
    yield McpSession(
        id=examples.SESSION, nhi_id=examples.NHI, started_at=moment("04-30T09:00:00"), ended_at=moment("04-30T09:00:05")
    )
    yield Run(
        id="run", nhi_id=examples.NHI, state=RunState.COMPLETED, started_at=moment("04-30T08:59:59"),
        ended_at=moment("04-30T09:00:05"), total_tokens=1200, spend=Money.parse(0.01),
    )  # fmt: skip
    for number, call in enumerate(reversed(examples.SESSION_DETAIL["calls"])):
        at = moment(f"04-30T09:00:0{number}")
        spend = Money.parse(0.001)
        yield ToolCall(
            id=call["call_id"], session_id=examples.SESSION, nhi_id=examples.NHI, tool=call["tool"], called_at=at, spend=spend,
            latency_us=call["latency_ms"] * 1000, outcome=Outcome.PASSED,
        )  # fmt: skip
        yield Verdict(
            id=f"v{number}", tool_call_id=call["call_id"], nhi_id=examples.NHI, outcome=WORDS[call["verdict"]],
            phase=Phase.BEFORE, decided_at=at, violations=blob(call["violations"]),
        )  # fmt: skip
    change: dict[str, Any] = examples.CONFIG_AUDIT["data"][0]
    yield ConfigChange(
        id=change["change_id"], changed_at=moment("04-30T08:00:00"), actor="dana", resource=examples.GUARDIAN, setting="mode",
        old_value=blob("observe"), new_value=blob("enforce"),
    )  # fmt: skip
    for number, row in enumerate(examples.HISTORY["data"]):
        factors = examples.ASSESSMENT["factors"] if row["risk_score"] else []
        yield RiskAssessment(
            id=f"a{number}", nhi_id=examples.NHI, assessed_at=Instant.parse(row["assessed_at"]), score=float(row["risk_score"]),
            level=RiskLevel(row["level"].upper()), factors=blob(factors),
        )  # fmt: skip
    yield anomaly()


def anomaly() -> Record:
    """The anomaly of the document."""
    row = examples.ANOMALY_ROW
    return Anomaly(
        id=row["anomaly_id"], nhi_id=row["nhi_id"], type=row["type"], severity=Severity.HIGH, status=AnomalyStatus.OPEN,
        detected_at=Instant.parse(row["detected_at"]), evidence=blob(row["evidence"]),
    )  # fmt: skip
