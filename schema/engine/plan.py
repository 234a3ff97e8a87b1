"""A plan: the root fields of an operation, each with the statement that answers it."""

from dataclasses import dataclass

from graphql.execution.collect_fields import FieldDetails

from storage.sql.statement import Statement


@dataclass(frozen=True, slots=True)
class Root:
    """One root field of a plan: a statement to run, or an answer that is known already."""

    key: str
    prefix: bytes
    nullable: bool
    statement: Statement | None = None
    known: bytes = b""
    scopes: frozenset[str] = frozenset()
    details: tuple[FieldDetails, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """An operation made ready to run."""

    roots: tuple[Root, ...]
