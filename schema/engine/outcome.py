"""The outcome of an operation: the JSON of each root field, or the failure that happened there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import FieldNode, GraphQLError

from schema.engine.plan import Root
from storage.errors import BadUserInput, Failure


@dataclass(frozen=True, slots=True)
class FieldFailure:
    """A failure at one field of an operation."""

    failure: Failure
    path: Sequence[str | int]
    """Response keys and list indexes from the root to the field."""
    nodes: Sequence[FieldNode]
    """The field in the document, for locations."""


@dataclass(frozen=True, slots=True)
class ExplainedStatement:
    """The statement of one root field, and how the database runs it."""

    field: str
    statement: str
    tables: list[str]
    plan: list[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of an operation that ran."""

    roots: Sequence[Root]
    values: Sequence[bytes | FieldFailure]
    """The JSON of each root field, or its failure."""
    failures: Sequence[FieldFailure]
    """All failures, in order. A mutation may have failures below a root field; its JSON then has null in their place."""
    timing: dict[str, float]
    """Milliseconds by stage."""
    statements: Sequence[ExplainedStatement] | None = None
    """None: not requested."""

    @property
    def size(self) -> int:
        """Bytes of all values."""
        return sum(len(value) for value in self.values if isinstance(value, bytes))

    def data(self) -> dict[str, Any]:
        """The decoded values of all root fields by response key. Raises the first failure."""
        for failed in self.failures:
            raise failed.failure
        return {root.key: orjson.loads(value) for root, value in zip(self.roots, self.values, strict=True)}  # type: ignore[arg-type]


class OperationRefused(Failure):
    """An operation that is refused before it runs; `errors` are those of GraphQL, each with a code."""

    code = "BAD_USER_INPUT"

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        self.errors = errors
        self.cause = _cause(errors[0])
        """The first error as a failure."""
        self.timing: dict[str, float] = {}
        super().__init__(self.cause.message, **self.cause.facts)

    @classmethod
    def of(cls, failure: Failure) -> "OperationRefused":
        """The refusal for one failure."""
        return cls([error(failure.code, failure.message, failure, **failure.facts)])


class MutationNotAllowed(OperationRefused):
    """A mutation in a request that may only read."""

    code = "METHOD_NOT_ALLOWED"

    def __init__(self) -> None:
        super().__init__([error(self.code, "A mutation needs POST.")])


def error(code: str, message: str, failure: Failure | None = None, **facts: object) -> GraphQLError:
    """An error with a code."""
    return GraphQLError(message, original_error=failure, extensions={"code": code, **facts})


def coded(code: str, errors: list[GraphQLError]) -> list[GraphQLError]:
    """The errors, each with the code unless it has one."""
    for each in errors:
        if isinstance(each.original_error, Failure):
            each.extensions = {"code": each.original_error.code, **each.original_error.facts}
        each.extensions = {"code": code, **(each.extensions or {})}
    return errors


def _cause(first: GraphQLError) -> Failure:
    """The failure that an error reports: its own, or one with its message. An invalid document is an internal error: REST
    requests run documents of ours."""
    failure = first.original_error
    if isinstance(failure, Failure) and failure.message == first.message:
        return failure
    code, facts = (first.extensions or {}).get("code"), {k: v for k, v in (first.extensions or {}).items() if k != "code"}
    return BadUserInput(first.message, **facts) if code == BadUserInput.code else Failure(first.message, **facts)
