"""When an hour of an identity stands out: each kind at, below and above its bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.nouns.anomaly import Severity
from storage.risk.activity import Hour
from storage.risk.anomaly import LEAST_USUAL, AnomalyType, anomaly_id, findings
from storage.risk.baseline import baseline, past
from tests.storage.risk.conftest import DAY, HOUR, MONDAY

NOW = MONDAY + 8 * DAY
DOLLAR = 1_000_000_000
MEASURED = {
    AnomalyType.SPEND_BURST: "spend",
    AnomalyType.RATE_BURST: "requests",
    AnomalyType.ERROR_BURST: "errors",
    AnomalyType.DENIED_TOOL: "denied",
}
BURSTS = [AnomalyType.SPEND_BURST, AnomalyType.RATE_BURST, AnomalyType.ERROR_BURST]


def activity(column: str, before: list[int], now: int) -> dict[int, Hour]:
    """So much in each of the hours before NOW, and in the hour that begins then."""
    past_hours = {NOW - HOUR * (n + 1): value for n, value in enumerate(reversed(before))}
    return {start: Hour(start, **{column: value}) for start, value in {**past_hours, NOW: now}.items()}  # type: ignore[arg-type]


def ratio(type_: AnomalyType, before: list[int], now: int) -> float | None:
    found = {each.type: each for each in findings(activity(MEASURED[type_], before, now), NOW)}
    return found[type_].ratio if type_ in found else None


@pytest.mark.parametrize("type_", BURSTS)
def test_a_burst_is_above_three_times_the_mean(type_: AnomalyType) -> None:
    usual = 1000 * LEAST_USUAL[type_]
    assert ratio(type_, [usual] * 20, 3 * usual) is None
    assert ratio(type_, [usual] * 20, 3 * usual + 1) == pytest.approx(3, rel=1e-3)


@pytest.mark.parametrize("type_", BURSTS)
def test_a_burst_is_above_the_99th_percentile_too(type_: AnomalyType) -> None:
    usual = 1000 * LEAST_USUAL[type_]
    before = [usual] * 50 + [9 * usual]
    assert ratio(type_, before, 9 * usual) is None
    assert ratio(type_, before, 9 * usual + 1)


@pytest.mark.parametrize("type_", BURSTS)
def test_a_multiple_of_next_to_nothing_is_no_burst(type_: AnomalyType) -> None:
    least = LEAST_USUAL[type_]
    assert ratio(type_, [least // 10] * 20, 3 * least) is None
    assert ratio(type_, [least // 10] * 20, 3 * least + 1) == pytest.approx(3, rel=0.2)
    assert ratio(type_, [], 3 * least) is None
    assert ratio(type_, [], 30 * least) == 30


def test_three_denied_calls_are_an_anomaly_and_two_are_none() -> None:
    assert ratio(AnomalyType.DENIED_TOOL, [0] * 20, 2) is None
    assert ratio(AnomalyType.DENIED_TOOL, [0] * 20, 3) == 3
    assert ratio(AnomalyType.DENIED_TOOL, [4] * 20, 11) is None
    assert ratio(AnomalyType.DENIED_TOOL, [4] * 20, 12) == 3


@pytest.mark.parametrize(
    ("denied", "severity"),
    [
        (3, Severity.LOW), (4, Severity.LOW), (5, Severity.MEDIUM), (9, Severity.MEDIUM),
        (10, Severity.HIGH), (19, Severity.HIGH), (20, Severity.CRITICAL), (900, Severity.CRITICAL),
    ],
)  # fmt: skip
def test_severity_goes_by_the_ratio(denied: int, severity: Severity) -> None:
    [found] = findings(activity("denied", [], denied), NOW)
    assert found.severity is severity


def with_tools(before: list[dict[str, int]], now: dict[str, int]) -> dict[int, Hour]:
    starts = [NOW - HOUR * (n + 1) for n in range(len(before))]
    return {start: Hour(start, tools=tools) for start, tools in zip([*starts, NOW], [*before, now], strict=True)}


def test_a_tool_that_was_never_called_before_is_new() -> None:
    [found] = findings(with_tools([{"a": 1}] * 3, {"a": 50, "b": 2}), NOW)
    assert (found.type, found.value, found.ratio, found.tools) == (AnomalyType.NEW_TOOL, 2, 3, {"b": 2})
    assert found.severity is Severity.LOW


def test_many_calls_of_new_tools_are_severe() -> None:
    [found] = findings(with_tools([{"a": 1}] * 3, {"b": 12, "c": 8}), NOW)
    assert (found.value, found.severity) == (20, Severity.CRITICAL)


def test_who_has_no_habits_has_no_new_tools() -> None:
    assert findings(with_tools([{"a": 1}] * 2, {"b": 20}), NOW) == []
    assert findings(with_tools([{"a": 1}, {"b": 1}, {"a": 1}], {"b": 20}), NOW) == []


def test_the_past_is_seven_days_to_the_hour() -> None:
    hours = {NOW + HOUR * n: Hour(NOW + HOUR * n) for n in (-169, -168, -1, 0, 1)}
    assert [each.start for each in past(hours, NOW)] == [NOW - 168 * HOUR, NOW - HOUR]


def test_quiet_hours_do_not_lower_what_is_usual() -> None:
    once_a_day = {NOW - DAY * n: Hour(NOW - DAY * n, requests=100 + n) for n in range(1, 8)}
    assert findings({**once_a_day, NOW: Hour(NOW, requests=150)}, NOW) == []


def test_an_hour_without_activity_is_no_anomaly() -> None:
    assert findings({NOW - HOUR: Hour(NOW - HOUR, requests=900)}, NOW) == []


def test_a_baseline_is_mean_and_nearest_rank() -> None:
    assert (baseline([]).hours, baseline([]).mean, baseline([]).p99) == (0, 0, 0)
    assert baseline(range(1, 101)).p99 == 99
    assert baseline(range(1, 169)).p99 == 167
    assert (baseline([7]).p99, baseline([1, 2]).p99, baseline([1, 2]).mean) == (7, 2, 1.5)


def test_ids_tell_identity_type_and_hour_apart() -> None:
    ids = {anomaly_id(nhi, type_, hour) for nhi in ("a", "b") for type_ in AnomalyType for hour in (NOW, NOW + HOUR)}
    assert len(ids) == 20
    assert all(each.startswith("anom_") and len(each) == 31 for each in ids)
    assert anomaly_id("a", AnomalyType.NEW_TOOL, NOW) == anomaly_id("a", AnomalyType.NEW_TOOL, NOW)


@given(st.lists(st.integers(0, 500), max_size=168), st.integers(0, 5000), st.integers(1, 5000))
def test_more_of_the_same_never_stands_out_less(before: list[int], now: int, more: int) -> None:
    found, above = (ratio(AnomalyType.RATE_BURST, before, value) or 0 for value in (now, now + more))
    assert above >= found
