"""What is due by itself, by the settings."""

from storage.jobs.registry import RETENTION, RISK_ASSESSMENT, schedules
from storage.jobs.schedule import Schedule

HOUR, DAY = 3_600_000_000, 86_400_000_000


def test_assessments_and_retention_are_due_as_often_as_is_said() -> None:
    assert schedules(assessment_seconds=3600, retention_days=90) == [
        Schedule(RISK_ASSESSMENT, HOUR),
        Schedule(RETENTION, DAY, {"days": 90}),
    ]


def test_nothing_is_due_where_both_are_0() -> None:
    assert schedules(assessment_seconds=0, retention_days=0) == []
