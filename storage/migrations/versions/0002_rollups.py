"""Roll-ups, the queue of jobs, and indexes by when rows end. What is stored already is dirty until a worker has built it.

Frozen: what changes later is a later migration.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

HOUR = 3_600_000_000
TIMES = {
    "process_instance": ("started_at", "ended_at"),
    "task": ("started_at", "ended_at"),
    "milestone": ("reached_at", None),
    "incident": ("created_at", "ended_at"),
    "run": ("started_at", "ended_at"),
    "endpoint_call": ("called_at", None),
    "verdict": ("decided_at", None),
    "tool_call": ("called_at", None),
}


def upgrade() -> None:
    """Runs the statements of the dialect one by one, and marks every hour that has rows."""
    connection = op.get_bind()
    script = Path(__file__).with_name(f"0002_{connection.dialect.name}.sql")
    for statement in script.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    for noun, (time, end) in TIMES.items():
        _mark(connection, noun, time, end)


def _mark(connection: sa.Connection, noun: str, time: str, end: str | None) -> None:
    """Days, months and years follow when the hours are built."""
    hours = [f"SELECT DISTINCT org_id, {time} - {time} % {HOUR} AS start_at FROM {noun} WHERE {time} IS NOT NULL"]
    if end:
        over = f"CASE WHEN {end} < {time} THEN {time} WHEN {time} IS NOT NULL THEN {end} END"
        hours.append(f"SELECT DISTINCT org_id, ({over}) - ({over}) % {HOUR} FROM {noun} WHERE ({over}) IS NOT NULL")
    connection.exec_driver_sql(
        f"INSERT INTO rollup_period (org_id, subject, level, start_at, end_at, state)"
        f" SELECT org_id, '{noun}', 1, start_at, start_at + {HOUR}, 0 FROM ({' UNION '.join(hours)}) AS touched"
    )
