"""The posture of identities: how well they are governed, as a score and its components."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.nhi import risk_score
from resolvers.rows import Source
from storage import tables
from storage.nouns.noun import INTEGER, REAL, sort_key
from storage.nouns.record import DAY, LATEST_INSTANT
from storage.sql.literal import literal
from storage.sql.names import fresh
from storage.sql.statement import NOW, later

WEEK = 7 * DAY
LATEST_CALLS = 1000
"""Maximum number of calls that guardian coverage is computed from, so that an identity with millions of them costs no more."""

BILLION = 10**9


def _now() -> ColumnElement[int]:
    return sa.bindparam(None, NOW, INTEGER)


def _last_week(time: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    since = sa.bindparam(None, later(lambda now: max(0, now - WEEK), NOW), INTEGER)
    return [sort_key(time) >= since, sort_key(time) < _now()]


def _bound(binding: Source, nhi: Source) -> ColumnElement[bool]:
    """Whether a binding belongs to the identity and is in force now."""
    released = sa.func.coalesce(binding.c.released_at, sa.literal_column(str(LATEST_INSTANT + 1), INTEGER))
    return sa.and_(binding.c.nhi_id == nhi.c.id, binding.c.guardian_id.is_not(None), released > _now())


def guardian_coverage(nhi: Source) -> ColumnElement[float]:
    """Share of the identity's tool calls of the last 7 days (at most its latest 1,000) that have a verdict of a guardian that is
    bound to it, from 0 to 1, rounded to four places. Without calls: 1 if a guardian is bound to it, otherwise 0."""
    call, verdict, binding, current = (
        table.alias() for table in (tables.tool_call, tables.verdict, tables.guardian_binding, tables.guardian_binding)
    )
    judging: sa.Select[Any] = sa.select(verdict.c.id).where(
        verdict.c.tool_call_id == call.c.id, binding.c.guardian_id == verdict.c.guardian_id, _bound(binding, nhi)
    )
    # Without OFFSET PostgreSQL would read all verdicts of these guardians first, for each identity.
    judging = judging.offset(literal(0))
    latest = (
        sa.select(sa.exists(judging).label("judged"))
        .where(call.c.nhi_id == nhi.c.id, *_last_week(call.c.called_at))
        .order_by(sort_key(call.c.called_at).desc(), call.c.id.desc())
        .limit(sa.literal_column(str(LATEST_CALLS)))
        .subquery(fresh("latest_calls"))
    )
    judged = sa.cast(sa.func.sum(sa.cast(latest.c.judged, sa.Integer())), INTEGER)
    calls = sa.type_coerce(sa.func.nullif(sa.func.count(), 0), INTEGER)
    bound = sa.select(sa.func.min(1)).where(_bound(current, nhi)).select_from(current).scalar_subquery()
    share = _real(_divided(judged * 10_000, calls), "10000.0")
    return sa.select(sa.func.coalesce(share, bound, 0).label("coverage")).select_from(latest).scalar_subquery()


def anomaly_count_7d(nhi: Source) -> ColumnElement[int]:
    """Number of anomalies of the identity in the last 7 days, acknowledged or not."""
    anomaly = tables.anomaly.alias()
    count = sa.select(sa.func.count()).where(anomaly.c.nhi_id == nhi.c.id, *_last_week(anomaly.c.detected_at))
    return count.select_from(anomaly).scalar_subquery()


def posture_score(nhi: Source) -> ColumnElement[float]:
    """0.4 (1 - risk) + 0.3 tier compliance + 0.2 federation + 0.1 guardian coverage, rounded half to even to two places.

    Null if the risk was never assessed. Unknown compliance or federation counts as 0. The sum is in billionths, so that both
    databases round alike.
    """
    total = (
        _billionths("0.4") * (1 - risk_score(nhi))
        + _billionths("0.3") * sa.func.coalesce(nhi.c.tier_compliance, sa.literal_column("0.0", REAL))
        + _billionths("0.2") * sa.func.coalesce(nhi.c.federation_status, sa.literal_column("0.0", REAL))
        + _billionths("0.1") * guardian_coverage(nhi)
    )
    billionths = sa.select(sa.cast(sa.func.round(total), INTEGER).label("score"))
    summed = billionths.subquery(fresh("summed"))
    rounded = _divided(summed.c.score, sa.literal_column(str(BILLION // 100), INTEGER))
    return sa.select(_real(rounded, "100.0").label("score")).select_from(summed).scalar_subquery()


def _billionths(weight: str) -> ColumnElement[float]:
    return sa.literal_column(str(float(weight) * BILLION), REAL)


def _divided(value: ColumnElement[int], by: ColumnElement[int]) -> ColumnElement[int]:
    """The quotient of an integer, rounded half to even."""
    odd = sa.type_coerce(value // by, INTEGER) % 2
    return sa.type_coerce((value * 2 + by - 1 + odd) // (by * 2), INTEGER)


def _real(value: ColumnElement[int], by: str) -> ColumnElement[float]:
    quotient: ColumnElement[Any] = sa.cast(value, REAL) / sa.literal_column(by, REAL)
    return quotient
