"""The kinds of jobs that there are, and which of them are due by themselves."""

from collections.abc import Mapping
from typing import Any

from storage.jobs.kind import Assignment, Kind
from storage.jobs.rollup_refresh import ROLLUPS
from storage.jobs.runner import SECOND
from storage.jobs.schedule import Schedule
from storage.maintenance.old_imports import delete_old_imports
from storage.maintenance.retention import retain
from storage.nouns.dead_letter import dead_letter
from storage.nouns.import_ import import_
from storage.nouns.record import DAY
from storage.risk.assess import as_of, assess
from storage.risk.detection import detect
from storage.rollup.building import build
from storage.writing.dead_letters import delete_old_letters

DAYS = "days"
"""Field of the request for a retention: the number of days of rows that are kept."""


async def _roll_up(given: Assignment) -> Mapping[str, Any]:
    built = await build(given.database, given.org_id, window=given.window, progress=given.progress)
    return {"periods": dict(built.periods)}


async def _detect(given: Assignment) -> Mapping[str, Any]:
    """What stood out, and then what that says of each identity's risk."""
    since, until = given.window
    found = await detect(
        given.database, given.org_id, since, until, now=given.now, progress=lambda done: given.progress(done * 0.9)
    )
    await assess(given.database, given.org_id, now=as_of(until, given.now))
    return found


async def _assess(given: Assignment) -> Mapping[str, Any]:
    return await assess(given.database, given.org_id, now=given.now, progress=given.progress)


async def _retain(given: Assignment) -> Mapping[str, Any]:
    older_than = given.now - given.request[DAYS] * DAY
    deleted = await retain(given.database, given.org_id, older_than, progress=given.progress)
    if letters := await delete_old_letters(given.database, given.org_id, older_than):
        deleted[dead_letter.name] = letters
    if imports := await delete_old_imports(given.database, given.org_id, older_than):
        deleted[import_.name] = imports
    return {"deleted": deleted}


ROLLUP = Kind("rollup", _roll_up, prefix="rlp_", windowed=True, alone=ROLLUPS)
ANOMALY_DETECTION = Kind("anomaly_detection", _detect, windowed=True)
RISK_ASSESSMENT = Kind("risk_assessment", _assess)
RETENTION = Kind("retention", _retain, alone=ROLLUPS)

KINDS = {kind.name: kind for kind in (ROLLUP, ANOMALY_DETECTION, RISK_ASSESSMENT, RETENTION)}


def schedules(*, assessment_seconds: int, retention_days: int) -> list[Schedule]:
    """What is due by itself: assessments every `assessment_seconds` (0: never), and once a day the deletion of rows that are
    older than `retention_days` (0: never)."""
    due = []
    if assessment_seconds:
        due.append(Schedule(RISK_ASSESSMENT, assessment_seconds * SECOND))
    if retention_days:
        due.append(Schedule(RETENTION, DAY, {DAYS: retention_days}))
    return due
