"""Non-human identities: their links, their latest risk assessment, and when they were active."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.links import BelongsTo, HasManyThrough
from resolvers.rows import Source
from storage import tables
from storage.nouns.anomaly import AnomalyStatus
from storage.nouns.noun import sort_key
from storage.sql.functions import Signals
from storage.sql.json_text import JsonElement, JsonQuery
from storage.sql.names import fresh

of_row = BelongsTo(tables.nhi, "nhi_id")
of_guardian = HasManyThrough(tables.nhi, tables.guardian_binding, "guardian_id", "nhi_id")
tasks = HasManyThrough(tables.task, tables.run, "nhi_id", "task_id")
incidents = HasManyThrough(tables.incident, tables.run, "nhi_id", "instance_id", at="instance_id")
instances = HasManyThrough(tables.process_instance, tables.run, "nhi_id", "instance_id")


def _last_assessment(nhi: Source, column: Callable[[Source], ColumnElement[Any]]) -> sa.Select[Any]:
    assessment = tables.risk_assessment.alias()
    return (
        sa.select(column(assessment))
        .where(assessment.c.nhi_id == nhi.c.id)
        .order_by(sort_key(assessment.c.assessed_at).desc(), assessment.c.id.desc())
        .limit(1)
    )


def _latest(nhi: Source, column: str) -> ColumnElement[Any]:
    return _last_assessment(nhi, lambda assessment: assessment.c[column]).scalar_subquery()


def risk_score(nhi: Source) -> ColumnElement[float]:
    """Risk score of the latest assessment, from 0 to 1; null if there is no assessment."""
    return _latest(nhi, "score")


def risk_level(nhi: Source) -> ColumnElement[str]:
    """Risk level of the latest assessment; null if there is no assessment."""
    return _latest(nhi, "level")


def risk_signals(nhi: Source) -> JsonElement:
    """Names of the signals behind the latest assessment, in descending order of weight, as a list; null if there is none."""
    return JsonQuery(_last_assessment(nhi, lambda assessment: Signals(assessment.c.factors)))


def open_anomalies(nhi: Source) -> ColumnElement[int]:
    """Number of anomalies of the identity that are not acknowledged."""
    anomaly = tables.anomaly.alias()
    unseen = anomaly.c.status == AnomalyStatus.OPEN.value
    return sa.select(sa.func.count()).where(anomaly.c.nhi_id == nhi.c.id, unseen).select_from(anomaly).scalar_subquery()


ACTIONS = ((tables.tool_call, "called_at"), (tables.verdict, "decided_at"), (tables.run, "started_at"))
"""The tables whose rows show that an identity is active, and their column of time."""


def last_seen_at(nhi: Source) -> ColumnElement[int]:
    """Latest tool call, verdict or run of the identity, in microseconds since 1970; null if there is none."""
    return _seen_at(nhi, sa.func.max)


def first_seen_at(nhi: Source) -> ColumnElement[int]:
    """Earliest tool call, verdict or run of the identity, in microseconds since 1970; null if there is none."""
    return _seen_at(nhi, sa.func.min)


def _seen_at(nhi: Source, pick: Callable[[ColumnElement[int]], ColumnElement[int]]) -> ColumnElement[int]:
    """The maximum or minimum of the times of all actions. Each table has one, read from an end of its index."""
    times = []
    for table, time in ACTIONS:
        row = table.alias()
        key = sort_key(row.c[time])
        times.append(sa.select(pick(key).label("time")).where(row.c.nhi_id == nhi.c.id, key >= 0))
    union = sa.union_all(*times).subquery(fresh("seen"))
    return sa.select(pick(union.c.time)).scalar_subquery()
