"""Non-human identities: what they did, what they stood behind, how risky they look."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.link import named_by, naming, through
from resolvers.rows import Source
from storage import tables
from storage.noun import sort_key

of_row = named_by(tables.nhi, "nhi_id")
of_guardian = through(tables.nhi, tables.guardian_binding, "guardian_id", "nhi_id")
assessments = naming(tables.risk_assessment, "nhi_id")
anomalies = naming(tables.anomaly, "nhi_id")
tasks = through(tables.task, tables.run, "nhi_id", "task_id")
incidents = through(tables.incident, tables.run, "nhi_id", "instance_id", at="instance_id")
instances = through(tables.process_instance, tables.run, "nhi_id", "instance_id")


def _latest(nhi: Source, column: str) -> ColumnElement[Any]:
    assessment = tables.risk_assessment.alias()
    return (
        sa.select(assessment.c[column])
        .where(assessment.c.nhi_id == nhi.c.id)
        .order_by(sort_key(assessment.c.assessed_at).desc(), assessment.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def risk_score(nhi: Source) -> ColumnElement[float]:
    """Risk, 0 to 1, as assessed last; null where it never was."""
    return _latest(nhi, "score")


def risk_level(nhi: Source) -> ColumnElement[str]:
    """The risk in words, as assessed last; null where it never was."""
    return _latest(nhi, "level")


def last_seen_at(nhi: Source) -> ColumnElement[int]:
    """Latest tool call, verdict or run of the identity, in microseconds since 1970; null where there is none."""
    moments = [
        sa.select(sa.func.max(sort_key(rows.c[time]))).where(rows.c.nhi_id == nhi.c.id).scalar_subquery()
        for rows, time in (
            (tables.tool_call.alias(), "called_at"),
            (tables.verdict.alias(), "decided_at"),
            (tables.run.alias(), "started_at"),
        )
    ]
    union = sa.union_all(*(sa.select(moment.label("moment")) for moment in moments)).subquery()
    return sa.select(sa.func.max(union.c.moment)).where(union.c.moment >= 0).scalar_subquery()
