"""Signals of risk, what each weighs, and the score that they make."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from math import prod
from typing import Any

from storage.nouns.risk_assessment import RiskLevel


class SignalKind(StrEnum):
    """The kinds of signals."""

    SPEND_BURST = "spend_burst"
    RATE_BURST = "rate_burst"
    TOOL_ATTEMPT = "tool_attempt"
    ERROR_BURST = "error_burst"
    NEW_TOOL = "new_tool"
    OFF_HOURS = "off_hours"
    TIER = "tier"


WEIGHTS: Mapping[SignalKind, Decimal] = {
    SignalKind.SPEND_BURST: Decimal("0.35"),
    SignalKind.RATE_BURST: Decimal("0.25"),
    SignalKind.TOOL_ATTEMPT: Decimal("0.04"),
    SignalKind.ERROR_BURST: Decimal("0.20"),
    SignalKind.NEW_TOOL: Decimal("0.10"),
    SignalKind.OFF_HOURS: Decimal("0.10"),
    SignalKind.TIER: Decimal("0.30"),
}
"""What a signal weighs; of tool attempts each denied call."""

MOST_FOR_DENIALS = Decimal("0.40")


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal: its kind, its name with what it rests on, its weight from 0 to 1, and the figures behind it."""

    kind: SignalKind
    name: str
    weight: Decimal
    evidence: Mapping[str, Any]

    def factor(self) -> dict[str, Any]:
        """The signal as an assessment tells it."""
        return {"signal": self.name, "weight": float(self.weight), "evidence": self.evidence}


def signal(kind: SignalKind, detail: object, evidence: Mapping[str, Any], *, times: int = 1) -> Signal:
    """A signal of a kind, such as `spend_burst:p99`; `times` is how often it was given, which matters for denials."""
    weight = WEIGHTS[kind]
    if kind is SignalKind.TOOL_ATTEMPT:
        weight = min(weight * times, MOST_FOR_DENIALS)
    return Signal(kind, f"{kind.value}:{detail}", weight, evidence)


def score(weights: Iterable[Decimal]) -> Decimal:
    """Risk from 0 to 1: one less the product of what each signal leaves of the trust, to four places, half to even."""
    left = prod((1 - weight for weight in weights), start=Decimal(1))
    return (1 - left).quantize(Decimal("0.0001"), ROUND_HALF_EVEN)


def level(risk: Decimal) -> RiskLevel:
    """The score in words."""
    if risk < Decimal("0.25"):
        return RiskLevel.LOW
    if risk < Decimal("0.5"):
        return RiskLevel.MEDIUM
    return RiskLevel.HIGH if risk < Decimal("0.75") else RiskLevel.CRITICAL
