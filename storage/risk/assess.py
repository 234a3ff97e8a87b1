"""Assessing: judges every identity of an organization as of one time, and stores what is news."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec
import sqlalchemy as sa

from storage.database.protocol import Database
from storage.nouns.anomaly import anomaly
from storage.nouns.nhi import nhi as nhi_table
from storage.nouns.noun import INTEGER, TEXT, sort_key
from storage.nouns.record import DAY, Blob, Instant
from storage.nouns.risk_assessment import RiskAssessment, risk_assessment
from storage.risk.activity import activity, identities
from storage.risk.baseline import PAST
from storage.risk.detection import Progress
from storage.risk.rules import OPEN_FOR, Reported, Standing, signals, since_of
from storage.risk.signal import Signal, level, score
from storage.sql.statement import Moment, statement
from storage.ulid import id_of
from storage.writing.writer import write

UNCHANGED_FOR = DAY
"""For so long an assessment stands if the next one would say the same."""

AT_ONCE = 500
"""Assessments that are stored in one transaction."""


MOST_NAMED = 5


def as_of(until: int, now: int) -> int:
    """When the findings of a detection are judged: now; or at the end of its window, where that is so long ago that nothing in
    it weighs any more, as with data that is loaded years later."""
    return now if now - until < OPEN_FOR else until


async def assess(database: Database, org_id: str, *, now: int, progress: Progress | None = None) -> dict[str, Any]:
    """Judges each identity by its last day and its open anomalies, as of `now` in microseconds since 1970.

    Stores one assessment for each whose score or signals differ from those of its last one, or whose last one is a day old:
    asking again at the same time stores nothing. Returns `{identities, stored, highest}`: how many were judged, how many
    assessments are new, and `[{nhi_id, score, level}]` of the five with the highest score above zero.
    """
    standings = await _standings(database, org_id, now)
    names = await identities(database, org_id)
    judged: list[tuple[Decimal, str]] = []
    stored = 0
    for first in range(0, len(names), AT_ONCE):
        news: list[RiskAssessment] = []
        for number, nhi_id in enumerate(names[first : first + AT_ONCE], start=first + 1):
            hours = await activity(database, org_id, nhi_id, since_of(now) - PAST, now)
            made = signals(nhi_id, hours, standings.get(nhi_id, Standing()), now)
            risk = score(each.weight for each in made)
            judged.append((risk, nhi_id))
            if await _is_news(database, org_id, nhi_id, now, risk, made):
                news.append(_record(nhi_id, now, risk, made))
            if progress:
                progress(number / len(names))
        stored += (await write(database, org_id, news)).get("risk_assessment", 0) if news else 0
    highest = sorted(((risk, nhi_id) for risk, nhi_id in judged if risk), key=lambda each: (-each[0], each[1]))
    shown = [{"nhi_id": nhi_id, "score": float(risk), "level": level(risk).value} for risk, nhi_id in highest[:MOST_NAMED]]
    return {"identities": len(names), "stored": stored, "highest": shown}


def _record(nhi_id: str, now: int, risk: Decimal, made: Sequence[Signal]) -> RiskAssessment:
    return RiskAssessment(
        id=id_of("asmt_", now, nhi_id, str(now)),
        nhi_id=nhi_id,
        assessed_at=Instant(now),
        score=float(risk),
        level=level(risk),
        factors=Blob.parse([each.factor() for each in made]),
    )


async def _is_news(database: Database, org_id: str, nhi_id: str, now: int, risk: Decimal, made: Sequence[Signal]) -> bool:
    """Whether the last assessment, as of `now`, says something else or is too old. Figures in the evidence may differ."""
    row = risk_assessment.alias()
    time = sort_key(row.c.assessed_at)
    last = (
        sa.select(row.c.assessed_at, row.c.score, row.c.factors)
        .where(row.c.nhi_id == sa.bindparam(None, nhi_id, TEXT), time.between(0, sa.bindparam(None, now, INTEGER)))
        .order_by(time.desc(), row.c.id.desc())
        .limit(1)
    )
    found = await _rows(database, org_id, last)
    if not found or now - found[0][0] >= UNCHANGED_FOR:
        return True
    _, before, factors = found[0]
    return (before, _names(factors)) != (float(risk), [each.name for each in made])


def _names(factors: str | None) -> list[Any]:
    signals = msgspec.json.decode(factors) if factors else []
    return [each.get("signal") for each in signals if isinstance(each, dict)] if isinstance(signals, list) else []


async def _standings(database: Database, org_id: str, now: int) -> Mapping[str, Standing]:
    """Tier and ceiling of each identity, and its anomalies of the last days up to `now`."""
    reported: dict[str, list[Reported]] = {}
    row = anomaly.alias()
    time = sort_key(row.c.detected_at)
    columns = (row.c.nhi_id, row.c.id, row.c.type, row.c.status, row.c.detected_at, row.c.evidence)
    recent = time.between(sa.bindparam(None, now - OPEN_FOR, INTEGER), sa.bindparam(None, now, INTEGER))
    for nhi_id, row_id, type_, status, detected_at, evidence in await _rows(database, org_id, sa.select(*columns).where(recent)):
        each = Reported(row_id, type_, status, detected_at, msgspec.json.decode(evidence) if evidence else None)
        reported.setdefault(nhi_id, []).append(each)
    nhi = nhi_table.alias()
    held = {row_id: (tier, top) for row_id, tier, top in await _rows(database, org_id, _tiers(nhi))}
    names = {*reported, *held}
    return {name: Standing(*held.get(name, (None, None)), reported.get(name, [])) for name in names}


def _tiers(nhi: Any) -> sa.Select[Any]:
    return sa.select(nhi.c.id, nhi.c.tier, nhi.c.tier_ceiling)


async def _rows(database: Database, org_id: str, select: sa.Select[Any]) -> list[tuple[Any, ...]]:
    made = statement(select, database.dialect.name)
    return await database.rows(made.sql, made.bind(Moment({}, org_id, 0)))
