"""Signals of risk: when each is given, what it weighs, and what they make together."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.nouns.anomaly import AnomalyStatus
from storage.nouns.risk_assessment import RiskLevel
from storage.risk.activity import Hour
from storage.risk.anomaly import AnomalyType, anomaly_id
from storage.risk.rules import Reported, Standing, signals
from storage.risk.signal import WEIGHTS, SignalKind, level, score, signal
from tests.storage.risk.conftest import DAY, HOUR, MONDAY

NOW = MONDAY + 9 * DAY
LAST = NOW - HOUR
CENT = 10_000_000


def names(*hours: Hour, standing: Standing | None = None) -> dict[str, float]:
    """The signals of an identity that was at work from nine to five all week, beside these hours: weights by name."""
    usual = {start: Hour(start, requests=50, tools={"a": 50}) for day in range(9) for start in _working(MONDAY + day * DAY)}
    activity = {**usual, **{hour.start: hour for hour in hours}}
    return {each.name: float(each.weight) for each in signals("n", activity, standing or Standing(), NOW)}


def _working(day: int) -> Sequence[int]:
    return range(day + 9 * HOUR, day + 17 * HOUR, HOUR)


AT_WORK = NOW - 10 * HOUR
"""Two in the afternoon of the last day."""


def test_the_usual_gives_no_signal() -> None:
    assert names() == {}


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (Hour(AT_WORK, spend=31 * CENT), {"spend_burst:p99": 0.35}),
        (Hour(AT_WORK, requests=151), {"rate_burst:p99": 0.25}),
        (Hour(AT_WORK, errors=10), {"error_burst:p99": 0.2}),
        (Hour(AT_WORK, denied=1), {"tool_attempt:denied:1": 0.04}),
        (Hour(AT_WORK, denied=3), {"tool_attempt:denied:3": 0.12}),
        (Hour(AT_WORK, denied=10), {"tool_attempt:denied:10": 0.4}),
        (Hour(AT_WORK, denied=500), {"tool_attempt:denied:500": 0.4}),
        (Hour(AT_WORK, tools={"b": 1, "c": 1}), {"new_tool:2": 0.1}),
        (Hour(NOW - 22 * HOUR, requests=3), {"off_hours:02": 0.1}),
        (Hour(NOW - 22 * HOUR, requests=2), {}),
        (Hour(NOW - 16 * HOUR, requests=3), {}),
    ],
)
def test_each_signal_has_its_weight_and_its_evidence(hour: Hour, expected: dict[str, float]) -> None:
    assert names(hour) == expected


def test_what_is_older_than_a_day_gives_none() -> None:
    assert names(Hour(NOW - 25 * HOUR, denied=9)) == {}
    assert names(Hour(NOW - 24 * HOUR, denied=9)) == {"tool_attempt:denied:9": 0.36}


@pytest.mark.parametrize(
    ("tier", "ceiling", "expected"),
    [(3, 2, {"tier:3:ceiling:2": 0.3}), (2, 2, {}), (1, 2, {}), (None, 2, {}), (3, None, {})],
)
def test_a_tier_above_its_ceiling_is_a_signal(tier: int | None, ceiling: int | None, expected: dict[str, float]) -> None:
    assert names(standing=Standing(tier, ceiling)) == expected


def reported(type_: AnomalyType, hour: int, status: AnomalyStatus = AnomalyStatus.OPEN, evidence: object = None) -> Standing:
    return Standing(reported=[Reported(anomaly_id("n", type_, hour), type_, status, hour, evidence)])


@pytest.mark.parametrize(
    ("type_", "evidence", "name"),
    [
        (AnomalyType.RATE_BURST, None, "rate_burst:p99"),
        (AnomalyType.NEW_TOOL, {"tools": {"x": 3, "y": 1}}, "new_tool:2"),
        (AnomalyType.NEW_TOOL, {"tools": "a text"}, "new_tool:1"),
        (AnomalyType.DENIED_TOOL, {"value": 7}, "tool_attempt:denied:7"),
        (AnomalyType.DENIED_TOOL, ["a list"], "tool_attempt:denied:3"),
        (AnomalyType.DENIED_TOOL, {"value": "many"}, "tool_attempt:denied:3"),
    ],
)
def test_an_open_anomaly_keeps_its_signal_for_a_week(type_: AnomalyType, evidence: object, name: str) -> None:
    assert list(names(standing=reported(type_, NOW - 7 * DAY, evidence=evidence))) == [name]
    assert names(standing=reported(type_, NOW - 7 * DAY - 1, evidence=evidence)) == {}
    assert names(standing=reported(type_, NOW - 3 * DAY, AnomalyStatus.ACKNOWLEDGED, evidence)) == {}


def test_denials_of_an_anomaly_inside_the_day_count_once() -> None:
    assert list(names(Hour(AT_WORK, denied=4), standing=reported(AnomalyType.DENIED_TOOL, AT_WORK, evidence={"value": 4}))) == [
        "tool_attempt:denied:4"
    ]


@pytest.mark.parametrize(
    ("type_", "hour"),
    [
        (AnomalyType.RATE_BURST, Hour(AT_WORK, requests=900)),
        (AnomalyType.DENIED_TOOL, Hour(AT_WORK, denied=9)),
        (AnomalyType.NEW_TOOL, Hour(AT_WORK, tools={"b": 9})),
    ],
)
def test_what_a_person_has_looked_at_gives_none(type_: AnomalyType, hour: Hour) -> None:
    assert names(hour)
    assert names(hour, standing=reported(type_, AT_WORK, AnomalyStatus.ACKNOWLEDGED)) == {}


def test_a_shift_at_night_is_judged_as_a_whole() -> None:
    night = [Hour(NOW - DAY + hour * HOUR, requests=9) for hour in (1, 2, 3)]
    assert names(*night) == {"off_hours:01,02,03": 0.1}


def test_who_worked_on_two_days_has_no_hours_of_its_own() -> None:
    usual = {start: Hour(start, requests=50) for day in (6, 7) for start in _working(MONDAY + day * DAY)}
    night = {NOW - 22 * HOUR: Hour(NOW - 22 * HOUR, requests=9)}
    assert signals("n", {**usual, **night}, Standing(), NOW) == []


def test_the_heaviest_signal_comes_first() -> None:
    assert list(names(Hour(AT_WORK, denied=5, spend=100 * CENT, tools={"b": 1}))) == [
        "spend_burst:p99", "tool_attempt:denied:5", "new_tool:1",
    ]  # fmt: skip


def test_the_score_is_what_the_signals_leave_of_one() -> None:
    assert score([]) == 0
    assert score([Decimal("0.35"), Decimal("0.12")]) == Decimal("0.4280")
    assert score([Decimal("0.4"), Decimal("0.25"), Decimal("0.2")]) == Decimal("0.6400")


SIGNALS = st.lists(st.builds(signal, st.sampled_from(SignalKind), st.just("x"), st.just({}), times=st.integers(1, 60)))


@pytest.mark.slow
@given(SIGNALS, SIGNALS)
def test_a_score_lies_between_0_and_1_and_grows_with_signals(some: list[object], more: list[object]) -> None:
    weights = [[each.weight for each in found] for found in (some, more)]  # type: ignore[attr-defined]
    assert 0 <= score(weights[0]) <= score(weights[0] + weights[1]) <= 1


def test_every_kind_has_a_weight() -> None:
    assert set(WEIGHTS) == set(SignalKind)
    assert all(0 < weight < 1 for weight in WEIGHTS.values())


@pytest.mark.parametrize(
    ("risk", "expected"),
    [
        ("0", RiskLevel.LOW), ("0.2499", RiskLevel.LOW), ("0.25", RiskLevel.MEDIUM), ("0.4999", RiskLevel.MEDIUM),
        ("0.5", RiskLevel.HIGH), ("0.7499", RiskLevel.HIGH), ("0.75", RiskLevel.CRITICAL), ("1", RiskLevel.CRITICAL),
    ],
)  # fmt: skip
def test_levels_begin_at_quarters(risk: str, expected: RiskLevel) -> None:
    assert level(Decimal(risk)) is expected
