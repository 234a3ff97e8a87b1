"""The background work of a server, as configured by its settings."""

from gateway.settings import Settings
from gateway.worker import Chores
from storage.jobs.registry import KINDS, schedules
from storage.rollup.building import build


def chores(settings: Settings) -> Chores:
    """All kinds of jobs, roll-ups, and scheduled jobs."""
    due = schedules(assessment_seconds=settings.assessment_interval, retention_days=settings.retention_days)
    return Chores(KINDS, build, due, rollup_interval=settings.rollup_interval)
