"""Roll-ups: what statistics need of many rows, added up by hour, day, month and year of their main time.

A subject is a noun that has roll-ups. Each of its grains is a table of cells: one for each period and combination of
dimensions that occurs. `rollup_period` says which periods are clean, which means that the cells of every grain say the
same as the rows; writing a row makes its periods dirty in the same transaction (`storage.rollup.marking`), a worker
builds them anew (`storage.rollup.building`), and statistics read the rows of whatever is not clean.
"""

from calendar import isleap, monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql.elements import ColumnElement

from storage.nouns import endpoint_call, incident, milestone, process_instance, run, task, tool_call, verdict
from storage.nouns.columns import Source
from storage.nouns.noun import INTEGER, NOUNS, TEXT, Field, elapsed, end_key, metadata
from storage.nouns.record import DAY, HOUR, micros
from storage.rollup.figures import FIGURES, CellFigure, sum_of

Expression = Callable[[Source], ColumnElement[Any]]
"""From a row of the subject, anything with columns in `c`, to an expression over it."""

BINS = sa.Text().with_variant(postgresql.ARRAY(INTEGER), "postgresql")
"""A sketch: integers that each hold a bin's number and its count (`storage.sql.sketch`). JSON on SQLite, bigint[] on
PostgreSQL."""


class Level(IntEnum):
    """Lengths of periods, in UTC. Every period lies within one of the next level."""

    HOUR = 1
    DAY = 2
    MONTH = 3
    YEAR = 4


class PeriodState(IntEnum):
    """Whether the cells of a period say the same as its rows."""

    DIRTY = 0
    CLEAN = 1
    SEALED = 2
    """Its rows were deleted by retention, so the cells are all there is: they stay as they are."""


def period_of(level: Level, moment: int) -> tuple[int, int]:
    """Start and end of the period that holds a moment, in microseconds since 1970."""
    if level is Level.HOUR:
        return moment - moment % HOUR, moment - moment % HOUR + HOUR
    if level is Level.DAY:
        return moment - moment % DAY, moment - moment % DAY + DAY
    day = datetime.fromtimestamp(moment // 1_000_000, UTC).replace(hour=0, minute=0, second=0, day=1)
    if level is Level.YEAR:
        day = day.replace(month=1)
    start, days = micros(day), 365 + isleap(day.year) if level is Level.YEAR else monthrange(day.year, day.month)[1]
    return start, start + days * DAY


@dataclass(frozen=True, slots=True)
class Grain:
    """One table of cells: the dimensions by which it tells rows apart, the first of which leads its index."""

    subject: str
    name: str
    dims: tuple[str, ...]
    levels: tuple[Level, ...]
    table: sa.Table


@dataclass(frozen=True, slots=True)
class Decides:
    """A link to rows of another subject that have dimensions computed from the rows of this one."""

    link: str
    """Column that holds the id of the other row."""
    subject: str
    """The other subject."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is rolled up of a noun."""

    noun: str
    time: str
    end: str | None
    """Column of the time at which a row is over; None where rows have no end."""
    value: Expression | None
    """The measured value in microseconds; None where it depends on other rows, so that only counts are rolled up."""
    sums: tuple[str, ...]
    """Columns that are added up, absent values as 0."""
    figures: tuple[CellFigure, ...]
    """The figures of its cells, with those sums."""
    expressions: Mapping[str, Expression]
    """Dimensions that are not plain columns."""
    decides: Decides | None
    """None if no row of another subject depends on rows of this one."""
    grains: tuple[Grain, ...] = field(default=())

    @property
    def table(self) -> sa.Table:
        """The rows."""
        return NOUNS[self.noun].table

    def dim(self, name: str, row: Source) -> ColumnElement[Any]:
        """A dimension of a row."""
        return self.expressions[name](row) if name in self.expressions else row.c[name]

    def end_of(self, row: Source) -> ColumnElement[int]:
        """When a row counts as over: never before it began, and never if it did not begin."""
        assert self.end is not None
        return end_key(row.c[self.time], row.c[self.end])


SUBJECTS: dict[str, Subject] = {}
"""Every subject by the name of its noun."""

GRAINS: dict[str, Grain] = {}
"""Every grain by the name of its table."""

period = sa.Table(
    "rollup_period",
    metadata,
    sa.Column("org_id", TEXT, nullable=False),
    sa.Column("subject", TEXT, nullable=False, comment="Noun whose rows were rolled up."),
    sa.Column("level", INTEGER, nullable=False, comment="1 hour, 2 day, 3 month, 4 year, in UTC."),
    sa.Column("start_at", INTEGER, nullable=False, comment="Start, inclusive, in microseconds since 1970."),
    sa.Column("end_at", INTEGER, nullable=False, comment="End, exclusive."),
    sa.Column("state", INTEGER, nullable=False, comment="0 dirty, 1 clean, 2 sealed."),
    sa.PrimaryKeyConstraint("org_id", "subject", "level", "start_at", name="pk_rollup_period"),
    comment="Which periods of which roll-ups are clean.",
    info={"scope": None},
    sqlite_strict=True,
)
sa.Index(
    "ix_rollup_period_dirty",
    period.c.org_id, period.c.subject, period.c.level, period.c.start_at,
    sqlite_where=sa.text("state = 0"), postgresql_where=sa.text("state = 0"),
)  # fmt: skip

ALL = tuple(Level)
DAYS = (Level.DAY, Level.MONTH, Level.YEAR)


def _declare(
    noun: str,
    grains: Mapping[str, tuple[Sequence[str], tuple[Level, ...]]],
    *,
    value: Expression | None = None,
    sums: Sequence[str] = (),
    expressions: Mapping[str, Expression] | None = None,
    decides: Decides | None = None,
) -> None:
    known = NOUNS[noun]
    types = {each.name: each for each in (*known.fields, *known.derived)}
    assert known.time is not None
    figures = (*FIGURES, *map(sum_of, sums))
    made = tuple(
        Grain(noun, name, tuple(dims), levels, _cells(name, [types[dim] for dim in dims], figures))
        for name, (dims, levels) in grains.items()
    )
    SUBJECTS[noun] = Subject(noun, known.time, known.end, value, tuple(sums), figures, expressions or {}, decides, made)
    GRAINS.update({grain.name: grain for grain in made})


def _cells(name: str, dims: Sequence[Field], figures: Sequence[CellFigure]) -> sa.Table:
    table = sa.Table(
        name,
        metadata,
        sa.Column("org_id", TEXT, nullable=False),
        sa.Column("level", INTEGER, nullable=False),
        sa.Column("start_at", INTEGER, nullable=False, comment="Start of the period."),
        *(sa.Column(dim.name, dim.sql_type) for dim in dims),
        *(figure.column for figure in figures),
        sa.Column("bins", BINS, comment="Sketch of the values. Null: none is measured."),
        sqlite_strict=True,
    )
    leading = [table.c[dims[0].name]] if dims else []
    sa.Index(f"ix_{name}", table.c.org_id, table.c.level, table.c.start_at, *leading)
    return table


def _span(since: str) -> Expression:
    return lambda row: elapsed(row.c[since], row.c.ended_at)


def _latency(row: Source) -> ColumnElement[int]:
    return row.c.latency_us


_declare(
    process_instance.process_instance.name,
    {
        "process_instance_rollup": (("status", "faulted"), ALL),
        "process_instance_by_model": (("model_id", "version", "status", "faulted"), ALL),
    },
    value=_span("started_at"),
)
_declare(
    task.task.name,
    {
        "task_rollup": (("state",), ALL),
        "task_by_model": (("model_id", "state"), ALL),
        "task_by_activity": (("model_id", "version", "task_spec", "name", "type", "state"), DAYS),
    },
    value=_span("started_at"),
)
_declare(milestone.milestone.name, {"milestone_by_model": (("model_id", "version", "name"), ALL)})
_declare(
    incident.incident.name,
    {
        "incident_rollup": (("state", "type"), ALL),
        "incident_by_activity": (("model_id", "version", "activity_id", "activity_name", "state", "type"), DAYS),
    },
    value=_span("created_at"),
)
_declare(
    run.run.name,
    {
        "run_rollup": (("state", "trigger"), ALL),
        "run_by_workflow": (("workflow_id", "state", "trigger", "error_category"), ALL),
        "run_by_nhi": (("nhi_id", "state"), ALL),
    },
    value=_span("started_at"),
    sums=(
        "input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens", "reasoning_tokens", "total_tokens", "spend",
        "clicks", "keystrokes", "scrolls", "screenshots", "total_steps", "total_iterations",
    ),
)  # fmt: skip
_declare(
    endpoint_call.endpoint_call.name,
    {"endpoint_call_by_workflow": (("workflow_id", "slug", "method", "status_code", "succeeded"), ALL)},
    value=_latency,
)
_declare(
    verdict.verdict.name,
    {
        "verdict_rollup": (("outcome", "environment"), ALL),
        "verdict_by_guardian": (("guardian_id", "outcome", "phase", "environment", "tag"), ALL),
        "verdict_by_nhi": (("nhi_id", "outcome"), ALL),
    },
    value=_latency,
    sums=("corrections",),
    decides=Decides("tool_call_id", tool_call.tool_call.name),
)
_declare(
    tool_call.tool_call.name,
    {
        "tool_call_rollup": (("outcome", "environment"), ALL),
        "tool_call_by_tool": (("tool", "outcome", "environment"), ALL),
        "tool_call_by_nhi": (("nhi_id", "tool", "outcome"), ALL),
    },
    value=_latency,
    sums=("spend",),
    expressions={"outcome": tool_call.worst_outcome},
)

ROLLUP_TABLES = (*GRAINS, period.name)
"""Names of all tables of roll-ups."""
