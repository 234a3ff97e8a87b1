"""A plan: the root fields of an operation, each with the statement that answers it."""

from dataclasses import dataclass

from graphql.execution.collect_fields import FieldDetails

from storage.sql.statement import Statement


@dataclass(frozen=True, slots=True)
class Root:
    """One root field of a plan: a statement to run, a constant answer, or only the scopes that the caller lacks."""

    key: str
    prefix: bytes
    nullable: bool
    statement: Statement | None = None
    constant: bytes = b""
    scopes: frozenset[str] = frozenset()
    details: tuple[FieldDetails, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of an operation."""

    roots: tuple[Root, ...]

    @property
    def is_refused(self) -> bool:
        """Whether a root field was not planned because its caller lacks a scope."""
        return any(root.statement is None and root.scopes for root in self.roots)

    @property
    def weight(self) -> int:
        """Approximate memory of the plan, in bytes."""
        return 2_000 + sum(
            1_000 + len(root.constant) + (2 * len(root.statement.sql) + 400 * len(root.statement.values) if root.statement else 0)
            for root in self.roots
        )
