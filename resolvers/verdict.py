"""Verdicts of guardians."""

from sqlalchemy.sql.elements import ColumnElement

from resolvers.links import HasMany
from resolvers.rows import Source
from storage import tables
from storage.nouns.verdict import decisive

of_guardian = HasMany(tables.verdict, "guardian_id")
of_tool_call = HasMany(tables.verdict, "tool_call_id")
of_run = HasMany(tables.verdict, "run_id")
of_nhi = HasMany(tables.verdict, "nhi_id")


def is_decisive(verdict: Source) -> ColumnElement[bool]:
    """Whether this verdict decides the outcome of its request, among all verdicts on the request."""
    return decisive(verdict)


def is_decisive_of_guardian(verdict: Source) -> ColumnElement[bool]:
    """Whether this verdict decides the outcome of its request, among the verdicts of the same guardian."""
    return decisive(verdict, "guardian_id")
