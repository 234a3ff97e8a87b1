"""The kinds of jobs that there are, and which of them are due by themselves."""

from collections.abc import Mapping
from typing import Any

from storage.jobs.freshness import ROLLUPS
from storage.jobs.kind import Assignment, Kind
from storage.jobs.running import SECOND
from storage.jobs.schedule import Schedule
from storage.risk.assessing import assess
from storage.risk.detection import detect
from storage.rollup_building import build

DAY = 86_400 * SECOND


async def _roll_up(given: Assignment) -> Mapping[str, Any]:
    built = await build(given.database, given.org_id, window=given.window, progress=given.progress)
    return {"periods": dict(built.periods)}


async def _detect(given: Assignment) -> Mapping[str, Any]:
    """What stood out, and then what that says of each identity's risk."""
    since, until = given.window
    found = await detect(
        given.database, given.org_id, since, until, now=given.now, progress=lambda done: given.progress(done * 0.9)
    )
    await assess(given.database, given.org_id, now=given.now)
    return found


async def _assess(given: Assignment) -> Mapping[str, Any]:
    return await assess(given.database, given.org_id, now=given.now, progress=given.progress)


ROLLUP = Kind("rollup", _roll_up, prefix="rlp_", windowed=True, alone=ROLLUPS)
ANOMALY_DETECTION = Kind("anomaly_detection", _detect, windowed=True)
RISK_ASSESSMENT = Kind("risk_assessment", _assess)

KINDS = {kind.name: kind for kind in (ROLLUP, ANOMALY_DETECTION, RISK_ASSESSMENT)}


def schedules(*, assessment_seconds: int) -> list[Schedule]:
    """What is due by itself: assessments once in so many seconds; 0: never."""
    due = []
    if assessment_seconds:
        due.append(Schedule(RISK_ASSESSMENT, assessment_seconds * SECOND))
    return due
