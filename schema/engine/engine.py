"""Runs requests: finds the document and its plan, computes the binds, runs the statements.

A document is parsed and validated once, and an operation is planned once for each shape of its variables. After that, a request
is a dictionary look-up and one statement for each root field, which returns JSON.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Hashable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import orjson
import sqlalchemy as sa
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLField,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    execute_sync,
)
from graphql.execution.collect_fields import FieldDetails
from graphql.execution.values import VariableValues, get_variable_values

from schema.declare.field import Role
from schema.declare.registry import NODES
from schema.engine.document import Document, EngineSettings, Operation, parsed
from schema.engine.limits import Cost, check, value_work
from schema.engine.mutation_context import MutationContext, outcome_of
from schema.engine.outcome import ExplainedStatement, FieldFailure, MutationNotAllowed, OperationRefused, Outcome, coded
from schema.engine.plan import Plan, Root
from schema.engine.plan_cache import PlanCache
from schema.engine.planner import Planner
from schema.engine.planning import Planning
from schema.engine.request import Caller, Request
from schema.engine.selection import OperationContext
from schema.engine.timing import Clock
from schema.engine.variables import planned, shapes
from storage.database.protocol import Database, Snapshot
from storage.errors import Failure, LimitExceeded, ResponseTooLarge
from storage.sql.statement import Moment, Statement
from storage.tables import metadata

INTROSPECTION = frozenset({"__schema", "__type"})

STEPS = 4
"""Steps of planning that each unit of `max_work` allows."""

COSTS_KEPT = 100
"""Maximum number of costs that are cached for an operation, by the sizes of its pages."""

FEW_VALUES = 500
"""Variables with at most this work are coerced on the event loop's thread."""


class Engine:
    """Runs GraphQL requests on one database."""

    def __init__(
        self, database: Database, schema: GraphQLSchema, settings: EngineSettings | None = None, cache: PlanCache | None = None
    ) -> None:
        self.database = database
        self.schema = schema
        self.settings = settings or EngineSettings()
        cache = cache or PlanCache(database.dialect.name, self.settings)
        assert (cache.dialect, cache.settings) == (database.dialect.name, self.settings)
        self.documents = cache.documents
        self.plans = cache.plans
        self.planning = Planning(steps=STEPS * self.settings.max_work, timeout=self.settings.planning_timeout)

    @asynccontextmanager
    async def snapshot(self, owner: str) -> AsyncIterator["OneSnapshot"]:
        """A block whose queries all read one state of the store. `owner` is the organization whose share it uses."""
        async with self.database.snapshot(owner) as snapshot:
            yield OneSnapshot(self, snapshot)

    async def run(self, request: Request, caller: Caller, snapshot: Snapshot | None = None) -> Outcome:
        """Runs an operation. Raises OperationRefused if it cannot be run, and Overloaded or ClientGone if it was not planned.
        Failures of its fields are in the outcome."""
        clock = Clock()
        try:
            document = await self._document(request, caller, clock)
            operation = document.operation(request.operation_name)
            if not operation.is_query:
                if not request.allow_mutation:
                    raise MutationNotAllowed
                return await self._mutate(document, request, caller, clock)
            values, plan = self._plain(document, operation, request) or await self._planned(document, operation, request, caller)
        except (OperationRefused, RecursionError) as error:
            clock.record("validate")
            refused = error if isinstance(error, OperationRefused) else _too_deep()
            refused.timing = clock.spent
            raise refused from error.__cause__
        clock.record("plan")
        return await self._run(plan, request, caller, Moment(values, caller.org_id, self.now()), clock, snapshot)

    async def _document(self, request: Request, caller: Caller, clock: Clock) -> Document:
        text = request.query
        document = self.documents.get(text)
        if document is not None:
            clock.record("parse")
            return document
        document = await self.planning.run(caller.org_id, lambda: parsed(self.schema, text, self.settings, clock.record))
        clock.record("validate")
        return self.documents.put(text, document, document.weight)

    def plan(self, request: Request, caller: Caller) -> tuple[Mapping[str, object], Plan]:
        """The coerced variables and a new plan of a query, planned on this thread and without a time limit."""
        document = parsed(self.schema, request.query, self.settings, lambda _: None)
        operation = document.operation(request.operation_name)
        variables = self._variables(operation, request.variables)
        self._check_cost(document, operation, variables.coerced)
        return variables.coerced, self._make_plan(operation, variables, caller)

    def _variables(self, operation: Operation, raw: Mapping[str, object] | None) -> VariableValues:
        """The coerced variables. Raises OperationRefused if they do not match the operation's definitions, or are too large."""
        try:
            operation.check_work(raw or {}, self.settings.max_work)
        except LimitExceeded as failure:
            raise OperationRefused.of(failure) from failure
        definitions = operation.node.variable_definitions
        if not definitions:
            return VariableValues({}, {})
        values = get_variable_values(self.schema, definitions, dict(raw or {}), max_errors=25)
        if isinstance(values, list):
            raise OperationRefused(coded("BAD_USER_INPUT", values))
        return values

    def _check_cost(self, document: Document, operation: Operation, variables: Mapping[str, object]) -> None:
        sizes = tuple(_hashable(variables.get(name)) for name in sorted(operation.sizes))
        measured = operation.costs.get(sizes)
        if measured is None:
            cost = Cost(self.schema, document.fragments, variables)
            measured = cost.operation(operation.node)
            operation.sizes = operation.sizes | cost.sizes
            if len(operation.costs) < COSTS_KEPT:
                operation.costs[tuple(_hashable(variables.get(name)) for name in sorted(operation.sizes))] = measured
        try:
            check("cost", measured, self.settings.max_cost)
        except LimitExceeded as failure:
            raise OperationRefused.of(failure) from failure

    def _plain(self, document: Document, operation: Operation, request: Request) -> tuple[Mapping[str, object], Plan] | None:
        """The variables and their plan, if they need no coercion and the plan is cached; otherwise None."""
        variables = request.variables or {}
        plain = operation.plain
        if plain is None or not plain.take(variables):
            return None
        plan = self.plans.get((document, request.operation_name, plain.shape))
        if plan is None:
            return None
        if operation.sizes:
            self._check_cost(document, operation, variables)
        return variables, plan

    async def _planned(
        self, document: Document, operation: Operation, request: Request, caller: Caller
    ) -> tuple[Mapping[str, object], Plan]:
        """The coerced variables and the plan for their shape. What takes long happens in a thread."""

        def coerced() -> VariableValues:
            variables = self._variables(operation, request.variables)
            self._check_cost(document, operation, variables.coerced)
            return variables

        is_small = value_work(request.variables or {}, FEW_VALUES) <= FEW_VALUES
        variables = coerced() if is_small else await self.planning.run(caller.org_id, coerced)
        key = (document, request.operation_name, shapes(operation.variable_types, variables.coerced))
        plan = self.plans.get(key)
        if plan is None:
            plan = await self.planning.run(caller.org_id, lambda: self._make_plan(operation, variables, caller))
            if not plan.is_refused:
                self.plans.put(key, plan, plan.weight)
        return variables.coerced, plan

    def _context(self, operation: Operation, variables: VariableValues) -> OperationContext:
        types = operation.variable_types
        later = {name: planned(types[name], value, (name,)) for name, value in variables.coerced.items()}
        values = VariableValues(variables.sources, later)
        return OperationContext(
            self.schema, operation.node, operation.fragments, values, self.settings.max_page, self.settings.max_filter_depth
        )

    def _make_plan(self, operation: Operation, variables: VariableValues, caller: Caller) -> Plan:
        context = self._context(operation, variables)
        planner = Planner(context, self.database.dialect.name)
        query = self.schema.query_type
        assert query is not None
        roots: list[Root] = []
        try:
            for key, details in context.roots(query).items():
                roots.append(self._root(planner, query, key, details, operation, variables, caller))
        except GraphQLError as failure:
            raise OperationRefused(coded("BAD_USER_INPUT", [failure])) from failure
        return Plan(tuple(roots))

    def _root(
        self,
        planner: Planner,
        query: GraphQLObjectType,
        key: str,
        details: list[FieldDetails],
        operation: Operation,
        variables: VariableValues,
        caller: Caller,
    ) -> Root:
        name = details[0].node.name.value
        prefix = orjson.dumps(key) + b":"
        if name == "__typename":
            return Root(key, prefix, nullable=False, constant=orjson.dumps(query.name))
        if name in INTROSPECTION:
            return Root(key, prefix, nullable=name == "__type", constant=self._introspect(key, details, operation, variables))
        nullable = not isinstance(query.fields[name].type, GraphQLNonNull)
        needed = _scopes_of_field(query.fields[name])
        if not caller.allows(needed):
            return Root(key, prefix, nullable, scopes=needed, details=tuple(details))
        statement = planner.root(query, key, details)
        return Root(key, prefix, nullable, statement, scopes=self.scopes_of(statement), details=tuple(details))

    @staticmethod
    def scopes_of(statement: Statement) -> frozenset[str]:
        """The scopes that a caller needs for the tables that a statement reads. Tables without data of the organization need
        none."""
        return frozenset(scope for table in statement.tables if (scope := _scope(metadata.tables[table])))

    @staticmethod
    def now() -> int:
        """The time in microseconds since 1970."""
        return time.time_ns() // 1000

    def _introspect(self, key: str, details: list[FieldDetails], operation: Operation, variables: VariableValues) -> bytes:
        """The answer of one introspection field. The schema does not change, so the plan contains it."""
        node = operation.node
        alone = OperationDefinitionNode(
            operation=node.operation,
            variable_definitions=node.variable_definitions,
            directives=(),
            selection_set=SelectionSetNode(selections=tuple(detail.node for detail in details)),
        )
        fragments = tuple(fragment.definition for fragment in operation.fragments.values())
        document = DocumentNode(definitions=(alone, *fragments))
        values = {name: source.value for name, source in variables.sources.items() if name in variables.coerced}
        result = execute_sync(self.schema, document, variable_values=values)
        if result.errors:
            raise OperationRefused(coded("BAD_USER_INPUT", result.errors))
        return orjson.dumps((result.data or {}).get(key))

    async def _run(
        self, plan: Plan, request: Request, caller: Caller, moment: Moment, clock: Clock, snapshot: Snapshot | None
    ) -> Outcome:
        roots = plan.roots
        until = time.monotonic() + self.settings.operation_timeout
        if len(roots) == 1 or snapshot is not None:
            values = [await self._value(root, caller, moment, until, snapshot) for root in roots]
        else:
            values = await self._values(roots, caller, moment, until)
        clock.record("sql")
        statements = await self._explained(plan, moment) if request.explain else None
        failures = [value for value in values if isinstance(value, FieldFailure)]
        return Outcome(roots, values, failures, clock.spent, statements)

    async def _values(self, roots: Sequence[Root], caller: Caller, moment: Moment, until: float) -> list[bytes | FieldFailure]:
        """The JSON of several root fields. They use half of the readers, so that other requests have the rest."""
        share = asyncio.Semaphore(max(1, self.database.readers // 2))

        async def value(root: Root) -> bytes | FieldFailure:
            async with share:
                return await self._value(root, caller, moment, until)

        return await asyncio.gather(*map(value, roots))

    async def _value(
        self, root: Root, caller: Caller, moment: Moment, until: float, snapshot: Snapshot | None = None
    ) -> bytes | FieldFailure:
        """The JSON of a root field, or its failure."""
        if root.statement is None and not root.scopes:
            return root.constant
        try:
            caller.require(root.scopes)
            assert root.statement is not None
            parameters = root.statement.bind(moment)
            if snapshot is None:
                timeout = self.settings.statement_timeout
                value = await self.database.value(
                    root.statement.sql, parameters, timeout=timeout, owner=caller.org_id, until=until
                )
            else:
                rows = await snapshot.rows(root.statement.sql, parameters)
                value = str(rows[0][0]).encode() if rows and rows[0][0] is not None else None
            if value is not None and len(value) > self.settings.max_response_bytes:
                allowed = self.settings.max_response_bytes
                raise ResponseTooLarge(
                    f"The response has {len(value)} bytes; the limit is {allowed}. Request fewer rows or fields.",
                    limit="response_bytes", allowed=allowed, measured=len(value),
                )  # fmt: skip
        except Failure as failure:
            return FieldFailure(failure, (root.key,), [detail.node for detail in root.details])
        return b"null" if value is None else value

    async def _explained(self, plan: Plan, moment: Moment) -> list[ExplainedStatement]:
        """The statements of a plan and how the database runs them."""
        word = "EXPLAIN QUERY PLAN " if self.database.dialect.name == "sqlite" else "EXPLAIN "
        explained = []
        for root in plan.roots:
            if root.statement is not None:
                lines: list[str] = []
                with suppress(Failure):  # which the outcome reports already
                    rows = await self.database.rows(word + root.statement.sql, root.statement.bind(moment))
                    lines = [str(row[-1]) for row in rows]
                explained.append(ExplainedStatement(root.key, root.statement.sql, sorted(root.statement.tables), lines))
        return explained

    async def _mutate(self, document: Document, request: Request, caller: Caller, clock: Clock) -> Outcome:
        """Runs a mutation field after field. If a field returns a select, the planner answers it."""
        operation = document.operation(request.operation_name)
        variables = self._variables(operation, request.variables)
        self._check_cost(document, operation, variables.coerced)
        context = MutationContext(
            self.database,
            caller,
            self.now(),
            self._context(operation, variables),
            variables.coerced,
            self.scopes_of,
            self.settings.statement_timeout,
            self.planning,
        )
        result = await context.execute(document.node, request)
        clock.record("sql")
        return outcome_of(result, clock.spent)


def _scope(table: sa.Table) -> str | None:
    """The scope that reading a table needs; None if it needs none."""
    scope: str | None = table.info.get("scope", "graph:read")
    return scope


def _scopes_of_field(field: GraphQLField) -> frozenset[str]:
    """The scopes that a root field needs, independent of the selections below it."""
    declared = field.extensions["strawberry-definition"]
    target = NODES.get(declared.target) if declared.role in (Role.ONE, Role.MANY) else None
    scope = _scope(target.table) if target else None
    return frozenset([scope] if scope else [])


def _hashable(value: object) -> Hashable:
    return len(value) if isinstance(value, list) else value


def _too_deep() -> OperationRefused:
    facts = {"limit": "nesting", "allowed": "what can be planned", "measured": "more"}
    return OperationRefused.of(LimitExceeded("The operation, or its variables, are nested too deeply.", **facts))


@dataclass(frozen=True, slots=True)
class OneSnapshot:
    """The engine on one state of the store. Its queries run one after another, without a time limit."""

    engine: Engine
    snapshot: Snapshot

    async def run(self, request: Request, caller: Caller) -> Outcome:
        """Runs a query."""
        return await self.engine.run(request, caller, self.snapshot)
