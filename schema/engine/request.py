"""A request to the engine, and its caller."""

from dataclasses import dataclass

from storage.errors import Forbidden

ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Caller:
    """The sender of a request: the organization whose rows are read, and its scopes."""

    org_id: str
    scopes: frozenset[str]
    name: str = ""
    """Name of the caller's key or user, stored with the caller's changes."""

    def allows(self, needed: frozenset[str]) -> bool:
        """Whether the caller has all of these scopes."""
        return ADMIN in self.scopes or needed <= self.scopes

    def require(self, needed: frozenset[str]) -> None:
        """Raises Forbidden if the caller lacks a scope."""
        if not self.allows(needed):
            missing = needed - self.scopes
            raise Forbidden(f"Requires the scope {' and '.join(sorted(missing))}.", scopes=sorted(missing))


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked."""

    query: str
    operation_name: str | None = None
    variables: dict[str, object] | None = None
    explain: bool = False
    allow_mutation: bool = True
