"""What answers have to say, reckoned from rows that SQL written by hand finds."""

from collections.abc import Sequence
from typing import Any

import pytest

PATH = "/analytics/api/v1"
PERCENTS = (50, 75, 90, 95, 99)


def assert_duration(got: dict[str, Any], micros: Sequence[int | None]) -> None:
    """Asserts that a duration is that of these microseconds: percentiles are nearest ranks, within 1 % where sketched."""
    values = sorted(value for value in micros if value is not None)
    assert list(got) == [
        "count", "avg_seconds", "min_seconds", "max_seconds", *(f"p{percent}_seconds" for percent in PERCENTS)
    ]  # fmt: skip
    assert got["count"] == len(values)
    if not values:
        assert {value for name, value in got.items() if name != "count"} == {None}
        return
    assert got["avg_seconds"] == pytest.approx(sum(values) / len(values) / 1e6, abs=1e-6)
    assert got["min_seconds"] == values[0] / 1e6
    assert got["max_seconds"] == values[-1] / 1e6
    for percent in PERCENTS:
        rank = (len(values) * percent + 99) // 100
        assert got[f"p{percent}_seconds"] == pytest.approx(values[rank - 1] / 1e6, rel=0.0101), percent


def assert_histogram(got: list[dict[str, Any]], micros: Sequence[int | None]) -> None:
    """Asserts that buckets hold these microseconds; one within 1 % of a bound may stand in the bucket beside it."""
    values = [value / 1e6 for value in micros if value is not None]
    assert sum(bar["count"] for bar in got) == len(values)
    assert [bar["bucket_start_seconds"] for bar in got] == sorted(bar["bucket_start_seconds"] for bar in got)
    for bar in got:
        low, high = bar["bucket_start_seconds"], bar["bucket_end_seconds"]
        surely = sum(low * 1.0101 <= value < high * 0.9899 for value in values)
        perhaps = sum(low * 0.9899 <= value < high * 1.0101 for value in values)
        assert surely <= bar["count"] <= perhaps, bar
