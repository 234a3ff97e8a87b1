"""Mutations run field after field through GraphQL's own executor, each with a context of the caller and the database.

A mutation's resolver does its work in Python. For a field with a noun it returns a select, and the planner answers the selections
below it with one statement, as in a query.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa
from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    GraphQLError,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    execute,
)
from graphql.execution.collect_fields import FieldDetails
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from schema.engine.outcome import FieldFailure, Outcome
from schema.engine.plan import Root
from schema.engine.planner import Planner, located
from schema.engine.planning import Planning
from schema.engine.request import Caller, Request
from schema.engine.selection import OperationContext
from storage.database.protocol import Database
from storage.errors import Failure
from storage.sql.statement import Moment, Statement


@dataclass(frozen=True, slots=True)
class MutationContext:
    """The context of the resolvers of one mutation."""

    database: Database
    caller: Caller
    now: int
    """Microseconds since 1970."""
    context: OperationContext
    variables: Mapping[str, object]
    scopes_of: Callable[[Statement], frozenset[str]]
    statement_timeout: float
    planning: Planning

    async def execute(self, document: DocumentNode, request: Request) -> ExecutionResult:
        """Runs the mutation."""
        result = execute(
            self.context.schema,
            document,
            context_value=self,
            variable_values=dict(request.variables or {}),
            operation_name=request.operation_name,
            executor_class=SelectExecutor,
        )
        return await result if isinstance(result, Awaitable) else result

    async def row(self, type_: GraphQLObjectType, select: sa.Select[Any], details: list[FieldDetails]) -> orjson.Fragment | None:
        """The JSON of the one row that a select finds, or None. Raises Forbidden if the caller lacks a scope."""
        planner = Planner(self.context, self.database.dialect.name)
        statement = await self.planning.run(self.caller.org_id, lambda: planner.row(type_, select, details))
        self.caller.require(self.scopes_of(statement))
        moment = Moment(self.variables, self.caller.org_id, self.now)
        parameters = statement.bind(moment)
        value = await self.database.value(statement.sql, parameters, timeout=self.statement_timeout, owner=self.caller.org_id)
        return None if value is None else orjson.Fragment(value)


class SelectExecutor(StrawberryGraphQLCoreExecutionContext):
    """GraphQL's executor, which hands selects to the planner."""

    def complete_value(
        self,
        return_type: GraphQLOutputType,
        field_details_list: list[FieldDetails],
        info: GraphQLResolveInfo[MutationContext],
        path: Path,
        result: object,
        position_context: Any,
    ) -> object:
        """The value of a field. A select becomes the JSON of its row; failures keep their code."""
        if isinstance(result, Failure):
            raise located(result, field_details_list, path.as_list())
        if isinstance(result, sa.Select) and not isinstance(return_type, GraphQLNonNull):
            return self.context_value.row(return_type, result, field_details_list)
        return super().complete_value(return_type, field_details_list, info, path, result, position_context)


def outcome_of(result: ExecutionResult, timing: dict[str, float]) -> Outcome:
    """The outcome of a mutation. Any other exception than a Failure becomes a Failure without details."""
    failures = [
        FieldFailure(_failure(error), error.path or (), [node for node in error.nodes or () if isinstance(node, FieldNode)])
        for error in result.errors or ()
    ]
    if result.data is None:
        first = failures[0]
        return Outcome([_root(str(first.path[0]), nullable=False)], [first], failures, timing)
    failed_roots = {failed.path[0]: failed for failed in reversed(failures) if result.data[str(failed.path[0])] is None}
    roots = [_root(key, nullable=True) for key in result.data]
    values = [failed_roots.get(key) or orjson.dumps(value) for key, value in result.data.items()]
    return Outcome(roots, values, failures, timing)


def _root(key: str, *, nullable: bool) -> Root:
    return Root(key, orjson.dumps(key) + b":", nullable)


def _failure(error: GraphQLError) -> Failure:
    return error.original_error if isinstance(error.original_error, Failure) else Failure("Something went wrong on the server.")
