"""Verdicts of guardians on requests, and which verdict decides a request."""

from enum import StrEnum
from typing import Annotated

import sqlalchemy as sa
from msgspec import UNSET, UnsetType

from storage.nouns.columns import Source
from storage.nouns.environment import Environment
from storage.nouns.noun import INTEGER, noun
from storage.nouns.record import LATEST_INSTANT, Count, Document, Link, Micros, Record, Text, Time, says


class Outcome(StrEnum):
    """Outcome of a check by a guardian, from best to worst."""

    PASSED = "PASSED"
    CORRECTED = "CORRECTED"
    BLOCKED = "BLOCKED"
    ERROR = "ERROR"


class Phase(StrEnum):
    """When a guardian checked the call: before the tool ran, or after it returned."""

    BEFORE = "BEFORE"
    AFTER = "AFTER"


class Verdict(Record):
    """The decision of one guardian on one request."""

    moments = ("decided_at",)

    guardian_id: Annotated[Link, says("Id of the guardian.")] = UNSET
    tool_call_id: Annotated[Link, says("Id of the tool call that was checked. Null: the verdict is on a run.")] = UNSET
    run_id: Annotated[Link, says("Id of the run that was checked. Null: unknown.")] = UNSET
    nhi_id: Annotated[Link, says("Id of the identity that made the request. Null: unknown.")] = UNSET
    outcome: Annotated[Outcome | UnsetType | None, says("Outcome of the check. Null: not yet known.")] = UNSET
    phase: Annotated[
        Phase | UnsetType | None, says("Whether the check took place before or after the tool ran. Null: unknown.")
    ] = UNSET
    decided_at: Annotated[Time, says("When the verdict was given.")] = UNSET
    latency_us: Annotated[Micros, says("Duration of the check, in microseconds. Null: unknown.")] = UNSET
    corrections: Annotated[Count, says("Number of corrections made. Null: not counted.")] = UNSET
    violations: Annotated[Document, says("Violations found: a list of `{type, severity}`. Null: none.")] = UNSET
    reason: Annotated[Text, says("Explanation of the verdict, as text. Null: none given.")] = UNSET
    environment: Annotated[Environment | UnsetType | None, says("Environment: live, test or dev. Null: unknown.")] = UNSET
    tag: Annotated[Text, says("Tag assigned by the organization. Null: none.")] = UNSET


verdict = noun(Verdict, time="decided_at", by=["guardian_id", "tool_call_id", "run_id", "nhi_id"])
_BADNESS = {outcome.value: rank for rank, outcome in enumerate(Outcome)}


def decisive(said: Source, *apart: str) -> sa.ColumnElement[bool]:
    """Whether a verdict is the one that its request counts as: no other verdict on the same tool call is worse, or as bad and
    earlier. One on no tool call always is; one that says nothing yet never is.

    `apart` are columns that separate the verdicts of a call: with `guardian_id`, each guardian has its own deciding verdict.
    """
    other = verdict.alias()
    worse = badness(other) > badness(said)
    earlier = sa.tuple_(_moment(other), other.c.id) < sa.tuple_(_moment(said), said.c.id)
    first = sa.select(other.c.id).where(
        other.c.tool_call_id == said.c.tool_call_id,
        other.c.id != said.c.id,
        *(other.c[column].is_not_distinct_from(said.c[column]) for column in apart),
        sa.or_(worse, sa.and_(other.c.outcome == said.c.outcome, earlier)),
    )
    return sa.and_(said.c.outcome.is_not(None), sa.not_(sa.exists(first)))


def badness(said: Source) -> sa.ColumnElement[int]:
    return sa.case(_BADNESS, value=said.c.outcome)


def _moment(said: Source) -> sa.ColumnElement[int]:
    """When a verdict was given; one without a time comes after all others."""
    return sa.func.coalesce(said.c.decided_at, sa.literal_column(str(LATEST_INSTANT + 1), INTEGER))
